# Makes tests/golden/target_r.json: segment profile plots with their marker variables, separation plots and
# gorge plots of three surveys. flexclust could not be installed here, so that its formulas (1.5.0, 2025-02-27)
# are written out in R's own functions:
#   markers       createBarchartPanel() of R/barplot.R, shade = TRUE: diff is c(max(m) / 4, 0.5)
#   similarity    computeClusterSim() of R/kcca.R, of Euclidean distances
#   hulls         clusterHulls() of R/plot.R, on predict(prcomp(x))
#   gorges        histogram() of R/histogram.R with power 1, without the square root that it takes: the
#                 similarity of Dolnicar, Gruen and Leisch, Market Segmentation Analysis, 2018, chapter 7
#
# Run: apt-get install r-base-core=4.2.2.20221110-2 r-cran-jsonlite=1.8.4+dfsg-1 &&
#      Rscript tests/golden/make_target_golden.R ../shared/data > tests/golden/target_r.json
suppressPackageStartupMessages(library(jsonlite))
folder <- commandArgs(trailingOnly = TRUE)[1]

mcdonalds <- read.csv(file.path(folder, "mcdonalds.csv"))[, 1:11] == "Yes"
volunteers <- read.csv(file.path(folder, "volunteers.csv"), row.names = 1)[, 3:21]
bfi <- na.omit(read.csv(file.path(folder, "bfi.csv"), row.names = 1)[, 1:25])

judge <- function(data, k) {
  x <- as.matrix(data) * 1
  set.seed(42)
  found <- kmeans(x, k, nstart = 200, iter.max = 200)
  order <- order(-found$size)
  labels <- match(found$cluster, order)
  centers <- found$centers[order, ]
  n <- nrow(x)
  distances <- sapply(1:k, function(s) sqrt(rowSums(sweep(x, 2, centers[s, ])^2)))
  own <- distances[cbind(1:n, labels)]
  others <- distances
  others[cbind(1:n, labels)] <- Inf
  second <- max.col(-others, ties.method = "first")
  similarity <- diag(k)
  for (s in 1:k) for (t in setdiff(1:k, s)) {
    ok <- labels == s & second == t
    similarity[s, t] <- 2 * sum(own[ok] / (own[ok] + others[cbind(which(ok), second[ok])])) /
      sum(labels == s)
  }
  pca <- prcomp(x)
  turn <- apply(pca$rotation[, 1:2], 2, function(v) sign(v[which.max(abs(v))]))
  scores <- sweep(pca$x[, 1:2], 2, turn, "*")
  placed <- sweep(predict(pca, centers)[, 1:2], 2, turn, "*")
  corners <- function(s, most) {
    ok <- which(labels == s & own < most * median(own[labels == s]))
    # Respondents of the same answers are one corner, though chull() may name several of them.
    area <- unique(round(scores[ok[chull(scores[ok, ])], ], 9))
    list(x = sort(unname(area[, 1])), y = sort(unname(area[, 2])))
  }
  similar <- exp(-distances) / rowSums(exp(-distances))
  bins <- function(ok, s) tabulate(pmin(20, floor(similar[ok, s] * 20) + 1), 20)
  m <- colMeans(x)
  marks <- apply(centers, 1, function(v) abs(v - m) >= max(m) / 4 | abs((v - m) / m) >= 0.5)
  list(
    n = n, inertia = found$tot.withinss, sizes = found$size[order],
    total = unname(m), centers = unname(centers), marks = unname(t(marks)), names = colnames(x),
    similarity = similarity, variance = (pca$sdev^2 / sum(pca$sdev^2))[1:2], placed = unname(placed),
    inner = lapply(1:k, corners, most = 1), outer = lapply(1:k, corners, most = 2.5),
    own = t(sapply(1:k, function(s) bins(labels == s, s))),
    others = t(sapply(1:k, function(s) bins(labels != s, s))),
    between = colMeans(similar >= 0.25 & similar <= 0.75)
  )
}

# The segment evaluation plot of the textbook: scores times weights that add up to 1, as MSA's decisionMatrix().
scores <- rbind(c(6, 8, 3, 5), c(2.5, 0, 10, 7), c(9, 4, 4, 1))
weights <- c(5, 3, 2)
matrix <- list(scores = scores, weights = weights, place = drop(weights %*% scores) / sum(weights))

cat(toJSON(list(
  matrix = matrix,
  mcdonalds = judge(mcdonalds, 4), volunteers = judge(volunteers, 3), bfi = judge(bfi, 3)
), digits = NA, auto_unbox = TRUE, pretty = FALSE), "\n")
