"""Casus's side: scenarios laid beside the generated tables, the questions that are timed, and the sizes that came out.

A scenario names its tables as files beside it, so it is copied into the folder of the data set. Casus reads dates and
percentages, not days since 2010, so that the tables of w4 are written once more (a change of notation, not measured); rows
that end before they begin, which hold nowhere, are left out.
"""

import csv
import os
import re
import shutil
import subprocess
from datetime import date, timedelta

from shared import DATA, HERE, PROJECT

# What is asked of each workload: a question that names nobody and has a short answer, for which the whole relation is found
# (where a name is given, Casus finds only what that name needs); and lists with a count for each name, the sum of which
# is the relation's size.
ASKED = {"w1": "two-way wires", "w2": "level with its parent", "w3": "threats of each", "w4": "threats of each"}
COUNTED = {"w1": {"tc": "reach of each"}, "w2": {"sg": "level of each"},
           "w3": {"hostile": "enemies of each", "threatens": "threats of each"}}
DAY = 24 * 60 * 100  # a day at one per cent, in minutes times ten-thousandths
ORIGIN = date(2010, 1, 1)


def binary():
    """The program to measure: `CASUS`, else the release build, else the one on the path; None where there is none."""
    built = PROJECT / "target" / "release" / "casus"
    return os.environ.get("CASUS") or (str(built) if built.exists() else shutil.which("casus"))


def workload(dataset):
    """`w2` of `w2d`, `w4` of `w4_1m`."""
    return dataset[:2]


def lay(dataset, form=""):
    """The path of the scenario in the data set's folder, tables beside it."""
    folder = DATA / dataset
    if workload(dataset) == "w4":
        folder = _dated(folder)
    name = f"{workload(dataset)}{form}.casus"
    return shutil.copy(HERE / "scenarios" / name, folder / name)


def _dated(folder):
    out = folder / "dated"
    if out.exists():
        return out
    half = folder / "dated.part"
    half.mkdir(exist_ok=True)
    for table in sorted(folder.glob("*.tsv")):
        with open(table, encoding="utf-8") as rows, open(half / table.name, "w", encoding="utf-8") as to:
            for row in rows:
                cells = row.rstrip("\n").split("\t")
                if table.stem != "state":
                    start, end = int(cells[-3]), int(cells[-2])
                    if end < start:
                        continue
                    cells[-3:] = [str(ORIGIN + timedelta(start)), str(ORIGIN + timedelta(end)), f"{cells[-1]}%"]
                to.write("\t".join(cells) + "\n")
    return half.rename(out)


def ask(scenario, dataset):
    """The command that is timed."""
    return [binary(), "ask", str(scenario), ASKED[workload(dataset)]]


def count(scenario, question):
    """The command that lists every name with its count."""
    return [binary(), "ask", "--format", "csv", str(scenario), question]


def total(output):
    """The sum over a list's second column."""
    rows = csv.reader(x for x in output.splitlines() if x.count(",") > 2)
    next(rows)
    return sum(int(row[1]) for row in rows)


def world(scenario):
    """Pairs of *threatens* with support at some instant, and the sum of it over pairs, days and per cent, by reading all that
    `casus world` prints. Relations are numbered as they are declared, and this one is declared last."""
    last, pairs, area = -1, 0, 0
    form = re.compile(r'"relation":(\d+),.*?"for":\[((?:\[[^\]]*\],?)+)\]')
    command = [binary(), "world", str(scenario)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as out:
        for line in out.stdout:
            found = form.search(line)
            if not found or int(found[1]) < last:
                continue
            if int(found[1]) > last:
                last, pairs, area = int(found[1]), 0, 0
            pairs += 1
            area += sum((int(end) - int(start)) * int(value)
                        for start, end, value in re.findall(r"\[(-?\d+),(-?\d+),(\d+)\]", found[2]))
    if out.returncode != 0:
        raise RuntimeError("casus world failed")
    return {"threatens": pairs, "area": area // DAY}
