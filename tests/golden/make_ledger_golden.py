"""Makes tests/golden/ledger_python.json: customers of a ledger by pandas.

pip install pandas==3.1.1 numpy==2.4.6
deno run --allow-write tests/support/ledger.ts 20000 ledger.csv
python3 tests/golden/make_ledger_golden.py ledger.csv
deno fmt tests/golden/ledger_python.json

With a second argument it only tells how long it took and how much memory its process held.

A purchase is an invoice with a line of an amount above 0, its days those of such lines. Amounts are rounded to the
cent, what is divided to four decimals, shares to two of the per cent.
"""
import json
import pathlib
import resource
import sys
import time

import numpy
import pandas


def customers(path):
    lines = pandas.read_csv(path, dtype={"Invoice": str}, parse_dates=["InvoiceDate"])
    last = lines["InvoiceDate"].dt.normalize().max()
    lines = lines[lines["CustomerID"].notna()]
    lines = lines.assign(CustomerID=lines["CustomerID"].astype(int), day=lines["InvoiceDate"].dt.normalize())
    bought = lines[lines["Amount"] > 0]
    by = bought.groupby("CustomerID")
    made = pandas.DataFrame({
        "recency": (last - by["day"].max()).dt.days,
        "frequency": by["Invoice"].nunique(),
        "tenure": (last - by["day"].min()).dt.days,
    })
    days = bought[["CustomerID", "day"]].drop_duplicates().sort_values(["CustomerID", "day"])
    gaps = days.groupby("CustomerID")["day"].diff().dt.days.groupby(days["CustomerID"])
    made["days_between"] = gaps.median()
    made["irregularity"] = gaps.std() / gaps.mean()
    made["monetary"] = lines.groupby("CustomerID")["Amount"].sum().round(2)
    made["mean_purchase"] = made["monetary"] / made["frequency"]
    made["returns"] = lines[lines["Amount"] < 0].groupby("CustomerID").size().reindex(made.index, fill_value=0)
    top = bought["Category"].value_counts()
    top = sorted(top.index, key=lambda name: (-top[name], name))[:8]
    named = bought["Category"].where(bought["Category"].isin(top), "of_the_rest")
    shares = bought.assign(named=named).pivot_table("Amount", "CustomerID", "named", "sum", fill_value=0)
    shares = 100 * shares.div(shares.sum(axis=1), axis=0)
    for name in [*top, "of_the_rest"]:
        made["share_" + name] = shares[name]
    return made


began = time.perf_counter()
made = customers(sys.argv[1])
seconds = time.perf_counter() - began
if len(sys.argv) > 2:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(made)} customers in {seconds:.2f} s, {peak:.0f} MB")
    made.to_csv(sys.argv[2], float_format="%.4f")
    sys.exit()


def listed(column):
    return [None if numpy.isnan(value) else round(float(value), 4) for value in column]


golden = {
    "versions": {"pandas": pandas.__version__, "numpy": numpy.__version__},
    "customer": [int(customer) for customer in made.index],
    **{name: listed(made[name]) for name in made},
}
path = pathlib.Path(__file__).resolve().parent / "ledger_python.json"
path.write_text(json.dumps(golden, separators=(",", ":")).replace('],"', '],\n"') + "\n")
