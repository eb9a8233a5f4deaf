"""A survey from file to segments by pandas and scikit-learn, doing what the command line does by
default: read, drop sparse columns, fill gaps, PCA, k-means, silhouettes of the map and of the answers."""

import sys

import pandas as pd
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import silhouette_score

path, engine, sample, prefix = sys.argv[1:5]

if engine == "csv":
    # Told the delimiter, pandas reads by its quicker engine.
    with open(path, encoding="utf-8") as file:
        table = pd.read_csv(path, sep="\t" if "\t" in file.readline() else ",")
else:
    table = pd.read_excel(path, engine=engine)
answers = table.loc[:, table.columns.str.startswith(prefix)].select_dtypes("number")
answers = answers.dropna(axis=1, thresh=int(0.8 * len(answers))).fillna(0)
values = answers.loc[:, answers.nunique() > 1].to_numpy(float)
reduced = PCA(2).fit_transform(values)
labels = KMeans(n_clusters=3, n_init=10, random_state=42).fit_predict(reduced)
size = int(sample) if sample != "all" else None
for space in (reduced, values):
    print(silhouette_score(space, labels, sample_size=size, random_state=42))
