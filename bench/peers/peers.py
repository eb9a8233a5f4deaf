"""The Python packages' side of the benchmark: answers one question a line, as bench/side.ts does."""

import json
import os
import sys
import time

import numpy as np

held = {}


def rows_of(question):
    if question["file"] not in held:
        values = np.fromfile(question["file"], dtype=np.float64)
        held[question["file"]] = values.reshape(question["n"], question["d"])
    return held[question["file"]]


CORES = len(os.sched_getaffinity(0))


def kmeans(x, settings, seed, peer):
    if peer == "faiss":
        return kmeans_by_faiss(x, settings, seed)
    if peer == "intelex":
        from sklearnex.cluster import KMeans
    else:
        from sklearn.cluster import KMeans

    found = KMeans(
        n_clusters=settings["k"],
        n_init=settings["nInit"],
        max_iter=settings["maxIter"],
        tol=settings["tolerance"],
        random_state=seed,
    ).fit(x)
    return {"inertia": float(found.inertia_), "iterations": int(found.n_iter_)}


def kmeans_by_faiss(x, settings, seed):
    """All rows instead of a sample of them, and iterations until they gain nothing: faiss knows no fixed
    point, and leaves the inertia in 32 bits."""
    import faiss

    faiss.omp_set_num_threads(CORES)
    model = faiss.Kmeans(
        x.shape[1],
        settings["k"],
        niter=settings["maxIter"],
        nredo=settings["nInit"],
        early_stop_threshold=1e-9,
        max_points_per_centroid=len(x),
        seed=seed + 1,
        init_method=faiss.ClusteringInitMethod_KMEANS_PLUS_PLUS,
    )
    model.train(x.astype(np.float32))
    return {"centroids": model.centroids}


def inertia_of(x, centroids):
    """In 64 bits, a slab of rows at a time."""
    centroids = centroids.astype(np.float64)
    halves = (centroids**2).sum(1) / 2
    total = 0.0
    for start in range(0, len(x), 100_000):
        rows = x[start : start + 100_000]
        nearest = (halves - rows @ centroids.T).argmin(1)
        total += float(((rows - centroids[nearest]) ** 2).sum())
    return total


def read(path, peer):
    """A file into one array a column, typed."""
    if peer == "duckdb":
        import duckdb

        found = duckdb.connect(config={"threads": CORES}).execute("FROM read_csv(?)", [path]).fetchnumpy()
        return {"rows": len(next(iter(found.values()))), "columns": len(found)}
    if peer == "polars":
        import polars

        found = [column.to_numpy() for column in polars.read_csv(path)]
        return {"rows": len(found[0]), "columns": len(found)}
    import pandas

    table = pandas.read_csv(path) if peer == "pandas" else pandas.read_excel(path, engine=peer)
    return {"rows": table.shape[0], "columns": table.shape[1]}


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
    method, peer = question["method"], question["peer"]
    x = None if method == "read" else rows_of(question)
    common = (x, question["settings"], question["seed"], peer)
    started, before = time.perf_counter(), time.process_time()
    if method == "read":
        quality = read(question["file"], peer)
    elif method == "trustworthiness":
        embedding = np.array(question["map"]).reshape(len(x), -1)
        quality = trustworthiness(*common, embedding)
    else:
        quality = METHODS[method](*common)
    elapsed, processor = (time.perf_counter() - started) * 1000, (time.process_time() - before) * 1000
    if "centroids" in quality:
        quality = {"inertia": inertia_of(x, quality["centroids"])}
    print(json.dumps({"ms": elapsed, "processor": processor, "quality": quality}), flush=True)
