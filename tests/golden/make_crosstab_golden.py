"""Makes tests/golden/crosstab_python.json with pandas and NumPy.

Run: pip install numpy==2.4.6 pandas==3.1.1 && python3 tests/golden/make_crosstab_golden.py
"""
import io
import json
import pathlib

import numpy
import pandas

random = numpy.random.default_rng(11)
n = 240
segment = random.integers(0, 3, n)
region = random.choice(["north", "south", "east"], n).astype(object)
region[random.random(n) < 0.08] = ""
ticks = (random.random((n, 3)) < numpy.array([0.6, 0.3, 0.15]) + 0.1 * segment[:, None]).astype(int).astype(object)
ticks[random.random(n) < 0.1] = ""
survey = pandas.DataFrame({
    "region": region,
    "age": random.integers(18, 80, n),
    "stars": random.integers(1, 6, n),
    "q5_1": ticks[:, 0], "q5_2": ticks[:, 1], "q5_3": ticks[:, 2],
    "wt": numpy.round(0.3 + 2 * random.random(n), 2),
})
text = survey.to_csv(index=False)
read = pandas.read_csv(io.StringIO(text))
# As the engine has them: of mean 1 over all who are in a segment.
read["wt"] = read.wt * n / read.wt.sum()
read["segment"] = segment
edges = numpy.quantile(read.age, [0.25, 0.5, 0.75], method="averaged_inverted_cdf")
read["age_group"] = pandas.cut(read.age, [-numpy.inf, *edges, numpy.inf])


def table(rows, columns):
    """Counts, weights, shares of the column by weight, and indices; those count who have both."""
    both = rows.notna() & columns.notna()
    rows, columns, weights = rows[both], columns[both], read.wt[both]
    counts = pandas.crosstab(rows, columns)
    mass = pandas.crosstab(rows, columns, values=weights, aggfunc="sum").fillna(0)
    share = mass / mass.sum()
    total = mass.sum(axis=1) / mass.to_numpy().sum()
    return {"counts": counts.to_numpy().tolist(), "mass": mass.to_numpy().tolist(),
            "column_share": share.to_numpy().tolist(),
            "row_share": mass.div(mass.sum(axis=1), axis=0).to_numpy().tolist(),
            "index": (100 * share.div(total, axis=0)).to_numpy().tolist(), "base": int(both.sum())}


def block(items, columns):
    """The same of a question of several answers: those count who answered any of its items."""
    both = items.notna().any(axis=1) & columns.notna()
    items, columns, weights = items[both] == 1, columns[both], read.wt[both]
    mass = pandas.DataFrame({c: items[columns == c].mul(weights[columns == c], axis=0).sum()
                             for c in sorted(columns.unique())})
    whole = weights.groupby(columns).sum()
    share = mass / whole
    total = items.mul(weights, axis=0).sum() / weights.sum()
    counts = pandas.DataFrame({c: items[columns == c].sum() for c in sorted(columns.unique())})
    return {"counts": counts.to_numpy().tolist(), "mass": mass.to_numpy().tolist(),
            "column_share": share.to_numpy().tolist(),
            "index": (100 * share.div(total, axis=0)).to_numpy().tolist(), "base": int(both.sum())}


golden = {
    "versions": {"numpy": numpy.__version__, "pandas": pandas.__version__},
    "csv": text,
    "segment": segment.tolist(),
    "region_by_segment": table(read.region, read.segment),
    "age_by_region": table(read.age_group, read.region),
    "stars_by_region": table(read.stars, read.region),
    "region_by_segment_with_missing": table(read.region.fillna("zz"), read.segment),
    "q5_by_region": block(read[["q5_1", "q5_2", "q5_3"]], read.region),
    "effective_base": float(read.wt.sum() ** 2 / (read.wt ** 2).sum()),
}
place = pathlib.Path(__file__).with_name("crosstab_python.json")
place.write_text(json.dumps(golden, indent=1) + "\n")
