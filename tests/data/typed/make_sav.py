"""Makes the small SPSS files of this folder, and what ReadStat reads in them.

pyreadstat 1.3.7, pandas 3.0: python3 tests/data/typed/make_sav.py
"""

import datetime
import json
import pathlib
import random

import pandas
import pyreadstat

HERE = pathlib.Path(__file__).parent
NAN = float("nan")
N = 60


def survey():
    rng = random.Random(6)
    pick = lambda values: [rng.choice(values) for _ in range(N)]
    day = datetime.date(1999, 12, 30)
    dates = [day + datetime.timedelta(days=rng.randrange(9000)) for _ in range(N)]
    stamps = [
        datetime.datetime(2024, 2, 28, 23, 59, 0) + datetime.timedelta(seconds=rng.randrange(10**6))
        for _ in range(N)
    ]
    return pandas.DataFrame({
        "respondent_number": [float(1000 + i) for i in range(N)],
        "a_very_long_variable_name_of_a_survey_that_goes_on_and_on": pick([1.5, -2.25, 1e10, 0.1, NAN]),
        "gender": pick([1.0, 2.0, 3.0]),
        "agree": pick([1.0, 2.0, 4.0, 5.0, 97.0, 98.0, 99.0]),
        "Q1": pick([1.0, 2.0, 3.0, NAN]),
        "scale_ends": pick([float(v) for v in range(11)]),
        "income": pick([100.0, 2500.0, 900.0, 9998.0, 9999.0, -1.0, 32000.0]),
        "region": pick([10.0, 20.0, 30.0]),
        "owns_car": pick([0.0, 1.0]),
        "code": pick(["A", "B", "ZZ", ""]),
        "city": pick(["Köln", "Αθήνα", "São Paulo", "x" * 40, ""]),
        "essay": pick(["short", "lorem ipsum " * 60, "é" * 200, "y" * 255 + "z", "t" * 256 + "end"]),
        "brand": pick(["a rather long brand", "another long brand", "none"]),
        "born": pandas.Series([None if i % 9 == 4 else d for i, d in enumerate(dates)], dtype=object),
        "finished": stamps,
    })


OPTIONS = dict(
    column_labels={
        "gender": "What is your gender?",
        "agree": "I like surveys\nvery much: “yes”",
        "Q1": "How often?",
        "city": "Where do you live? " + "long " * 40,
    },
    variable_value_labels={
        "gender": {1.0: "Male", 2.0: "Female", 3.0: "Other"},
        "agree": {
            1.0: "Strongly disagree", 2.0: "Disagree", 3.0: "Neither", 4.0: "Agree",
            5.0: "Strongly agree", 97.0: "Not applicable", 98.0: "Don't know", 99.0: "Refused",
        },
        "Q1": {1.0: "Often", 2.0: "Sometimes", 3.0: "Never"},
        "scale_ends": {0.0: "Not at all", 10.0: "Completely"},
        "income": {9999.0: "Keine Angabe"},
        "region": {30.0: "South", 10.0: "North", 20.0: "Ost ß"},
        "owns_car": {0.0: "No", 1.0: "Yes"},
        "brand": {"a rather long brand": "Brand A", "another long brand": "Brand B",
                  "none": "Does not apply"},
        "code": {"A": "Alpha", "B": "Beta", "ZZ": "Unclear"},
    },
    missing_ranges={
        "agree": [97.0, 98.0, 99.0],
        "income": [{"lo": 9000.0, "hi": 9999.0}, -1.0],
        "code": ["ZZ"],
        "brand": ["none"],
    },
    variable_measure={
        "gender": "nominal", "agree": "ordinal", "Q1": "scale", "scale_ends": "scale",
        "income": "scale", "region": "nominal", "respondent_number": "scale",
    },
)


def facts(path):
    data, meta = pyreadstat.read_sav(path, user_missing=True)
    kept, _ = pyreadstat.read_sav(path)
    columns = []
    for name in data.columns:
        columns.append({
            "name": name,
            "label": meta.column_names_to_labels[name],
            "measure": meta.variable_measure[name],
            "labels": [[k, v] for k, v in meta.variable_value_labels.get(name, {}).items()],
            "values": [plain(v) for v in data[name]],
            "answered": [plain(v) is not None and plain(k) is not None
                         for v, k in zip(data[name], kept[name])],
        })
    return {"encoding": meta.file_encoding, "rows": meta.number_rows, "columns": columns}


def plain(value):
    if value is None or value is pandas.NaT or value != value or value == "":
        return None
    if isinstance(value, pandas.Timestamp) or isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, datetime.date) else value


def windows_1252(utf8):
    """ReadStat writes UTF-8 only: the same file with other letters of one byte, the code page said by
    number and the record that names the encoding made one that readers pass over."""
    for plain, accented in [(b"af@", b"af\xe9"), (b"h@", b"h\xe9"), (b"l@", b"l\xe9"), (b"0 `", b"0 \x80")]:
        utf8 = utf8.replace(plain, accented)
    out = bytearray(utf8)
    at = out.index((7).to_bytes(4, "little") + (3).to_bytes(4, "little") + (4).to_bytes(4, "little"))
    out[at + 16 + 28:at + 16 + 32] = (1252).to_bytes(4, "little")
    at = out.index((7).to_bytes(4, "little") + (20).to_bytes(4, "little") + (1).to_bytes(4, "little"))
    out[at + 4:at + 8] = (99).to_bytes(4, "little")
    return bytes(out)


def main():
    data = survey()
    made = {}
    forms = {"plain.sav": {}, "bytecode.sav": {"row_compress": True}, "packed.zsav": {"compress": True}}
    for name, how in forms.items():
        pyreadstat.write_sav(data, HERE / name, **OPTIONS, **how)
    latin = pandas.DataFrame({"caf": ["caf@", "th@", "10 `", ""] * 5, "n": [1.0, 2.0, 3.0, NAN] * 5})
    path = HERE / "windows_1252.sav"
    pyreadstat.write_sav(latin, path, column_labels={"caf": "Caf@ ou th@ ?"},
                         variable_value_labels={"n": {1.0: "l@ger", 2.0: "moyen", 3.0: "fort"}})
    path.write_bytes(windows_1252(path.read_bytes()))
    for name in [*forms, path.name]:
        made[name] = facts(HERE / name)
    same = made["plain.sav"] == made["bytecode.sav"] == made["packed.zsav"]
    assert same
    del made["bytecode.sav"], made["packed.zsav"]
    (HERE / "sav.json").write_text(json.dumps(made, ensure_ascii=False, indent=None) + "\n")


main()
