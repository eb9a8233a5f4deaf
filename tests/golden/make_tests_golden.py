"""Makes tests/golden/tests_python.json: tests of segments on three surveys by SciPy and statsmodels.

Run beside the surveys of ../shared/data:
pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 pandas==3.1.1
python3 tests/golden/make_tests_golden.py

Segments are ages: up to a first border, up to a second, above. The weight of row i, counted from 0, is
1 + (7919 i + 42) mod 997. With weights, ranks are tested on rows repeated as often as they weigh, and H is
scaled from their number to the effective base; tables hold their shares of the effective base.
"""
import json
import pathlib

import numpy
import pandas
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.oneway import anova_generic
from statsmodels.stats.weightstats import DescrStatsW

here = pathlib.Path(__file__).resolve()
data = here.parents[3] / "shared" / "data"
FREQUENCY = ["1 to 2/week", "3 to 6/week", "1/day", "+2/day"]
SURVEYS = {
    "bfi": ("age", 21, 31, ["A1", "A4", "C2", "E5", "N1", "O4", "education"], ["gender"]),
    "mcdonalds": ("Age", 33, 50, ["Like"], ["yummy", "spicy", "cheap", "healthy", "Gender"]),
    "tea": ("age", 22, 40, ["frequency"], ["breakfast", "sex", "SPC", "where", "how", "Tea", "Sport"]),
}


def read(name):
    table = pandas.read_csv(data / f"{name}.csv", keep_default_na=name == "bfi")
    if name == "mcdonalds":
        table["Like"] = table.Like.str.extract(r"([-+]?\d+)$")[0].astype(int)
    if name == "tea":
        table["frequency"] = table.frequency.map(FREQUENCY.index)
    return table


def epsilon(values, segment, weights, base):
    """Kelley's, from the analysis of variance."""
    mean = numpy.average(values, weights=weights)
    total = numpy.sum(weights * (values - mean) ** 2)
    within = sum(numpy.sum(weights[segment == g] * (values[segment == g] - numpy.average(
        values[segment == g], weights=weights[segment == g])) ** 2) for g in set(segment))
    k = len(set(segment))
    return float(max(0, 1 - within / total * (base - 1) / (base - k)))


def numbers(values, segment, weights):
    groups = sorted(set(segment))
    base = weights.sum() ** 2 / (weights ** 2).sum()
    own = [DescrStatsW(values[segment == g], weights[segment == g]) for g in groups]
    bases = numpy.array([weights[segment == g].sum() ** 2 / (weights[segment == g] ** 2).sum() for g in groups])
    welch = anova_generic(numpy.array([each.mean for each in own]),
                          numpy.array([each.var for each in own]) * bases / (bases - 1), bases, use_var="unequal")
    repeated = numpy.repeat(values, weights)
    of = numpy.repeat(segment, weights)
    h = stats.kruskal(*[repeated[of == g] for g in groups]).statistic
    h *= (base - 1) / (len(repeated) - 1)
    ranks = pandas.Series(stats.rankdata(repeated)).groupby(repeated).first().reindex(values).to_numpy()
    return {
        "base": float(base),
        "welch": {"statistic": float(welch.statistic), "freedom": [float(each) for each in welch.df],
                  "p": float(welch.pvalue), "effect": epsilon(values, segment, weights, base)},
        "kruskal-wallis": {"statistic": float(h), "freedom": [len(groups) - 1],
                           "p": float(stats.chi2.sf(h, len(groups) - 1)),
                           "effect": epsilon(ranks, segment, weights, base)},
    }


def words(values, segment, weights):
    base = weights.sum() ** 2 / (weights ** 2).sum()
    table = pandas.crosstab(values, segment, values=weights, aggfunc="sum").fillna(0).to_numpy()
    table = table * base / weights.sum()
    found = stats.chi2_contingency(table, correction=False)
    v = stats.contingency.association(table.astype(int)) if (weights == 1).all() else \
        numpy.sqrt(found.statistic / base / (min(table.shape) - 1))
    return {
        "base": float(base),
        "chi-square": {"statistic": float(found.statistic), "freedom": [int(found.dof)], "p": float(found.pvalue),
                       "effect": float(v)},
    }


golden = {"versions": {"numpy": numpy.__version__, "scipy": scipy.__version__,
                       "statsmodels": statsmodels.__version__, "pandas": pandas.__version__}}
for name, (age, first, second, scales, categories) in SURVEYS.items():
    table = read(name)
    segment = numpy.where(table[age] <= first, 0, numpy.where(table[age] <= second, 1, 2))
    weight = 1 + (7919 * numpy.arange(len(table)) + 42) % 997
    golden[name] = {"age": age, "borders": [first, second], "questions": {}}
    for column in scales + categories:
        given = table[column].notna().to_numpy()
        test = numbers if column in scales else words
        values = table[column][given].to_numpy()
        golden[name]["questions"][column] = {
            "plain": test(values, segment[given], numpy.ones(given.sum(), int)),
            "weighted": test(values, segment[given], weight[given]),
        }
ps = [0.004, 0.2, 0.011, 0.04, 0.039, 0.9, 0.0001, 0.2, 0.051, 1]
golden["adjusted"] = {"p": ps, "by": multipletests(ps, method="fdr_bh")[1].tolist()}
X = [0.001, 1, 3, 40, 400, 1400, 95]
golden["tails"] = {
    "chi_square": [[x, d, float(stats.chi2.sf(x, d))] for x, d in zip(X, [1, 1, 2, 12, 12, 3, 100])],
    "f": [[x, a, b, float(stats.f.sf(x, a, b))] for x, a, b in
          [(0.5, 2, 10), (1, 2, 30.4), (3.2, 3, 123.45), (50, 3, 400.7), (1.0001, 4, 500000), (8, 1, 1.5)]],
    "normal": [[z, float(2 * stats.norm.sf(z))] for z in [0.001, 0.5, 1, 1.96, 5, 20, 37]],
    "normal_of_log": [[p, float(-scipy.special.ndtri_exp(p - numpy.log(2)))]
                      for p in [-0.1, -0.69, -3, -10, -700, -5000]],
}
place = pathlib.Path(__file__).with_name("tests_python.json")
place.write_text(json.dumps(golden, indent=1) + "\n")
