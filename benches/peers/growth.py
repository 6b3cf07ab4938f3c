#!/usr/bin/env python3
"""Time and memory against the number of rows: measures w3 at growing sizes into growth.csv, and draws that. Sizes that are not
measured keep their rows in the file.

    python3 benches/peers/growth.py [--sizes 10k,100k,1m,10m] [--runs 3]    measures, then draws
    python3 benches/peers/growth.py --draw                                  draws docs/growth.svg from growth.csv

Data are as the generator makes them for w3; 10^4 rows are of 1,000 actors, more are of 10,000. Environment as of run.py.
"""

import argparse
import csv
import sys

import casus
import measure
import peers
import plot
import shared

SIZES = {"10k": (1_000, 10_000), "100k": (10_000, 100_000), "1m": (10_000, 1_000_000), "10m": (10_000, 10_000_000)}
FIGURES = shared.HERE / "growth.csv"
PICTURE = shared.PROJECT / "docs" / "growth.svg"
# A sentence of what tables say: for it nothing is concluded, so that what it takes is the reading.
READING = "g1 is based in d1?"


def commands(dataset):
    """What is run at each size: the line's name, and the command with its environment."""
    sentences, events = casus.lay(dataset), casus.lay(dataset, "-natural")
    yield "casus, sentences", (casus.ask(sentences, dataset), None)
    yield "casus, sentences, reading alone", ([casus.binary(), "ask", str(sentences), READING], None)
    yield "casus, events", (casus.ask(events, dataset), None)
    if not peers.missing("ascent"):
        yield "ascent", peers.command("ascent", dataset)


def measured(size, asked):
    """Rows of growth.csv at one size. What does not end within the limit has no row, and is said."""
    actors, rows = SIZES[size]
    dataset = f"w3_{size}"
    if not (shared.DATA / dataset).exists():
        shared.generator().w3(dataset, actors, rows, 7)
    for line, (command, env) in commands(dataset):
        if line in asked.without:
            continue
        try:
            pinned = measure.pinned(command, asked.core)
            took = measure.median([measure.run(pinned, env, limit=asked.limit) for _ in range(asked.runs)])
        except measure.Failed as why:
            print(f"  {dataset} {line}: {why}", file=sys.stderr, flush=True)
            continue
        print(f"  {dataset} {line}: {took.processor:.2f} s, {took.peak:.0f} MB", file=sys.stderr, flush=True)
        yield [line, rows, f"{took.processor:.2f}", f"{took.peak:.0f}"]


def kept(measured_now):
    """Rows of the file at other numbers of rows than those measured now."""
    if not FIGURES.exists():
        return []
    with open(FIGURES, newline="", encoding="utf-8") as rows:
        return [list(row.values()) for row in csv.DictReader(rows) if int(row["rows"]) not in measured_now]


def main():
    """Measures if asked, and draws what stands in the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10k,100k,1m")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--core", default="1")
    parser.add_argument("--without", action="append", default=[], help="a line that is not measured: \"casus, events\"")
    parser.add_argument("--limit", type=float, default=600)
    parser.add_argument("--draw", action="store_true")
    asked = parser.parse_args()
    if not asked.draw:
        shared.bench()
        if not casus.binary():
            sys.exit("no casus: cargo build --release, or name one with CASUS")
        rows = [row for size in asked.sizes.split(",") for row in measured(size, asked)]
        rows += kept({row[1] for row in rows})
        with open(FIGURES, "w", newline="", encoding="utf-8") as to:
            lines = csv.writer(to, lineterminator="\n")
            lines.writerow(["line", "rows", "processor_s", "peak_mb"])
            lines.writerows(sorted(rows, key=lambda row: int(row[1])))
    with open(FIGURES, newline="", encoding="utf-8") as rows:
        PICTURE.write_text(plot.picture(list(csv.DictReader(rows))), encoding="utf-8")


if __name__ == "__main__":
    main()
