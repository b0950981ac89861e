# The same statistics as peers/statistics.py and suites/statistics.mjs, as an R user would write them; run by the suite.
# argv: folder with drivers.csv, panel.csv, customers.csv, ecsi.csv, model.csv
suppressMessages(library(survey))
folder <- commandArgs(TRUE)[1]
draws <- as.integer(commandArgs(TRUE)[2])
read <- function(name) as.matrix(read.csv(file.path(folder, name)))
drivers <- read("drivers.csv"); panel <- read.csv(file.path(folder, "panel.csv")); customers <- read("customers.csv")
ecsi <- read("ecsi.csv"); model <- read("model.csv")

weights_of <- function(r) {
  p <- ncol(r) - 1
  e <- eigen(r[1:p, 1:p], symmetric = TRUE)
  lambda <- e$vectors %*% diag(sqrt(e$values)) %*% t(e$vectors)
  beta <- solve(lambda, r[1:p, p + 1])
  as.vector(lambda^2 %*% beta^2)
}

relative_weights <- function(x) weights_of(cor(x))

lmg <- function(x) {
  r <- cor(x); p <- ncol(x) - 1; ry <- r[1:p, p + 1]; r <- r[1:p, 1:p]
  r2 <- numeric(2^p)
  bits <- 2^(0:(p - 1))
  for (s in 1:(2^p - 1)) {
    k <- which(bitwAnd(s, bits) > 0)
    r2[s + 1] <- sum(ry[k] * solve(r[k, k], ry[k]))
  }
  size <- sapply(0:(2^p - 1), function(s) sum(bitwAnd(s, bits) > 0))
  share <- factorial(size) * factorial(pmax(p - size - 1, 0)) / factorial(p)
  all <- 0:(2^p - 1)
  sapply(bits, function(b) { without <- all[bitwAnd(all, b) == 0]; sum(share[without + 1] * (r2[without + b + 1] - r2[without + 1])) })
}

bootstrap <- function(x) {
  shares <- t(replicate(draws, { w <- relative_weights(x[sample.int(nrow(x), replace = TRUE), ]); w / sum(w) }))
  apply(shares, 2, sd)
}

# mode A, path scheme
pls <- function(x, block, arrows) {
  z <- scale(x); q <- max(block); w <- lapply(1:q, function(j) rep(1, sum(block == j)))
  for (iteration in 1:300) {
    y <- scale(sapply(1:q, function(j) z[, block == j, drop = FALSE] %*% w[[j]]))
    r <- cor(y); e <- matrix(0, q, q)
    for (j in 1:q) {
      causes <- which(arrows[, j] == 1); effects <- which(arrows[j, ] == 1)
      if (length(causes)) e[causes, j] <- solve(r[causes, causes], r[causes, j])
      e[effects, j] <- r[effects, j]
    }
    inner <- scale(y %*% e)
    fresh <- lapply(1:q, function(j) { v <- as.vector(cor(z[, block == j, drop = FALSE], inner[, j])); v / sd(z[, block == j, drop = FALSE] %*% v) })
    moved <- max(abs(unlist(fresh) - unlist(w))); w <- fresh
    if (moved < 1e-7) break
  }
  y <- scale(sapply(1:q, function(j) z[, block == j, drop = FALSE] %*% w[[j]])); r <- cor(y)
  for (j in 1:q) if (mean(cor(y[, j], z[, block == j])) < 0) { y[, j] <- -y[, j] }
  r <- cor(y); paths <- c()
  for (j in 1:q) { causes <- which(arrows[, j] == 1); if (length(causes)) paths <- c(paths, solve(r[causes, causes], r[causes, j])) }
  paths
}

pls_bootstrap <- function(x) {
  block <- model[1, ]; arrows <- model[-1, ][, 1:max(block)]
  point <- pls(x, block, arrows)
  spread <- apply(replicate(draws, pls(x[sample.int(nrow(x), replace = TRUE), ], block, arrows)), 1, sd)
  c(point, spread)
}

raking <- function(frame) {
  margins <- lapply(names(frame), function(name) { t <- table(frame[[name]]); f <- (1 + seq_along(t) %% 3); m <- as.vector(t) * f
    out <- data.frame(level = as.integer(names(t)), Freq = m / sum(m) * nrow(frame)); names(out)[1] <- name; out })
  design <- svydesign(ids = ~1, data = frame, weights = rep(1, nrow(frame)))
  raked <- rake(design, lapply(names(frame), function(name) as.formula(paste("~", name))), margins, control = list(maxit = 500, epsilon = 1e-9))
  w <- weights(raked); sum(w)^2 / sum(w^2)
}

bg_nbd <- function(h) {
  x <- h[, 1]; tx <- h[, 2]; T <- h[, 3]
  minus <- function(theta) {
    p <- exp(theta); r <- p[1]; al <- p[2]; a <- p[3]; b <- p[4]
    l1 <- lgamma(r + x) - lgamma(r) + r * log(al)
    l2 <- lgamma(a + b) + lgamma(b + x) - lgamma(b) - lgamma(a + b + x)
    l3 <- -(r + x) * log(al + T)
    l4 <- ifelse(x > 0, log(a) - log(b + pmax(x, 1) - 1) - (r + x) * log(al + tx), -Inf)
    m <- pmax(l3, l4)
    -sum(l1 + l2 + m + log(exp(l3 - m) + exp(l4 - m)))
  }
  fit <- optim(log(c(1, 10, 1, 3)), minus, method = "BFGS", control = list(maxit = 500, reltol = 1e-12))
  c(-fit$value, exp(fit$par))
}

timed <- function(run, argument, repeats = 1) {
  began <- proc.time()[["elapsed"]]
  for (i in 1:repeats) values <- run(argument)
  list(seconds = (proc.time()[["elapsed"]] - began) / repeats, values = as.vector(values))
}
set.seed(1)
for (run in list(relative_weights, lmg)) for (i in 1:2) run(drivers) # everybody is warm
for (i in 1:2) { pls(ecsi, model[1, ], model[-1, ][, 1:max(model[1, ])]); raking(panel); bg_nbd(customers) }
found <- list(
  weights = timed(weights_of, cor(drivers), 200), relativeWeights = timed(relative_weights, drivers, 20), lmg = timed(lmg, drivers), bootstrap = timed(bootstrap, drivers),
  pls = timed(pls_bootstrap, ecsi), raking = timed(raking, panel), bgNbd = timed(bg_nbd, customers))
number <- function(v) paste0("[", paste(formatC(v, digits = 15, format = "g"), collapse = ","), "]")
cat("{", paste(sapply(names(found), function(name) sprintf('"%s":{"seconds":%g,"values":%s}', name, found[[name]]$seconds, number(found[[name]]$values))), collapse = ","),
    sprintf(',"version":"%s, survey %s"}', R.version.string, packageVersion("survey")), sep = "")
