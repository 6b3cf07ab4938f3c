"""Entries of a benchmark -> Markdown, and what does not agree. Computes ratios of medians, and nothing is measured here."""

import measure
import shared


def page(entries, machine, absent):
    """Seconds and memory, ratios, two cores, sizes, and what was left out."""
    programs = sorted(dict.fromkeys(e.program for e in entries), key=lambda p: not p.startswith("casus"))
    one_core = [p for p in programs if p != "casus two cores"]
    sets = list(dict.fromkeys(e.dataset for e in entries))
    found = {(e.dataset, e.program): measure.median(e.runs) for e in entries if e.runs and not e.failed}
    failed = [f"{e.dataset}, {e.program}: {e.failed}" for e in entries if e.failed]
    runs = max((len(e.runs) for e in entries), default=0)
    fewer = {(e.dataset, e.program) for e in entries if e.runs and len(e.runs) < runs}
    def cell(dataset, program):
        return figures(found.get((dataset, program))) + ("*" if (dataset, program) in fewer else "")

    parts = [f"{machine}. Processor seconds / peak MB, reading included, one core; medians of {runs} (* of fewer).",
             table(["set", *one_core], [[s, *(cell(s, p) for p in one_core)] for s in sets])]
    others = [p for p in one_core if p != "casus"]
    if "casus" in programs and others:
        rows = [[s, *(ratio(found.get((s, "casus")), found.get((s, p))) for p in others)] for s in sets]
        parts += ["Casus's seconds over the other's, and its memory over the other's (below 1: Casus takes less):",
                  table(["set", *others], rows)]
    double = [s for s in sets if (s, "casus two cores") in found and (s, "casus") in found]
    if double:
        rows = [[s, *(f"{r.wall:.2f} ({r.processor:.2f})" for r in (found[s, "casus"], found[s, "casus two cores"]))]
                for s in double]
        parts += ["Casus on two cores, wall seconds (and processor seconds):", table(["set", "one core", "two cores"], rows)]
    parts += ["Sizes found:", table(["set", "relation", "size", "found by"], size_rows(entries))]
    if absent:
        parts.append("Not here, and left out: " + "; ".join(absent) + ".")
    if failed:
        parts.append("Stopped or failed: " + "; ".join(failed) + ".")
    return "\n\n".join(parts)


def size_rows(entries):
    """A row for each size that any program found, with who found it."""
    by = {}
    for e in entries:
        for name, n in e.sizes.items():
            by.setdefault((e.dataset, name, n), []).append(e.program)
    return [[s, name, f"{n:,}", ", ".join(who)] for (s, name, n), who in by.items()]


def differing(entries):
    """What does not agree, in sentences: programs with one another, or with the sizes to be expected."""
    by = {}
    for e in entries:
        for name, n in e.sizes.items():
            by.setdefault((e.dataset, name), {}).setdefault(n, []).append(e.program)
    said = [f"{s}, {name}: " + "; ".join(f"{n:,} by {', '.join(who)}" for n, who in sizes.items())
            for (s, name), sizes in by.items() if len(sizes) > 1]
    return said + [f"{s}, {name}: {n:,} by {', '.join(who)}, and another is expected"
                   for (s, name), sizes in by.items() for n, who in sizes.items()
                   if name != "area" and shared.expected(s, n) is False]


def table(head, rows):
    """A Markdown table."""
    line = lambda cells: "| " + " | ".join(cells) + " |"
    return "\n".join([line(head), line(["---"] * len(head)), *map(line, rows)])


def figures(run):
    """`1.23 / 45`, or a dash."""
    return f"{run.processor:.2f} / {run.peak:.0f}" if run else "–"


def ratio(ours, other):
    """`2.3, 0.9`: times the seconds, times the memory; or a dash."""
    if not ours or not other:
        return "–"
    return f"{ours.processor / max(other.processor, 0.01):.2g}, {ours.peak / max(other.peak, 1):.2g}"
