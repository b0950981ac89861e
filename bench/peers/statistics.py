# The same statistics as peers/statistics.R and suites/statistics.mjs, as a numpy user would write them; run by the suite.
# argv: folder with drivers.csv, panel.csv, customers.csv, ecsi.csv, model.csv; number of resamples
import json, math, os, sys, time
import numpy as np, scipy
from scipy.optimize import minimize
from scipy.special import gammaln

folder, draws = sys.argv[1], int(sys.argv[2])
read = lambda name: np.loadtxt(os.path.join(folder, name), delimiter=",", skiprows=1)
drivers, panel, customers, ecsi, model = (read(f"{name}.csv") for name in ("drivers", "panel", "customers", "ecsi", "model"))
rng = np.random.default_rng(1)


def weights_of(r):
    values, vectors = np.linalg.eigh(r[:-1, :-1])
    root = vectors @ np.diag(np.sqrt(values)) @ vectors.T
    return root**2 @ np.linalg.solve(root, r[:-1, -1]) ** 2


def relative_weights(x):
    return weights_of(np.corrcoef(x, rowvar=False))


def lmg(x):
    r = np.corrcoef(x, rowvar=False)
    p = len(r) - 1
    r2 = np.zeros(2**p)
    masks = np.arange(2**p)
    members = (masks[:, None] >> np.arange(p)) & 1
    size = members.sum(axis=1)
    for k in range(1, p + 1):  # all subsets of one size in one call
        which = masks[size == k]
        index = np.nonzero(members[which])[1].reshape(-1, k)
        ry = r[index, p]
        beta = np.linalg.solve(r[index[:, :, None], index[:, None, :]], ry[:, :, None])[:, :, 0]
        r2[which] = (ry * beta).sum(axis=1)
    share = np.array([math.factorial(s) * math.factorial(p - s - 1) / math.factorial(p) for s in range(p)] + [0])
    weights = []
    for j in range(p):
        without = masks[members[:, j] == 0]
        weights.append((share[size[without]] * (r2[without | (1 << j)] - r2[without])).sum())
    return np.array(weights)


def bootstrap(x):
    shares = []
    for _ in range(draws):
        w = relative_weights(x[rng.integers(0, len(x), len(x))])
        shares.append(w / w.sum())
    return np.std(shares, axis=0, ddof=1)


block = model[0].astype(int) - 1
q = block.max() + 1
arrows = model[1:, :q].astype(bool)
member = (block[:, None] == np.arange(q)).astype(float)


def pls(x):  # mode A, path scheme
    standard = lambda a: (a - a.mean(axis=0)) / a.std(axis=0, ddof=1)
    z = standard(x)
    n = len(z) - 1
    w = member.copy()
    for _ in range(300):
        y = standard(z @ w)
        r = y.T @ y / n
        e = np.zeros((q, q))
        for j in range(q):
            causes, effects = np.nonzero(arrows[:, j])[0], np.nonzero(arrows[j])[0]
            if len(causes):
                e[causes, j] = np.linalg.solve(r[np.ix_(causes, causes)], r[causes, j])
            e[effects, j] = r[effects, j]
        fresh = member * (z.T @ standard(y @ e) / n)
        fresh /= (z @ fresh).std(axis=0, ddof=1)
        moved = np.abs(fresh - w).max()
        w = fresh
        if moved < 1e-7:
            break
    y = standard(z @ w)
    y *= np.where((member * (z.T @ y)).sum(axis=0) < 0, -1, 1)
    r = y.T @ y / n
    paths = []
    for j in range(q):
        causes = np.nonzero(arrows[:, j])[0]
        if len(causes):
            paths.extend(np.linalg.solve(r[np.ix_(causes, causes)], r[causes, j]))
    return np.array(paths)


def pls_bootstrap(x):
    point = pls(x)
    return np.concatenate([point, np.std([pls(x[rng.integers(0, len(x), len(x))]) for _ in range(draws)], axis=0, ddof=1)])


def raking(frame):
    levels = [np.unique(frame[:, j], return_inverse=True) for j in range(frame.shape[1])]
    w = np.ones(len(frame))
    targets = []
    for _, where in levels:
        t = np.bincount(where) * (1 + np.arange(1, where.max() + 2) % 3)
        targets.append(t / t.sum() * len(frame))
    for _ in range(500):
        before = w
        for (_, where), target in zip(levels, targets):
            w = w * (target / np.bincount(where, w))[where]
        if np.abs(w / before - 1).max() < 1e-9:
            break
    return np.array([w.sum() ** 2 / (w**2).sum()])


def bg_nbd(h):
    x, tx, T = h.T
    some = x > 0

    def minus(theta):
        r, al, a, b = np.exp(theta)
        l1 = gammaln(r + x) - gammaln(r) + r * math.log(al)
        l2 = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
        l3 = -(r + x) * np.log(al + T)
        l4 = np.where(some, math.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(al + tx), -np.inf)
        return -(l1 + l2 + np.logaddexp(l3, l4)).sum()

    fit = minimize(minus, np.log([1, 10, 1, 3]), method="BFGS", options={"gtol": 1e-3})
    return np.array([-fit.fun, *np.exp(fit.x)])


def timed(run, argument, repeats=1):
    began = time.perf_counter()
    for _ in range(repeats):
        values = run(argument)
    return {"seconds": (time.perf_counter() - began) / repeats, "values": list(map(float, values))}


for run, argument in ((relative_weights, drivers), (lmg, drivers), (pls, ecsi), (raking, panel), (bg_nbd, customers)):
    run(argument)  # everybody is warm
print(json.dumps({
    "weights": timed(weights_of, np.corrcoef(drivers, rowvar=False), 200), "relativeWeights": timed(relative_weights, drivers, 20), "lmg": timed(lmg, drivers), "bootstrap": timed(bootstrap, drivers),
    "pls": timed(pls_bootstrap, ecsi), "raking": timed(raking, panel), "bgNbd": timed(bg_nbd, customers),
    "version": f"Python {sys.version.split()[0]}, numpy {np.__version__}, scipy {scipy.__version__}",
}))
