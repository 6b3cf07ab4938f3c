#!/usr/bin/env python3
"""The same work in Casus and in the peers that are installed, side by side: seconds, memory, ratios, as Markdown.

    python3 benches/peers/run.py [--only w1,w3_100k] [--peers casus,ascent] [--runs 3] [--csv FILE]

Every program runs in turn, RUNS times (slow ones once), from start to end with reading, on one core; figures are medians.
Where the sizes of the results differ from one another, or from what is to be expected, the command says so and ends with 1.
Environment:
CASUS the program to measure (default target/release/casus), CASUS_SHARED the folder with the workloads (default ../shared),
BENCH_DATA where data is generated (default target/peers), PYTHON an interpreter with the peers from PyPI, ASCENT a built one.
"""

import argparse
import csv
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field

import casus
import measure
import peers
import shared
import tables

SETS = ["w1", "w2", "w2d", "w3_100k", "w3_1m", "w4_1k", "w4_10k", "w4_100k", "w4_1m"]
# Programs of Casus's own: another form of the scenario, two cores, or an answer that lists and counts all there is.
OWN = ["casus", "casus natural", "casus two cores", "casus counting"]
TWO_CORES = {"w1", "w4_1m"}


@dataclass
class Entry:
    """One program on one data set: its runs, the sizes it found, or why there are none."""

    dataset: str
    program: str
    runs: list = field(default_factory=list)
    sizes: dict = field(default_factory=dict)
    failed: str = ""


def arguments():
    """What was asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="data sets, with commas between")
    parser.add_argument("--peers", help="programs, with commas between: " + ", ".join(OWN + list(peers.NEEDS)))
    parser.add_argument("--runs", type=int, default=5, help="runs of each, of which the median is shown (5)")
    parser.add_argument("--core", default="1", help="the core that one-core programs are pinned to (1); empty for none")
    parser.add_argument("--limit", type=float, default=600, help="seconds of wall after which a program is stopped (600)")
    parser.add_argument("--once-above", type=float, default=20, help="what takes more processor seconds runs once (20)")
    parser.add_argument("--csv", help="a file for every run's figures")
    return parser.parse_args()


def once(program, dataset, asked):
    """One timed run of a program."""
    cores = "0,1" if program == "casus two cores" else asked.core
    if program not in OWN:
        command, env = peers.command(program, dataset)
        return measure.run(measure.pinned(command, cores), env, limit=asked.limit)
    scenario = casus.lay(dataset, "-natural" if program == "casus natural" else "")
    if program == "casus counting":
        question = list(casus.COUNTED[casus.workload(dataset)].values())[0]
        return measure.run(measure.pinned(casus.count(scenario, question), cores), limit=asked.limit)
    return measure.run(measure.pinned(casus.ask(scenario, dataset), cores), limit=asked.limit)


def takes(program, dataset):
    """Whether a program is run on a data set."""
    work = casus.workload(dataset)
    return {"casus": True, "casus natural": work == "w3", "casus two cores": dataset in TWO_CORES,
            "casus counting": work != "w4"}.get(program, program not in OWN and peers.takes(program, dataset))


def sizes(entry, asked, counted):
    """The sizes that a program found: read off its last run, or, of Casus, found by runs that are not timed; `counted` is the
    first of them where a run that was timed has counted it already."""
    work, output = casus.workload(entry.dataset), entry.runs[-1].output
    if entry.program not in OWN:
        return peers.sizes(entry.program, entry.dataset, output)
    if entry.program == "casus counting":
        return {next(iter(casus.COUNTED[work])): counted}
    if entry.program == "casus two cores":
        return {}
    scenario = casus.lay(entry.dataset, "-natural" if entry.program == "casus natural" else "")
    if work == "w4":
        return casus.world(scenario)
    found = {}
    for at, (name, question) in enumerate(casus.COUNTED[work].items()):
        known = at == 0 and entry.program == "casus" and counted
        found[name] = known or casus.total(measure.run(casus.count(scenario, question), limit=asked.limit).output)
    return found


def measured(dataset, programs, asked):
    """The entries of one data set, the programs taking turns so that a busy minute falls on all alike."""
    if not (shared.DATA / dataset).exists():
        subprocess.run([sys.executable, str(shared.bench() / "generate.py"), dataset],
                       env={**os.environ, "BENCH_DATA": str(shared.DATA)}, check=True)
    entries = [Entry(dataset, p) for p in programs if takes(p, dataset)]
    for turn in range(asked.runs):
        for entry in entries:
            if entry.failed or (turn > 0 and entry.runs[0].processor > asked.once_above):
                continue
            try:
                if turn == 0 and (prepared := peers.prepare(entry.program, dataset)):
                    entry.sizes = peers.sizes(entry.program, dataset, measure.run(*prepared, limit=asked.limit).output)
                entry.runs.append(once(entry.program, dataset, asked))
            except measure.Failed as why:
                entry.failed = str(why)
            took = entry.failed or f"{entry.runs[-1].processor:.2f} s"
            print(f"  {dataset} {entry.program}: {took}", file=sys.stderr, flush=True)
    counted = next((casus.total(e.runs[-1].output) for e in entries if e.program == "casus counting" and e.runs), None)
    for entry in entries:
        if entry.runs and not entry.failed and not entry.sizes:
            try:
                entry.sizes = sizes(entry, asked, counted)
            except (measure.Failed, RuntimeError) as why:
                print(f"  {dataset} {entry.program}: sizes not found: {why}", file=sys.stderr)
    return entries


def main():
    """Measures, prints, and returns the code to end with."""
    asked = arguments()
    if asked.runs < 1:
        sys.exit("--runs is at least 1")
    sets = asked.only.split(",") if asked.only else SETS
    shared.bench()
    programs, absent = [], []
    for program in asked.peers.split(",") if asked.peers else OWN + list(peers.NEEDS):
        if program not in OWN and program not in peers.NEEDS:
            sys.exit(f"no program {program}; there are {', '.join(OWN + list(peers.NEEDS))}")
        why = peers.missing(program) if program in peers.NEEDS else None if casus.binary() else "not built: cargo build --release"
        if why:
            absent.append(f"{program}: {why}")
        else:
            programs.append(program)
    machine = measure.machine()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    entries = []
    try:
        for dataset in sets:
            entries += measured(dataset, programs, asked)
    except KeyboardInterrupt:
        print("interrupted: the sets that were finished are shown", file=sys.stderr)
    print(tables.page(entries, machine, absent))
    differing = tables.differing(entries)
    print("\n".join(["", "**Sizes that differ:**", *(f"- {x}" for x in differing)]) if differing else
          "\nAll sizes that were found agree with one another and with those to be expected.")
    if asked.csv:
        with open(asked.csv, "w", newline="", encoding="utf-8") as to:
            rows = csv.writer(to, lineterminator="\n")
            rows.writerow(["set", "program", "processor_s", "wall_s", "peak_mb"])
            rows.writerows([e.dataset, e.program, f"{r.processor:.2f}", f"{r.wall:.2f}", f"{r.peak:.0f}"]
                           for e in entries for r in e.runs)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
