"""The Python packages' side of the benchmark: answers one question a line, as bench/side.ts does."""

import json
import sys
import time

import numpy as np

held = {}


def rows_of(question):
    if question["file"] not in held:
        values = np.fromfile(question["file"], dtype=np.float64)
        held[question["file"]] = values.reshape(question["n"], question["d"])
    return held[question["file"]]


def kmeans(x, settings, seed, peer):
    from sklearn.cluster import KMeans

    found = KMeans(
        n_clusters=settings["k"],
        n_init=settings["nInit"],
        max_iter=settings["maxIter"],
        random_state=seed,
    ).fit(x)
    return {"inertia": float(found.inertia_), "iterations": int(found.n_iter_)}


def pca(x, settings, seed, peer):
    from sklearn.decomposition import PCA

    model = PCA(settings["nComponents"])
    model.fit_transform(x)
    return {"variance": model.explained_variance_.tolist()}


def ward(x, settings, seed, peer):
    if peer == "fastcluster":
        import fastcluster

        tree = fastcluster.linkage(x, method="ward", preserve_input=True)
        return {"heights": tree[:, 2].tolist()}
    from sklearn.cluster import ward_tree

    heights = ward_tree(x, return_distance=True)[-1]
    return {"heights": np.sort(heights).tolist()}


def silhouette(x, settings, seed, peer):
    from sklearn.metrics import silhouette_samples

    return {"silhouettes": silhouette_samples(x, np.arange(len(x)) % settings["k"]).tolist()}


def umap(x, settings, seed, peer):
    import umap as package

    model = package.UMAP(
        n_components=settings["nComponents"],
        n_neighbors=settings["nNeighbors"],
        min_dist=settings["minDist"],
        random_state=seed,
        n_jobs=1,
    )
    return {"map": model.fit_transform(x).astype(float).ravel().tolist()}


def trustworthiness(x, settings, seed, peer, embedding):
    from sklearn.manifold import trustworthiness as measure

    return {"trustworthiness": float(measure(x, embedding, n_neighbors=15))}


METHODS = {"kmeans": kmeans, "pca": pca, "ward": ward, "silhouette": silhouette, "umap": umap}

for line in sys.stdin:
    question = json.loads(line)
    x = rows_of(question)
    common = (x, question["settings"], question["seed"], question["peer"])
    started = time.perf_counter()
    if question["method"] == "trustworthiness":
        embedding = np.array(question["map"]).reshape(len(x), -1)
        quality = trustworthiness(*common, embedding)
    else:
        quality = METHODS[question["method"]](*common)
    elapsed = (time.perf_counter() - started) * 1000
    print(json.dumps({"ms": elapsed, "quality": quality}), flush=True)
