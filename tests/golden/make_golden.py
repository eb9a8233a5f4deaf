"""Makes tests/golden/reference.json with NumPy, SciPy and scikit-learn.

Run: pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 && python3 tests/golden/make_golden.py
"""
import json
import pathlib

import numpy
import scipy
import sklearn
from scipy.cluster.hierarchy import cut_tree, linkage
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import (calinski_harabasz_score, davies_bouldin_score, silhouette_samples,
                             silhouette_score)

random = numpy.random.default_rng(7)
centers = numpy.array([[0, 0, 0, 0], [4, 4, 0, 1], [0, 5, 5, -2]])
x = numpy.concatenate([center + random.normal(size=(size, 4)) for center, size in zip(centers, (30, 20, 12))])
x = numpy.round(x, 3)


def number_by_size(labels):
    sizes = {label: (labels == label).sum() for label in set(labels)}
    order = sorted(sizes, key=lambda label: (-sizes[label], list(labels).index(label)))
    return [order.index(label) for label in labels]


golden = {
    "versions": {"numpy": numpy.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__},
    "x": x.tolist(),
    "linkage": {},
}
for method in ("ward", "complete", "average", "single"):
    z = linkage(x, method)
    golden["linkage"][method] = {
        "z": z.tolist(),
        "cut4": number_by_size(cut_tree(z, 4).ravel()),
    }
model = KMeans(4, n_init=200, random_state=0, tol=0, max_iter=1000).fit(x)
golden["kmeans4"] = {"inertia": model.inertia_, "labels": number_by_size(model.labels_)}
labels = numpy.array(golden["kmeans4"]["labels"])
golden["indices4"] = {
    "silhouette": silhouette_score(x, labels),
    "silhouette_samples": silhouette_samples(x, labels).tolist(),
    "calinski_harabasz": calinski_harabasz_score(x, labels),
    "davies_bouldin": davies_bouldin_score(x, labels),
}
pca = PCA(3).fit(x)
golden["pca3"] = {
    "explained_variance": pca.explained_variance_.tolist(),
    "explained_variance_ratio": pca.explained_variance_ratio_.tolist(),
    "components": pca.components_.tolist(),
    "mean": pca.mean_.tolist(),
}
path = pathlib.Path(__file__).with_name("reference.json")
path.write_text(json.dumps(golden) + "\n")
