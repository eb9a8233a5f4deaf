"""Makes tests/golden/twoway_python.json: gaps of batteries filled by two-way imputation in pandas.

Run beside the surveys of ../shared/data:
pip install numpy==2.4.6 pandas==3.1.1
python3 tests/golden/make_twoway_golden.py

Blanks are planted in bfi.csv where (7919 row + 104729 item) mod 10 is below 3 (rows and items from 0,
items in the file's order). Items are turned (7 - answer) before and back after, the one that runs most
against the sum of the others first, until none has a correlation below -0.1 with it (complete rows). The weight of row i is
(1 + (7919 i + 42) mod 997) / 500; weights count in the means of items and of all answers.
"""
import json
import pathlib

import numpy
import pandas

here = pathlib.Path(__file__).resolve()
data = here.parents[3] / "shared" / "data"
ROWS = [0, 5, 17, 1000, 2799]
LETTERS = "ACENO"

table = pandas.read_csv(data / "bfi.csv")
items = [f"{letter}{item}" for letter in LETTERS for item in range(1, 6)]
answers = table[items].astype(float)
rows = numpy.arange(len(answers))[:, None]
planted = answers.mask((7919 * rows + 104729 * numpy.arange(len(items))[None, :]) % 10 < 3)
weights = (1 + (7919 * numpy.arange(len(answers)) + 42) % 997) / 500


def against(battery, weights):
    """Items to turn so that none runs against the sum of the others, over complete rows, one at a time."""
    complete = battery.dropna()
    own = weights[complete.index]
    turned = []
    while True:
        x = complete.copy()
        x[turned] = -x[turned]
        rest = {name: (x[name], x.drop(columns=name).sum(axis=1)) for name in x}
        covariances = {name: numpy.cov(a, b, aweights=own, ddof=0) for name, (a, b) in rest.items()}
        r = pandas.Series({name: c[0, 1] / numpy.sqrt(c[0, 0] * c[1, 1]) for name, c in covariances.items()})
        if r.min() >= -0.1:
            break
        turned = sorted(set(turned) ^ {r.idxmin()})
    most = len(turned) * 2 > len(battery.columns)
    return [name for name in battery if (name in turned) != most]


def weighted_median(column, weights):
    """The mean of the answers on either side of half of the weight."""
    given = pandas.Series(weights, index=column.index)[column.notna()].groupby(column.dropna()).sum()
    share = given.cumsum() / given.sum()
    low = share.index[(share >= 0.5 - 1e-9).argmax()]
    high = share.index[(share > 0.5 + 1e-9).argmax()]
    return (low + high) / 2


def twoway(battery, weights):
    turned_items = against(battery, weights)
    low, high = battery.min().min(), battery.max().max()
    turned = battery.copy()
    turned[turned_items] = low + high - turned[turned_items]
    given = turned.notna().to_numpy() * weights[:, None]
    sums = turned.fillna(0).to_numpy() * weights[:, None]
    item = sums.sum(axis=0) / given.sum(axis=0)
    overall = sums.sum() / given.sum()
    person = turned.mean(axis=1).to_numpy()
    put = numpy.clip(person[:, None] + item[None, :] - overall, low, high)
    put = pandas.DataFrame(put, index=battery.index, columns=battery.columns)
    put[turned_items] = low + high - put[turned_items]
    for name in battery:
        put.loc[numpy.isnan(person), name] = weighted_median(battery[name], weights)
    return battery.where(battery.notna(), put), turned_items


golden = {"versions": {"numpy": numpy.__version__, "pandas": pandas.__version__}, "items": items, "rows": ROWS}
for name, given, own in [
    ("as_given", answers, numpy.ones(len(answers))),
    ("planted", planted, numpy.ones(len(answers))),
    ("weighted", planted, weights),
]:
    parts = [twoway(given[[f"{letter}{item}" for item in range(1, 6)]], own) for letter in LETTERS]
    filled = pandas.concat([part for part, _ in parts], axis=1)
    golden[name] = {
        "gaps": int(given.isna().sum().sum()),
        "turned": [name for _, turned in parts for name in turned],
        "rows": filled.iloc[ROWS].to_numpy().tolist(),
        "mean": filled.mean().tolist(),
        "square": (filled ** 2).mean().tolist(),
    }
(here.parent / "twoway_python.json").write_text(json.dumps(golden, indent=1) + "\n")
