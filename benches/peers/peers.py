"""The other programs: which are here, and the sizes that each prints.

How each is called is told by `run` beside the workloads; it is called through that, on the core that is named.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from shared import DATA, bench

# In the order of the table. Value: what must be on the path, or importable by PYTHON.
NEEDS = {"ascent": None, "souffle": "souffle", "nemo": "nmo", "duckdb": "duckdb", "swipl": "swipl", "clingo": "clingo",
         "problog": "problog", "pyreason": "pyreason"}
CALLED = {"souffle": "souffle-i"}
MODULES = {"duckdb", "clingo", "problog", "pyreason"}
# Those that take minutes on what the others do in a second get a smaller set, and nothing else.
ONLY = {"problog": {"w4_1k"}, "pyreason": {"w4_tiny"}}


def python():
    """The interpreter that has the Python peers: `PYTHON`, else this one."""
    return os.environ.get("PYTHON") or sys.executable


def missing(peer):
    """Why this peer cannot be run, or None."""
    if peer == "ascent":
        return None if _ascent() else "cargo cannot build it"
    need = NEEDS[peer]
    if peer not in MODULES:
        return None if shutil.which(need) else f"no {need} on the path"
    if python() == sys.executable:
        found = importlib.util.find_spec(need) is not None
    else:
        tried = subprocess.run([python(), "-c", f"import {need}"], capture_output=True, check=False)
        found = tried.returncode == 0
    return None if found else f"no module {need} in {Path(python()).name}"


def takes(peer, dataset):
    """Whether this peer gets this data set."""
    return dataset in ONLY[peer] if peer in ONLY else dataset not in {"w4_tiny"}


def _ascent():
    """The binary `ASCENT`, else one built from the crate beside the workloads, a workspace of its own; None if that fails."""
    if os.environ.get("ASCENT"):
        return os.environ["ASCENT"]
    crate = DATA / "ascent"
    if not crate.exists():
        shutil.copytree(bench() / "programs" / "ascent", crate, ignore=shutil.ignore_patterns("target"))
    env = {k: v for k, v in os.environ.items() if k != "CARGO_TARGET_DIR"}
    try:
        subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=crate, env=env, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    os.environ["ASCENT"] = str(crate / "target" / "release" / "ascent-bench")
    return os.environ["ASCENT"]


def command(peer, dataset):
    """The command, and what its environment must hold besides."""
    env = {"BENCH_DATA": str(DATA), "PYTHON": python(), "THREADS": "1"}
    return ["bash", str(bench() / "run"), CALLED.get(peer, peer), dataset], env


def prepare(peer, dataset):
    """What must have been done once before this peer is timed, as a command like the others, or None. clingo reads facts in a
    form of its own, and counts what it found in a loop that is no part of finding it; its sizes are read off this run."""
    if peer != "clingo":
        return None
    called, env = command(peer, dataset)
    return called, {**env, "COUNT": "1"}


def sizes(peer, dataset, output):
    """The sizes that stand in the output, by the relation's name; those that it does not print are absent."""
    work = dataset[:2]
    if peer == "duckdb":
        found = [int(x) for x in re.findall(r"\d+", output.split("|")[0])]
        names = {"w1": ["tc"], "w2": ["sg"], "w3": ["hostile", "", "", "threatens"], "w4": ["", "", "", "", "threatens"]}[work]
        return {name: n for name, n in zip(names, found) if name}
    if peer in ("problog", "pyreason"):
        return {"threatens": int(n) for n in re.findall(r"threatens pairs (\d+)", output)}
    found = {name: int(n) for name, n in re.findall(r"\b(tc|sg|hostile|tp|threatens|area)\b[=\s]\s*(\d+)", output)}
    if work == "w4" and peer not in ("ascent", "swipl"):  # these count stretches of time, not pairs
        found = {"threatens": found["tp"]} if "tp" in found else {}
    wanted = {"w1": {"tc"}, "w2": {"sg"}, "w3": {"hostile", "threatens"}, "w4": {"threatens", "area"}}[work]
    return {name: n for name, n in found.items() if name in wanted}
