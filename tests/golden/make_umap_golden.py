"""Makes umap_reference.json: python3 tests/golden/make_umap_golden.py > tests/golden/umap_reference.json

Versions used: umap-learn 0.5.12, scikit-learn 1.9.1, scipy 1.17.1, numpy 2.4.6.
"""

import json
import pathlib

import numpy as np
import sklearn
import umap
from sklearn.manifold import trustworthiness
from umap.umap_ import find_ab_params, fuzzy_simplicial_set

HERE = pathlib.Path(__file__).parent
points = np.array(json.loads((HERE / "reference.json").read_text())["x"])


def graph(x, k):
    found = fuzzy_simplicial_set(x, k, np.random.RandomState(0), "euclidean")[0].tocoo()
    upper = sorted((int(i), int(j), round(float(w), 7)) for i, j, w in zip(found.row, found.col, found.data) if i < j)
    return {"k": k, "edges": upper}


def survey():
    """300 respondents of 4 segments, 12 questions answered 1..5."""
    draw = np.random.default_rng(7)
    segment = draw.integers(0, 4, 300)
    means = 3 + draw.normal(size=(4, 12))
    return np.clip(np.round(means[segment] + draw.normal(size=(300, 12)) * 0.8), 1, 5).astype(int)


answers = survey()
kept = [
    trustworthiness(answers, umap.UMAP(random_state=seed).fit_transform(answers), n_neighbors=15)
    for seed in range(5)
]
json.dump({
    "versions": {"umap-learn": umap.__version__, "scikit-learn": sklearn.__version__, "numpy": np.__version__},
    "curves": {str(least): [float(v) for v in find_ab_params(1.0, least)] for least in (0, 0.1, 0.25, 0.5, 0.8, 0.99)},
    "graph": graph(points, 10),
    "answers": ["".join(map(str, row)) for row in answers],
    "trustworthiness": {"n_neighbors": 15, "seeds": [round(float(v), 5) for v in kept]},
}, __import__("sys").stdout)
print()
