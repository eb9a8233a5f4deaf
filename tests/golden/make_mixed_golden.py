"""Makes tests/golden/mixed_python.json with kmodes, kmedoids and prince.

Run: pip install kmodes==0.12.2 kmedoids==0.5.5 prince==0.23.0 pandas==3.1.1 numpy==2.4.6 &&
     python3 tests/golden/make_mixed_golden.py ../shared/data > tests/golden/mixed_python.json
"""
import json
import pathlib
import sys

import kmedoids
import kmodes
import numpy
import pandas
import prince
from kmodes.kmodes import KModes
from kmodes.kprototypes import KPrototypes
from scipy.spatial.distance import cdist

folder = pathlib.Path(sys.argv[1])
STARTS = 10


def survey(name, **options):
    # "None" is an answer of student_survey_mass.csv.
    return pandas.read_csv(folder / name, keep_default_na=False, na_values=["NA"], **options).dropna()


def encode(column):
    """Codes of the distinct texts in their order, as kmodes itself makes them."""
    return numpy.unique(column.astype(str).to_numpy(dtype=str), return_inverse=True)[1]


def spread_rows(k, n):
    return [(7 + 97 * m) % n for m in range(k)]


def text_of(labels):
    return "".join(map(str, labels))


def modes(table):
    x = numpy.column_stack([encode(table[name]) for name in table])
    runs = {}
    for k in (2, 3, 4):
        rows = spread_rows(k, len(x))
        fixed = KModes(k, init=x[rows], n_init=1).fit(x)
        best = min(KModes(k, init=init, n_init=STARTS, random_state=0).fit(x).cost_
                   for init in ("Huang", "Cao", "random"))
        runs[k] = {"rows": rows, "labels": text_of(fixed.labels_), "cost": int(fixed.cost_),
                   "iterations": fixed.n_iter_, "best": int(best)}
    return {"columns": list(table), "n": len(x), "runs": runs}


def prototypes(table, numbers):
    num = table[numbers].to_numpy(float)
    num = (num - num.mean(axis=0)) / num.std(axis=0)
    names = [name for name in table if name not in numbers]
    cat = numpy.column_stack([encode(table[name]) for name in names])
    x = numpy.column_stack([num, cat])
    where = list(range(len(numbers), x.shape[1]))
    runs = {}
    for k in (2, 3, 4):
        rows = spread_rows(k, len(x))
        fixed = KPrototypes(k, init=[num[rows], cat[rows]], n_init=1).fit(x, categorical=where)
        best = min(KPrototypes(k, init=init, n_init=STARTS, random_state=0).fit(x, categorical=where).cost_
                   for init in ("Huang", "Cao", "random"))
        runs[k] = {"rows": rows, "labels": text_of(fixed.labels_), "cost": fixed.cost_,
                   "iterations": fixed.n_iter_, "best": best, "gamma": fixed.gamma}
    return {"categories": names, "numbers": numbers, "n": len(x), "runs": runs}


def medoids(x):
    d = cdist(x, x)
    return {k: min(kmedoids.fasterpam(d, k, max_iter=1000, init=init, random_state=seed).loss
                   for init, seed in [("build", 0)] + [("random", seed) for seed in range(STARTS)])
            for k in (2, 3, 4, 5)}


def corrected(table):
    found = prince.MCA(n_components=200, correction="benzecri", one_hot=True).fit(table)
    return list(found.percentage_of_variance_[:4] / 100)


tea = survey("tea.csv", index_col=0)
student = survey("student_survey_mass.csv", index_col=0)
mcdonalds = survey("mcdonalds.csv")
volunteers = survey("volunteers.csv", index_col=0)
wine = survey("wine_labelled.csv")
wine = wine[[name for name in wine if name != "class"]].to_numpy(float)
points = numpy.array(json.loads((pathlib.Path(__file__).parent / "reference.json").read_text())["x"])
measures = ["Wr.Hnd", "NW.Hnd", "Pulse", "Height", "Age"]

print(json.dumps({
    "versions": {"kmodes": "0.12.2", "kmedoids": "0.5.5", "prince": prince.__version__, "numpy": numpy.__version__},
    "kmodes": {"tea": modes(tea.drop(columns="age")), "student": modes(student.drop(columns=measures)),
               "mcdonalds": modes(mcdonalds.drop(columns="Age")), "volunteers": modes(volunteers)},
    "kprototypes": {"tea": prototypes(tea, ["age"]), "student": prototypes(student, measures),
                    "mcdonalds": prototypes(mcdonalds, ["Age"])},
    "kmedoids": {"points": medoids(points),
                 "wine": medoids((wine - wine.mean(axis=0)) / wine.std(axis=0))},
    "benzecri": {"tea": corrected(tea.iloc[:, :18]), "student": corrected(student.drop(columns=measures)),
                 "mcdonalds": corrected(mcdonalds.drop(columns="Age"))},
}))
