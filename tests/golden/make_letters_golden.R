# Makes tests/golden/letters_r.json with R's own prop.test and t.test, on the tables of expss's vignette
# (mtcars: cyl and gear by vs and am; mpg and hp by vs and by cyl). expss's tests hold its
# compare_proportions and compare_means to just these two functions.
# Run: Rscript tests/golden/make_letters_golden.R
shares <- list()
for (row in c("cyl", "gear")) for (column in c("vs", "am")) {
  counts <- table(mtcars[[row]], mtcars[[column]])
  bases <- colSums(counts)
  for (level in rownames(counts)) {
    test <- suppressWarnings(prop.test(counts[level, ], bases, correct = FALSE))
    shares[[length(shares) + 1]] <- sprintf(
      '{"row": "%s=%s", "column": "%s", "counts": [%d, %d], "bases": [%d, %d], "p": %.17g}',
      row, level, column, counts[level, 1], counts[level, 2], bases[1], bases[2], test$p.value)
  }
}
means <- list()
for (row in c("mpg", "hp")) for (column in c("vs", "cyl")) {
  levels <- sort(unique(mtcars[[column]]))
  for (pair in combn(length(levels), 2, simplify = FALSE)) {
    a <- mtcars[[row]][mtcars[[column]] == levels[pair[1]]]
    b <- mtcars[[row]][mtcars[[column]] == levels[pair[2]]]
    means[[length(means) + 1]] <- sprintf(
      '{"row": "%s", "column": "%s", "a": [%.17g, %.17g, %d], "b": [%.17g, %.17g, %d], "p": %.17g}',
      row, column, mean(a), sd(a), length(a), mean(b), sd(b), length(b), t.test(a, b)$p.value)
  }
}
tails <- list()
for (z in c(0, 0.01, 0.5, 1, 1.96, 2.5758, 3, 3.2, 5, 8, 20))
  tails[[length(tails) + 1]] <- sprintf('{"z": %.17g, "p": %.17g}', z, 2 * pnorm(-z))
for (t in c(0.001, 0.3, 1, 2, 2.7, 6, 40)) for (df in c(1, 1.37, 5, 29.4, 240, 12345.6, 1e6))
  tails[[length(tails) + 1]] <- sprintf('{"t": %.17g, "freedom": %.17g, "p": %.17g}', t, df, 2 * pt(-t, df))
list_of <- function(rows) paste0("[\n  ", paste(unlist(rows), collapse = ",\n  "), "\n ]")
cat(sprintf('{\n "made_by": "R %s.%s",\n "shares": %s,\n "means": %s,\n "tails": %s\n}\n', R.version$major,
  R.version$minor, list_of(shares), list_of(means), list_of(tails)), file = "tests/golden/letters_r.json")
