"""Makes tests/golden/letters_python.json with statsmodels, SciPy, pandas and NumPy.

Run: pip install numpy scipy pandas statsmodels && python3 tests/golden/make_letters_golden.py
"""
import io
import json
import pathlib

import numpy
import pandas
import scipy
import statsmodels
from scipy.stats import ttest_ind_from_stats
from statsmodels.stats.proportion import proportions_ztest
from statsmodels.stats.weightstats import DescrStatsW

random = numpy.random.default_rng(23)
n = 900
segment = random.choice(4, n, p=[0.4, 0.3, 0.25, 0.05])
region = numpy.array(["north", "south", "east"], object)[(random.random(n) * 3 * (1 + 0.15 * segment)).astype(int) % 3]
region[random.random(n) < 0.05] = ""
stars = numpy.clip(numpy.round(3 + 0.4 * (segment - 1) + random.normal(0, 1.1, n)), 1, 5).astype(int)
advise = numpy.clip(numpy.round(6.5 + 0.8 * (segment - 1) + random.normal(0, 2.4, n)), 0, 10).astype(int)
hours = numpy.round(numpy.exp(random.normal(2 + 0.15 * segment, 0.6, n)), 1)
ticks = (random.random((n, 3)) < numpy.array([0.6, 0.3, 0.15]) + 0.08 * segment[:, None]).astype(int).astype(object)
ticks[random.random(n) < 0.1] = ""
survey = pandas.DataFrame({
    "region": region,
    "stars": stars,
    "How likely are you to recommend us? (0 to 10)": advise,
    "hours": hours,
    "q5_1": ticks[:, 0], "q5_2": ticks[:, 1], "q5_3": ticks[:, 2],
    "wt": numpy.round(0.2 + 2.5 * random.random(n), 2),
})
text = survey.to_csv(index=False)
read = pandas.read_csv(io.StringIO(text))
read.columns = ["region", "stars", "advise", "hours", "q5_1", "q5_2", "q5_3", "wt"]
columns = [segment == g for g in range(4)]
letters = "ABCD"


def bases(weights, answered):
    """Respondents, weight and effective base of each column."""
    own = [weights[column & answered] for column in columns]
    return [{"base": len(w), "mass": w.sum(), "effective": w.sum() ** 2 / (w ** 2).sum()} for w in own]


def lettered(values, p_of, compared, comparisons):
    """Letters of the columns that each exceeds, by p-values of pairs."""
    found, pairs = [[] for _ in values], {}
    for i in compared:
        for j in compared:
            if i == j:
                continue
            p = p_of(i, j)
            p = 1.0 if numpy.isnan(p) else float(p)
            if i < j:
                pairs[letters[i] + letters[j]] = p
            p = min(1, p * comparisons)
            if values[i] > values[j] and p < 0.05:
                found[i].append(letters[j] if p < 0.01 else letters[j].lower())
    return pairs, [" ".join(each) for each in found]


def share_line(indicator, answered, weights, comparisons):
    told = bases(weights, answered)
    compared = [g for g, one in enumerate(told) if one["base"] >= 30]
    shares = [numpy.average(indicator[column & answered], weights=weights[column & answered]) for column in columns]

    def p_of(i, j):
        count = [shares[i] * told[i]["effective"], shares[j] * told[j]["effective"]]
        with numpy.errstate(all="ignore"):
            return proportions_ztest(count, [told[i]["effective"], told[j]["effective"]])[1]

    pairs, found = lettered(shares, p_of, compared, comparisons(len(compared)))
    return {"values": shares, "p": pairs, "letters": found}


def mean_line(values, answered, weights, comparisons):
    told = bases(weights, answered)
    compared = [g for g, one in enumerate(told) if one["base"] >= 30]
    means, deviations = [], []
    for g, column in enumerate(columns):
        own, w = values[column & answered], weights[column & answered]
        # Weights scaled so that they add up to the effective base: statsmodels then divides by it less 1.
        scaled = DescrStatsW(own, weights=w * told[g]["effective"] / w.sum(), ddof=1)
        means.append(float(scaled.mean))
        deviations.append(float(scaled.std))

    def p_of(i, j):
        return ttest_ind_from_stats(
            means[i], deviations[i], told[i]["effective"],
            means[j], deviations[j], told[j]["effective"], equal_var=False,
        )[1]

    pairs, found = lettered(means, p_of, compared, comparisons(len(compared)))
    return {"values": means, "deviations": deviations, "p": pairs, "letters": found}


def table(weights, corrected):
    """The five tables."""
    out = {}
    choose = lambda k: k * (k - 1) / 2
    times = lambda rows: (lambda k: choose(k) * rows if corrected else 1)

    def shares_of(name, series, levels):
        answered = series.notna().to_numpy()
        return {"bases": bases(weights, answered), "rows": {
            str(level): share_line((series == level).to_numpy().astype(float), answered, weights, times(len(levels)))
            for level in levels}}

    out["region"] = shares_of("region", read.region, ["east", "north", "south"])
    for name, low, high in [("stars", 1, 5), ("advise", 0, 10)]:
        out[name] = shares_of(name, read[name], list(range(low, high + 1)))
        answered = read[name].notna().to_numpy()
        given = read[name].to_numpy().astype(float)
        out[name]["mean"] = mean_line(given, answered, weights, times(1))
        if name == "stars":
            for box, own in [("top2", given >= 4), ("bottom2", given <= 2)]:
                out[name][box] = share_line(own.astype(float), answered, weights, times(2))
        else:
            score = numpy.where(given >= 9, 100.0, numpy.where(given <= 6, -100.0, 0.0))
            out[name]["nps"] = mean_line(score, answered, weights, times(1))
    answered = read.hours.notna().to_numpy()
    out["hours"] = {"bases": bases(weights, answered), "mean": mean_line(read.hours.to_numpy(), answered, weights, times(1))}
    block = read[["q5_1", "q5_2", "q5_3"]]
    answered = block.notna().any(axis=1).to_numpy()
    out["q5"] = {"bases": bases(weights, answered), "rows": {
        name: share_line((block[name] == 1).to_numpy().astype(float), answered, weights, times(3)) for name in block}}
    return out


ones = numpy.ones(n)
weighted = (read.wt * n / read.wt.sum()).to_numpy()
result = {
    "made_by": f"statsmodels {statsmodels.__version__}, SciPy {scipy.__version__}, pandas {pandas.__version__}, NumPy {numpy.__version__}",
    "csv": text,
    "segment": segment.tolist(),
    "unweighted": table(ones, False),
    "weighted": table(weighted, False),
    "corrected": table(weighted, True),
}
path = pathlib.Path(__file__).parent / "letters_python.json"
path.write_text(json.dumps(result, indent=1, default=float) + "\n")
