# Makes tests/golden/structure_r.json: flexclust's stability measures of binary answers, with the bootstrap
# samples and the starts that they follow from.
#
# Run: Rscript tests/golden/make_structure_golden.R ../shared/data > tests/golden/structure_r.json
# with flexclust installed, or with a second argument: a file that defines kcca, clusters, randIndex,
# clusterwise_values, relabel_models and entropies_of as flexclust's sources have them (R/kcca.R,
# R/randIndex.R, R/resample.R, R/relabel.R). Needs clue and jsonlite.
suppressPackageStartupMessages({ library(clue); library(jsonlite); library(methods) })
arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) > 1) source(arguments[2]) else {
  library(flexclust)
  clusterwise_values <- function(object, c1, c2) flexclust:::clusterwiseScheme(object)@validate(c1, c2)
  series <- function(models) new("stepFlexclust", models = models, k = sapply(models, function(m) m@k))
  relabel_models <- function(models) relabel(series(models))@models
  entropies_of <- function(models) { pdf(NULL); slsaplot(series(models)) }
}
KS <- 2:6
PAIRS <- 6
# A start's centres are means of so many respondents: single ones of yes/no answers tie all the time.
ROWS_OF_A_START <- 7
set.seed(20)

# max.col(), by which flexclust finds the nearest centre, takes distances within 1e-5 for tied and draws:
# starts whose result would hang on such a draw are left for others.
is_clear <- function(x, centers) {
  repeat {
    d <- apply(centers, 1, function(c) sqrt(colSums((t(x) - c)^2)))
    sorted <- apply(d, 1, sort)
    if (!all(sorted[2, ] - sorted[1, ] > 2e-5 * sorted[nrow(sorted), ])) return(FALSE)
    label <- apply(d, 1, which.min)
    if (length(unique(label)) < nrow(centers)) return(FALSE)
    means <- rowsum(x, label) / as.vector(table(label))
    if (all(means == centers)) return(TRUE)
    centers <- means
  }
}
fit <- function(x, index, k) {
  repeat {
    rows <- matrix(sample(unique(index), k * ROWS_OF_A_START), k)
    start <- t(apply(rows, 1, function(own) colMeans(x[own, ])))
    if (any(duplicated(start)) || !is_clear(x[index, ], start)) next
    model <- kcca(x[index, ], k = start)
    if (is_clear(x, model@centers)) break
  }
  list(model = model, rows = rows - 1)
}
digits <- function(values) paste(values, collapse = "")

measure <- function(x) {
  n <- nrow(x)
  whole <- lapply(KS, function(k) fit(x, seq_len(n), k))
  models <- lapply(whole, function(f) f$model)
  names(models) <- KS
  pairs <- lapply(seq_len(PAIRS), function(b) {
    sides <- lapply(1:2, function(side) sample(n, n, replace = TRUE))
    fits <- lapply(sides, function(index) lapply(KS, function(k) fit(x, index, k)))
    predicted <- lapply(fits, function(own) lapply(own, function(f) clusters(f$model, newdata = x)))
    list(
      drawn = sapply(sides, function(index) digits(tabulate(index, n))),
      starts = lapply(fits, function(own) lapply(own, function(f) f$rows)),
      rand = sapply(seq_along(KS), function(l) randIndex(table(predicted[[1]][[l]], predicted[[2]][[l]]))),
      slsw = lapply(seq_along(KS), function(l)
        clusterwise_values(models[[l]], predicted[[1]][[l]], predicted[[2]][[l]]))
    )
  })
  relabelled <- relabel_models(models)
  list(n = n, starts = lapply(whole, function(f) f$rows),
       labels = sapply(models, function(m) digits(m@cluster - 1)),
       relabelled = sapply(relabelled, function(m) digits(m@cluster - 1)),
       entropies = lapply(entropies_of(relabelled), as.vector), pairs = pairs)
}

mcdonalds <- read.csv(file.path(arguments[1], "mcdonalds.csv"))[, 1:11]
mcdonalds <- sapply(mcdonalds, function(answer) as.numeric(answer == "Yes"))
# Twenty yes/no motives of 500 travellers, as in flexclust's vacmot: six kinds with some motives each.
kind <- sample(6, 500, replace = TRUE)
likely <- matrix(ifelse(runif(6 * 20) < 0.35, 0.75, 0.15), 6)
motives <- (matrix(runif(500 * 20), 500) < likely[kind, ]) * 1

result <- list(
  tool = paste0(R.version.string, "; functions of flexclust as its sources have them; clue ",
                packageVersion("clue")),
  command = "Rscript tests/golden/make_structure_golden.R ../shared/data > tests/golden/structure_r.json",
  ks = KS,
  mcdonalds = measure(mcdonalds),
  motives = c(list(answers = apply(motives, 1, digits)), measure(motives))
)
cat(toJSON(result, digits = 14, auto_unbox = TRUE), "\n")
