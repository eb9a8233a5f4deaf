"""Makes tests/golden/weighted_python.json: weighted statistics of three surveys by other programs.

Run beside the surveys of ../shared/data:
pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 statsmodels==0.15.0 pandas==3.1.1
python3 tests/golden/make_weighted_golden.py

The weight of row i, counted from 0, is (1 + (7919 i + 42) mod 997) / 500, scaled to mean 1; where rows
are repeated, its repetitions are 1 + (7919 i + 42) mod 4.
"""
import json
import pathlib

import numpy
import pandas
import scipy
import sklearn
import statsmodels
from scipy.spatial.distance import cdist
from sklearn.cluster import KMeans
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score
from statsmodels.stats.weightstats import DescrStatsW

here = pathlib.Path(__file__).resolve()
data = here.parents[3] / "shared" / "data"
SURVEYS = {
    "bfi": [f"{letter}{item}" for letter in "ACENO" for item in range(1, 6)],
    "mcdonalds": ["yummy", "convenient", "spicy", "fattening", "greasy", "fast", "cheap", "tasty",
                  "expensive", "healthy", "disgusting"],
    "wine_labelled": None,
}


def read(name, columns):
    table = pandas.read_csv(data / f"{name}.csv")
    table = table[columns if columns is not None else [c for c in table.columns if c != "class"]]
    table = table.replace({"Yes": 1, "No": 0}).astype(float)
    return table.fillna(table.mode().iloc[0]).to_numpy()


def number_by_weight(labels, weights):
    total = {label: weights[labels == label].sum() for label in set(labels)}
    order = sorted(total, key=lambda label: -total[label])
    return numpy.array([order.index(label) for label in labels])


def silhouettes(x, labels, weights):
    """Rousseeuw's, with weighted means: own segment without the row itself."""
    distances = cdist(x, x)
    result = numpy.zeros(len(x))
    for i, own in enumerate(labels):
        others = (labels == own) & (numpy.arange(len(x)) != i)
        a = numpy.average(distances[i, others], weights=weights[others])
        b = min(numpy.average(distances[i, labels == g], weights=weights[labels == g])
                for g in set(labels) if g != own)
        result[i] = (b - a) / max(a, b)
    return result


golden = {"versions": {"numpy": numpy.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__,
                       "statsmodels": statsmodels.__version__, "pandas": pandas.__version__}}
for name, columns in SURVEYS.items():
    raw = read(name, columns)
    n = len(raw)
    rows = numpy.arange(n)
    weights = (1 + (7919 * rows + 42) % 997) / 500
    weights = weights / weights.mean()
    repeats = 1 + (7919 * rows + 42) % 4
    stats = DescrStatsW(raw, weights=weights)
    x = (raw - stats.mean) / stats.std
    covariance = numpy.cov(x, rowvar=False, aweights=weights)
    values, vectors = numpy.linalg.eigh(covariance)
    leading = vectors[:, ::-1][:, :2].T
    leading *= numpy.sign(leading[[0, 1], numpy.abs(leading).argmax(axis=1)])[:, None]
    found = {
        "n": n,
        "mean": stats.mean.tolist(),
        "std": stats.std.tolist(),
        "effective_base": weights.sum() ** 2 / (weights ** 2).sum(),
        "explained_variance": values[::-1][:5].tolist(),
        "explained_variance_ratio": (values[::-1][:5] / values.sum()).tolist(),
        "components": leading.tolist(),
        "kmeans": {},
    }
    for k in (3, 5):
        first = [n * (2 * g + 1) // (2 * k) for g in range(k)]
        one = KMeans(k, init=x[first], n_init=1, tol=0, max_iter=1000).fit(x, sample_weight=weights)
        starts = [KMeans(k, n_init=1, random_state=seed, tol=0, max_iter=1000)
                  .fit(x, sample_weight=weights).inertia_ for seed in range(50)]
        labels = number_by_weight(one.labels_, weights)
        widths = silhouettes(x, labels, weights)
        repeated, repeated_labels = x.repeat(repeats, axis=0), labels.repeat(repeats)
        found["kmeans"][k] = {
            "first": first,
            "labels": "".join(map(str, labels)),
            "inertia": one.inertia_,
            "best_of_50": min(starts),
            "starts_within_1e3": sum(inertia <= 1.001 * min(starts) for inertia in starts),
            "silhouette": numpy.average(widths, weights=weights),
            "silhouettes": widths[:10].tolist(),
            "calinski_harabasz_repeated": calinski_harabasz_score(repeated, repeated_labels),
            "davies_bouldin_repeated": davies_bouldin_score(repeated, repeated_labels),
        }
    golden[name] = found
here.with_name("weighted_python.json").write_text(json.dumps(golden, indent=1) + "\n")
