# Makes tests/golden/mixed_r.json with R's cluster and FactoMineR: Gower's distances, trees and medoids
# by them, and multiple correspondence analysis of real surveys.
#
# Run: apt-get install r-cran-cluster=2.1.4-1 r-cran-factominer=2.7-1 r-cran-jsonlite &&
#      Rscript tests/golden/make_mixed_golden.R ../shared/data > tests/golden/mixed_r.json
suppressPackageStartupMessages({ library(cluster); library(FactoMineR); library(jsonlite) })
folder <- commandArgs(trailingOnly = TRUE)[1]

survey <- function(file, ...) {
  na.omit(read.csv(file.path(folder, file), stringsAsFactors = TRUE, check.names = FALSE, ...))
}
tea <- survey("tea.csv", row.names = 1)
student <- survey("student_survey_mass.csv", row.names = 1)
mcdonalds <- survey("mcdonalds.csv")
volunteers <- survey("volunteers.csv", row.names = 1)
bfi <- survey("bfi.csv", row.names = 1)[1:400, ]
# Scale items are ordered answers of which all six occur; education is ordered too.
ordered <- bfi
for (item in c(names(bfi)[1:25], "education")) ordered[[item]] <- factor(bfi[[item]], ordered = TRUE)
for (item in "gender") ordered[[item]] <- factor(bfi[[item]])
categories <- volunteers
for (item in names(volunteers)) categories[[item]] <- factor(volunteers[[item]])

distances <- function(data) {
  d <- daisy(data, metric = "gower", warnType = FALSE)
  n <- attr(d, "Size")
  square <- as.matrix(d)
  rows <- (seq_len(120) * 7919) %% n + 1
  others <- (seq_len(120) * 104729) %% n + 1
  costs <- sapply(2:5, function(k) sum(apply(square[, pam(d, k, diss = TRUE)$medoids], 1, min)))
  list(n = n, pairs = cbind(rows - 1, others - 1), values = square[cbind(rows, others)],
       sum = sum(d), squares = sum(d^2), largest = max(d), pam = costs,
       single = sum(hclust(d, "single")$height), silhouette = silhouettes(d))
}

silhouettes <- function(d) {
  labels <- pam(d, 3, diss = TRUE, cluster.only = TRUE)
  widths <- silhouette(labels, d)[, "sil_width"]
  list(labels = paste(labels - 1, collapse = ""), mean = mean(widths), first = unname(widths[1:30]))
}

trees <- function(data) {
  d <- daisy(data, metric = "gower")
  lapply(c(complete = "complete", average = "average", single = "single"), function(linkage) {
    tree <- hclust(d, linkage)
    list(heights = sort(tree$height), cut4 = as.integer(cutree(tree, 4)) - 1L)
  })
}

correspondence <- function(data) {
  found <- MCA(data, ncp = 4, graph = FALSE)
  levels <- do.call(rbind, lapply(names(data), function(name) cbind(name, levels(droplevels(data[[name]])))))
  eigenvalues <- found$eig[, 1]
  list(columns = names(data), n = nrow(data), eigenvalues = unname(eigenvalues),
       shares = unname(found$eig[, 2]) / 100, levels = levels,
       categories = unname(found$var$coord),
       contributions = unname(found$var$contrib) / 100, respondents = unname(found$ind$coord[1:25, ]))
}

golden <- list(
  versions = list(R = paste(R.version$major, R.version$minor, sep = "."),
                  cluster = as.character(packageVersion("cluster")),
                  FactoMineR = as.character(packageVersion("FactoMineR"))),
  gower = list(tea = distances(tea), student = distances(student), mcdonalds = distances(mcdonalds),
               volunteers = distances(categories), bfi = distances(ordered)),
  trees = trees(student),
  mca = list(tea = correspondence(tea[, 1:18]), student = correspondence(Filter(is.factor, student)),
             mcdonalds = correspondence(Filter(is.factor, mcdonalds)),
             volunteers = correspondence(categories)))
cat(toJSON(golden, digits = NA, auto_unbox = TRUE), "\n", sep = "")
