# Makes tests/golden/tests_r.json: exact tests, tests of one segment against all and typical respondents by R.
#
# Run beside the surveys of ../shared/data, with R 4.2.2 (fisher.test), FactoMineR 2.7 (catdes, HCPC) and jsonlite:
# Rscript tests/golden/make_tests_golden.R
#
# Segments and weights are those of make_tests_golden.py; weights are scaled to add up to the effective base.
suppressMessages({library(FactoMineR); library(jsonlite)})
data <- "../shared/data/"
read <- function(name) read.csv(paste0(data, name, ".csv"), stringsAsFactors = FALSE)
split3 <- function(age, borders) as.integer(age > borders[1]) + as.integer(age > borders[2])

tea <- read("tea"); bfi <- read("bfi"); food <- read("mcdonalds")
surveys <- list(
  bfi = list(table = bfi, segment = split3(bfi$age, c(21, 31)), columns = c("A1", "C2", "E5", "O4")),
  mcdonalds = list(table = food, segment = split3(food$Age, c(33, 50)),
                   columns = c("yummy", "healthy", "Gender", "VisitFrequency")),
  tea = list(table = tea, segment = split3(tea$age, c(22, 40)), columns = c("SPC", "where", "how", "Tea", "sex"))
)

# v by level of a factor or of a number, one a segment; null where catdes gives none.
v_of <- function(values, segment, weights) {
  given <- !is.na(values)
  own <- weights[given]
  own <- own * sum(own)^2 / sum(own^2) / sum(own)
  frame <- data.frame(segment = factor(segment[given]), values = values[given])
  if (is.character(frame$values)) frame$values <- factor(frame$values)
  found <- catdes(frame, 1, proba = 1, row.w = own)
  part <- if (is.numeric(frame$values)) found$quanti else found$category
  lapply(part, function(rows) {
    names <- sub("^values=", "", rownames(rows))
    setNames(lapply(seq_len(nrow(rows)), function(i) unname(rows[i, c("v.test", "p.value")])), names)
  })
}

v <- lapply(surveys, function(survey) {
  weight <- 1 + (7919 * (seq_len(nrow(survey$table)) - 1) + 42) %% 997
  sapply(survey$columns, function(column) {
    values <- survey$table[[column]]
    list(plain = v_of(values, survey$segment, rep(1, length(weight))),
         weighted = v_of(values, survey$segment, weight))
  }, simplify = FALSE)
})

# Tables whose counts are small: sums and cells row by row.
exact <- lapply(list(
  matrix(c(3, 1, 2, 0, 4, 9), 2, byrow = TRUE), matrix(c(1, 9, 11, 3), 2, byrow = TRUE),
  matrix(c(0, 3, 1, 5, 1, 2, 8, 4, 2), 3, byrow = TRUE), matrix(c(40, 32, 51, 1, 0, 4, 2, 7, 1), 3, byrow = TRUE)
), function(cells) list(cells = as.vector(t(cells)), columns = ncol(cells), p = fisher.test(cells, workspace = 2e7)$p.value))

# Too many tables to enumerate: by a million drawn.
set.seed(1)
drawn <- fisher.test(table(tea$price, surveys$tea$segment), simulate.p.value = TRUE, B = 1e6)$p.value

wine <- read("wine_labelled")
wine <- wine[, setdiff(names(wine), "class")]
found <- HCPC(PCA(wine, ncp = ncol(wine), graph = FALSE), nb.clust = 3, consol = TRUE, graph = FALSE)
typical <- list(
  segment = as.integer(found$data.clust$clust) - 1,
  rows = lapply(unname(found$desc.ind$para), function(near) as.integer(names(near))),
  distances = lapply(unname(found$desc.ind$para), function(near) unname(near))
)
versions <- list(R = paste(R.version$major, R.version$minor, sep = "."), FactoMineR = as.character(packageVersion("FactoMineR")))
write_json(list(versions = versions, v = v, exact = exact, drawn = drawn, typical = typical), "tests/golden/tests_r.json",
           digits = NA, auto_unbox = TRUE, pretty = TRUE)
