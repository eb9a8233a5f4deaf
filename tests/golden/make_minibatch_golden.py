"""Prints inertias of scikit-learn's MiniBatchKMeans and KMeans on made answers, for tests/cluster/kmeans_minibatch_test.ts.

Run: pip install numpy==2.4.6 scikit-learn==1.9.1 && python3 tests/golden/make_minibatch_golden.py
"""
import numpy
import sklearn
from sklearn.cluster import KMeans, MiniBatchKMeans

N, D, K, SEEDS = 120_000, 8, 6, 5
state = 1


def draw(bound):
    """The test makes the same numbers: a linear congruential generator of 32 bits, its upper 16."""
    global state
    state = (state * 1664525 + 1013904223) % 2**32
    return (state >> 16) % bound


x = numpy.empty((N, D))
for i in range(N):
    group = draw(K)
    for c in range(D):
        x[i, c] = min(5, max(1, 1 + (group * (c + 2)) % 5 + draw(3) - 1))

batches = [MiniBatchKMeans(K, batch_size=1024, n_init=10, random_state=seed).fit(x).inertia_ for seed in range(SEEDS)]
full = [KMeans(K, n_init=10, random_state=seed).fit(x).inertia_ for seed in range(SEEDS)]
print("scikit-learn", sklearn.__version__, "sum", x.sum())
print("MiniBatchKMeans", sorted(batches))
print("KMeans", sorted(full))
