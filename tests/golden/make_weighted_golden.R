# Makes tests/golden/weighted_r.json: weighted means, deviations, eta squared and merge trees by R.
#
# Run beside the surveys of ../shared/data, with R 4.2.2 and Debian's r-cran-hmisc 4.8-0-1 and
# r-cran-jsonlite 1.8.4: Rscript tests/golden/make_weighted_golden.R
#
# The weight of row i, counted from 0, is (1 + (7919 i + 42) mod 997) / 500, scaled to mean 1; its
# segment is i mod 3.
suppressMessages(library(Hmisc))
library(jsonlite)

surveys <- list(
  bfi = c(outer(1:5, c("A", "C", "E", "N", "O"), function(i, l) paste0(l, i))),
  mcdonalds = c("yummy", "convenient", "spicy", "fattening", "greasy", "fast", "cheap", "tasty",
                "expensive", "healthy", "disgusting"),
  wine_labelled = NULL)

mode_of <- function(x) { t <- table(x); as.numeric(names(t)[which.max(t)]) }
golden <- list(versions = list(R = R.version.string, Hmisc = as.character(packageVersion("Hmisc"))))
for (name in names(surveys)) {
  raw <- read.csv(file.path("..", "shared", "data", paste0(name, ".csv")), check.names = FALSE)
  columns <- surveys[[name]]
  if (is.null(columns)) columns <- setdiff(names(raw), "class")
  raw <- raw[, columns]
  raw[] <- lapply(raw, function(x) if (is.character(x)) as.numeric(x == "Yes") else as.numeric(x))
  n <- nrow(raw)
  i <- 0:(n - 1)
  w <- (1 + (7919 * i + 42) %% 997) / 500
  w <- w / mean(w)
  g <- factor(i %% 3)
  given <- lapply(raw, function(x) {
    ok <- !is.na(x)
    list(
      total = wtd.mean(x, w),
      segments = sapply(levels(g), function(s) wtd.mean(x[g == s], w[g == s]), USE.NAMES = FALSE),
      bases = sapply(levels(g), function(s) sum(ok & g == s), USE.NAMES = FALSE),
      effective = sapply(levels(g), function(s) {
        v <- w[ok & g == s]
        sum(v)^2 / sum(v^2)
      }, USE.NAMES = FALSE),
      # Share of the weighted variation between segments.
      r_squared = summary(lm(x ~ g, weights = w))$r.squared)
  })
  filled <- sapply(raw, function(x) { x[is.na(x)] <- mode_of(x); x })
  rows <- seq_len(min(n, 600))
  part <- filled[rows, ]
  v <- w[rows] / mean(w[rows])
  z <- sapply(seq_len(ncol(part)), function(c) {
    x <- part[, c]
    (x - wtd.mean(x, v)) / sqrt(wtd.var(x, v, method = "ML"))
  })
  plain <- as.matrix(dist(z))
  # Ward's distance of two rows with weights, whose groups hclust takes as members.
  ward <- plain * sqrt(2 * outer(v, v) / outer(v, v, "+"))
  trees <- lapply(list(ward = "ward", average = "average"), function(method) {
    tree <- hclust(as.dist(if (method == "ward") ward else plain),
                   if (method == "ward") "ward.D2" else method, members = v)
    label <- cutree(tree, 4)
    size <- tapply(v, label, sum)
    label <- match(label, names(size)[order(-size)]) - 1
    shown <- unique(c(seq(1, length(tree$height), by = 12), length(tree$height) - 8:0))
    list(at = shown - 1, heights = tree$height[shown], labels4 = paste(label, collapse = ""))
  })
  golden[[name]] <- list(figures = given, rows = length(rows), trees = trees)
}
write_json(golden, "tests/golden/weighted_r.json", auto_unbox = TRUE, digits = 15, pretty = 1)
