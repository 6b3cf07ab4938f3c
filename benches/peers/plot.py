"""Rows of growth.csv -> an SVG of two panels, seconds and MB against rows, both axes by powers of ten.

A grey line has the slope of growth in proportion: what runs beside it grows as the rows do, what is steeper bends.
"""

from math import ceil, floor, log10
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, TOP, SIDE, GAP = 860, 420, 60, 70, 300, 110
COLOURS = ["#1f5fa8", "#7aa9d6", "#b3541e", "#4c4c4c"]
DASHES = ["", "5 3", "", "2 3"]
PROPORTION = 'stroke="#999999" stroke-dasharray="1 4"'


def picture(rows):
    """The whole picture."""
    lines = list(dict.fromkeys(r["line"] for r in rows))
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12"'
             ' role="img" aria-label="Seconds and memory against rows">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>']
    x = LEFT
    for drawn, name in [*((stroke(i), name) for i, name in enumerate(lines)), (PROPORTION, "in proportion")]:
        parts.append(f'<line x1="{x}" y1="22" x2="{x + 26}" y2="22" {drawn}/>'
                     f'<text x="{x + 32}" y="26" fill="#222222">{escape(name)}</text>')
        x += 52 + round(6.3 * len(name))
    parts += panel(rows, lines, "processor_s", "processor seconds", LEFT)
    parts += panel(rows, lines, "peak_mb", "peak MB", LEFT + SIDE + GAP)
    return "\n".join([*parts, "</svg>", ""])


def stroke(i):
    """How the line of that number is drawn."""
    dashes = f' stroke-dasharray="{DASHES[i % 4]}"' if DASHES[i % 4] else ""
    return f'stroke="{COLOURS[i % 4]}" stroke-width="2" fill="none"{dashes}'


def panel(rows, lines, column, title, left):
    """One panel: axes, the slope of proportion, a line for each program."""
    points = {name: sorted((int(r["rows"]), float(r[column])) for r in rows if r["line"] == name) for name in lines}
    xs = [x for line in points.values() for x, _ in line]
    ys = [max(y, 0.01) for line in points.values() for _, y in line]
    x0, x1 = floor(log10(min(xs))), ceil(log10(max(xs)))
    y0, y1 = floor(log10(min(ys))), ceil(log10(max(ys)))
    at_x = lambda v: left + SIDE * (log10(v) - x0) / (x1 - x0)
    at_y = lambda v: TOP + SIDE - SIDE * (log10(max(v, 0.01)) - y0) / (y1 - y0)
    yield f'<text x="{left}" y="{TOP - 12}" fill="#222222" font-weight="bold">{title}</text>'
    for power in range(x0, x1 + 1):
        x = at_x(10 ** power)
        yield f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{TOP + SIDE}" stroke="#e4e4e4"/>'
        yield f'<text x="{x:.1f}" y="{TOP + SIDE + 18}" text-anchor="middle" fill="#444444">{10 ** power:,}</text>'
    for power in range(y0, y1 + 1):
        y = at_y(10.0 ** power)
        yield f'<line x1="{left}" y1="{y:.1f}" x2="{left + SIDE}" y2="{y:.1f}" stroke="#e4e4e4"/>'
        yield f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end" fill="#444444">{10.0 ** power:,g}</text>'
    yield f'<text x="{left + SIDE / 2}" y="{TOP + SIDE + 38}" text-anchor="middle" fill="#444444">rows</text>'
    reach = min(x1 - x0, y1 - y0)
    yield (f'<line x1="{left}" y1="{TOP + SIDE}" x2="{at_x(10.0 ** (x0 + reach)):.1f}"'
           f' y2="{at_y(10.0 ** (y0 + reach)):.1f}" stroke="#b8b8b8" stroke-dasharray="1 4"/>')
    for i, name in enumerate(lines):
        path = " ".join(f"{at_x(x):.1f},{at_y(y):.1f}" for x, y in points[name])
        yield f'<polyline points="{path}" {stroke(i)}/>'
        for x, y in points[name]:
            yield (f'<circle cx="{at_x(x):.1f}" cy="{at_y(y):.1f}" r="3" fill="{COLOURS[i % 4]}">'
                   f'<title>{escape(name)}: {y:g}</title></circle>')
