"""Makes tests/golden/comparison_python.json with SciPy and scikit-learn.

Run: pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 && python3 tests/golden/make_comparison_golden.py
"""
import json
import pathlib

import numpy
import scipy
import sklearn
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import adjusted_rand_score
from sklearn.metrics.cluster import contingency_matrix

random = numpy.random.default_rng(5)
cases = []
for n, k, other, noise in ((60, 3, 4, 0.2), (200, 5, 2, 0.5), (300, 7, 7, 0.1), (90, 2, 6, 1.0), (40, 1, 3, 1.0)):
    a = random.integers(0, k, n)
    b = numpy.where(random.random(n) < noise, random.integers(0, other, n), (a * 5 + 1) % other)
    table = contingency_matrix(a, b)
    rows, columns = linear_sum_assignment(table, maximize=True)
    cases.append({
        "a": a.tolist(), "b": b.tolist(), "k": k, "other": other,
        "adjusted_rand": adjusted_rand_score(a, b),
        "movers": int(n - table[rows, columns].sum()),
    })
golden = {
    "versions": {"numpy": numpy.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__},
    "cases": cases,
}
place = pathlib.Path(__file__).with_name("comparison_python.json")
place.write_text(json.dumps(golden) + "\n")
