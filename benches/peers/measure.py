"""A command -> what it took and what it printed, by GNU time, which must be there.

Seconds are processor seconds, user and system: on a shared machine wall time measures the neighbours. Both are kept.
"""

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass


@dataclass
class Run:
    """One run: `processor` and `wall` in seconds, `peak` resident memory in MB (10^6 bytes)."""

    processor: float
    wall: float
    peak: float
    output: str


class Failed(Exception):
    """The command did not end well, or not in time."""


def pinned(command, cores):
    """The command on these cores (`"1"`, `"0,1"`), where `taskset` is there and cores are named."""
    return ["taskset", "-c", cores, *command] if cores and shutil.which("taskset") else command


def run(command, env=None, cwd=None, limit=None):
    """Runs the command to its end; `Failed` if it returns another code than 0 or takes more than `limit` seconds of wall."""
    clock = shutil.which("time")
    if not clock:
        raise Failed("GNU time is not installed")
    with tempfile.NamedTemporaryFile("r", suffix=".time") as account:
        timed = [clock, "-q", "-f", "%U %S %M", "-o", account.name, *command]
        start = time.monotonic()
        child = subprocess.Popen(
            timed, env={**os.environ, **(env or {})}, cwd=cwd, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            output, _ = child.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, 9)
            child.wait()
            raise Failed(f"not within {limit:g} s") from None
        except KeyboardInterrupt:
            os.killpg(child.pid, 9)
            raise
        wall = time.monotonic() - start
        if child.returncode != 0:
            said = [x for x in output.splitlines() if x.strip() and not x.endswith(" KiB")]  # run's last line is its time
            raise Failed((said or [f"ended with {child.returncode}"])[-1].strip())
        user, system, kib = (float(x) for x in account.read().split())
    return Run(user + system, wall, kib * 1024 / 1e6, output)


def median(runs):
    """The median of each figure by itself."""
    return Run(*(statistics.median(getattr(r, f) for r in runs) for f in ("processor", "wall", "peak")), runs[-1].output)


def machine():
    """The machine in a line: cores, processor, memory, how busy it is."""
    def first(path, key):
        try:
            with open(path, encoding="utf-8") as lines:
                return next((x.split(":", 1)[1].strip() for x in lines if x.startswith(key)), "")
        except OSError:
            return ""

    memory = first("/proc/meminfo", "MemTotal").split()
    gib = f"{int(memory[0]) / 1024 ** 2:.0f} GiB" if memory else "memory unknown"
    busy = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"
    return f"{os.cpu_count()} cores, {first('/proc/cpuinfo', 'model name') or 'processor unknown'}, {gib}, {busy} at the start"
