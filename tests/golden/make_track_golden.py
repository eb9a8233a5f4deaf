"""Makes tests/golden/track_python.json: a later wave beside a run by SciPy, statsmodels and scikit-learn.

pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 scikit-learn==1.9.1
python3 tests/golden/make_track_golden.py

Respondent i of a wave, from 0, is in segment (7 i + i // 5) mod 3 of the run and (5 i + i // 4) mod 3 of the next
wave, answers 1 + (i^2 + i // 7 + 2 segment + shift) mod 5 and weighs 1 + (13 i mod 7) / 4. With weights every figure
rests on the effective base (sum w)^2 / sum w^2. Members of the panel are the first 300 of both.
"""
import json
import pathlib

import numpy
import scipy
import sklearn
import statsmodels
from scipy import stats
from sklearn.metrics import adjusted_rand_score
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
    proportions_ztest,
)
from statsmodels.stats.weightstats import DescrStatsW

K = 3
i = numpy.arange(400)
j = numpy.arange(300)
run = {"segment": (7 * i + i // 5) % K, "i": i, "shift": 0}
wave = {"segment": (5 * j + j // 4) % K, "i": j, "shift": 1}
for each in (run, wave):
    index = each["i"]
    each["answer"] = 1 + (index * index + index // 7 + 2 * each["segment"] + each["shift"]) % 5
    each["weight"] = 1 + (13 * index % 7) / 4


def base_of(weights):
    return float(weights.sum() ** 2 / (weights ** 2).sum())


def floats(values):
    return [float(value) for value in values]


def figures(is_weighted):
    waves = []
    for each in (run, wave):
        weights = each["weight"] if is_weighted else numpy.ones(len(each["i"]))
        waves.append((each, weights, base_of(weights)))
    bases = [base for _, _, base in waves]
    counts = numpy.array([
        [weights[each["segment"] == s].sum() / weights.sum() * base for s in range(K)]
        for each, weights, base in waves
    ])
    tests = [proportions_ztest([counts[1, s], counts[0, s]], bases[::-1]) for s in range(K)]
    adjusted = multipletests([p for _, p in tests], method="fdr_bh")[1]
    chi = stats.chi2_contingency(counts, correction=False)
    shares = [{
        "before": floats([counts[0, s] / bases[0], *proportion_confint(counts[0, s], bases[0], method="wilson")]),
        "after": floats([counts[1, s] / bases[1], *proportion_confint(counts[1, s], bases[1], method="wilson")]),
        "change": floats(confint_proportions_2indep(
            counts[1, s], bases[1], counts[0, s], bases[0], method="newcomb", compare="diff")),
        "p": float(tests[s][1]),
        "adjusted": float(adjusted[s]),
    } for s in range(K)]
    unit = DescrStatsW(run["answer"], waves[0][1]).std
    centres = []
    for s in range(K):
        own = []
        for each, weights, _ in waves:
            inside = each["segment"] == s
            told = DescrStatsW(each["answer"][inside], weights[inside])
            n = base_of(weights[inside])
            own.append((told.mean, numpy.sqrt(told.var * n / (n - 1)), n))
        test = stats.ttest_ind_from_stats(*own[1], *own[0], equal_var=False)
        errors = [deviation ** 2 / n for _, deviation, n in own]
        freedom = sum(errors) ** 2 / sum(e ** 2 / (n - 1) for e, (_, _, n) in zip(errors, own))
        reach = stats.t.isf(0.025, freedom) * numpy.sqrt(sum(errors))
        gap = own[1][0] - own[0][0]
        centres.append({
            "means": floats([own[0][0], own[1][0]]),
            "shift": floats([gap / unit, (gap - reach) / unit, (gap + reach) / unit]),
            "t": float(test.statistic),
            "freedom": float(freedom),
            "p": float(test.pvalue),
        })
    ps = numpy.array([each["p"] for each in centres])
    statistic = float((stats.norm.isf(ps / 2) ** 2).sum())
    return {
        "bases": bases,
        "shares": shares,
        "chi_square": [float(chi.statistic), int(chi.dof), float(chi.pvalue)],
        "centres": centres,
        "adjusted": floats(multipletests(ps, method="fdr_bh")[1]),
        "question": [statistic, float(stats.chi2.sf(statistic, K))],
    }


def panel():
    before, after = run["segment"][:300], wave["segment"]
    table = numpy.zeros((K, K))
    for a, b in zip(before, after):
        table[a, b] += 1
    kappa = cohens_kappa(table)
    return {
        "table": table.astype(int).tolist(),
        "kappa": floats([kappa.kappa, kappa.kappa_low, kappa.kappa_upp]),
        "adjusted_rand": float(adjusted_rand_score(before, after)),
        "stayed": floats(proportion_confint(numpy.trace(table), 300, method="wilson")),
    }


def together():
    """Forty points around (9, 1) are unlike two segments, by all pairs of points."""
    n = numpy.arange(240)
    label = n % 2
    unlike = n % 6 == 5
    x = numpy.stack([label * 4 + (n * 7 % 11) / 10, (n * 5 % 13) / 10 - label], axis=1)
    x[unlike] = numpy.stack([9 + (n[unlike] * 3 % 7) / 10, 1 + (n[unlike] * 5 % 9) / 10], axis=1)
    squares = ((x[:, None] - x[None]) ** 2).sum(axis=2)
    silhouettes = []
    for at in n[unlike]:
        a = numpy.sqrt(squares[at, unlike].sum() / (unlike.sum() - 1))
        b = min(numpy.sqrt(squares[at, ~unlike & (label == s)].mean()) for s in (0, 1))
        silhouettes.append((b - a) / max(a, b))
    test = stats.ttest_1samp(silhouettes, 0.6, alternative="greater")
    return {"silhouette": float(numpy.mean(silhouettes)), "t": float(test.statistic), "p": float(test.pvalue)}


golden = {
    "tools": {
        "scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "scikit-learn": sklearn.__version__,
    },
    "plain": figures(False),
    "weighted": figures(True),
    "panel": panel(),
    "together": together(),
}
path = pathlib.Path(__file__).parent / "track_python.json"
path.write_text(json.dumps(golden, indent=1) + "\n")
