"""Makes tests/golden/within_python.json: ratings set against the respondent's own scale by pandas.

Run beside the surveys of ../shared/data:
pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 pandas==3.1.1
python3 tests/golden/make_within_golden.py

Own means and standard deviations (ddof 0) are over the answers given; a gap then counts as 0. The
weight of row i, counted from 0, is (1 + (7919 i + 42) mod 997) / 500.
"""
import json
import pathlib

import numpy
import pandas
import scipy
import sklearn
from scipy.stats import zscore
from sklearn.decomposition import PCA

here = pathlib.Path(__file__).resolve()
data = here.parents[3] / "shared" / "data"
ROWS = [0, 8, 1000]


def read(name):
    if name == "bfi":
        table = pandas.read_csv(data / "bfi.csv")
        return [table[[f"{letter}{item}" for letter in "ACENO" for item in range(1, 6)]]]
    table = pandas.read_csv(data / "todo_ospo_2022_raw.csv", skiprows=[1, 2], encoding="latin-1")
    return [table[[f"Q4_{item}" for item in range(1, 8)]], table[[f"Q5_{item}" for item in range(1, 7)]]]


def related(scale, method):
    centred = scale.sub(scale.mean(axis=1), axis=0)
    if method == "center":
        return centred
    own = centred.div(scale.std(axis=1, ddof=0), axis=0)
    complete = scale.notna().all(axis=1) & (scale.std(axis=1, ddof=0) > 0)
    assert numpy.allclose(own[complete], zscore(scale[complete].to_numpy(float), axis=1, ddof=0))
    return own


golden = {"versions": {"numpy": numpy.__version__, "scipy": scipy.__version__,
                       "sklearn": sklearn.__version__, "pandas": pandas.__version__}}
for name in ["bfi", "todo_ospo_2022_raw"]:
    scales = [scale.astype(float) for scale in read(name)]
    weights = (1 + (7919 * numpy.arange(len(scales[0])) + 42) % 997) / 500
    golden[name] = {
        "flat": [int((scale.std(axis=1, ddof=0).fillna(0) == 0).sum()) for scale in scales],
        "level_share": [1 - related(scale, "center").var(ddof=0).sum() / scale.var(ddof=0).sum()
                        for scale in scales],
    }
    for method in ["center", "standardize"]:
        given = pandas.concat([related(scale, method) for scale in scales], axis=1)
        x = given.replace([numpy.inf, -numpy.inf], numpy.nan).fillna(0)
        mean = numpy.average(x, axis=0, weights=weights)
        golden[name][method] = {
            "rows": x.iloc[ROWS].to_numpy().tolist(),
            "mean": x.mean().tolist(),
            "std": x.std(ddof=0).tolist(),
            "weighted_mean": mean.tolist(),
            "weighted_std": numpy.sqrt(numpy.average((x - mean) ** 2, axis=0, weights=weights)).tolist(),
            "explained_variance_ratio": PCA(5).fit(x).explained_variance_ratio_.tolist(),
        }
        if method == "center":
            golden[name]["item_mean"] = given.mean().tolist()
            golden[name]["item_std"] = given.std(ddof=0).tolist()
(here.parent / "within_python.json").write_text(json.dumps(golden, indent=1) + "\n")
