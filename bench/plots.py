"""How is a curve drawn? As a small SVG, readable on light and on dark ground, without any library."""

from __future__ import annotations

from html import escape
from math import ceil, floor, log10

from bench.growth import Chart, Points

_WIDTH, _HEIGHT = 640, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 16, 60, 48
_COLOURS = (("#0969da", "#58a6ff"), ("#6e7781", "#8b949e"), ("#bc4c00", "#f0883e"))  # on light, on dark ground


def svg(chart: Chart) -> str:
    """The picture."""
    points = [point for curve in chart.curves.values() for point in curve]
    across, up = (_Axis([point[place] for point in points], chart.log) for place in (0, 1))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(chart.title)}">',
        f"<style>{_style()}</style>",
        f'<text x="12" y="18" class="title">{escape(chart.title)}</text>',
        *(_across(across.place(tick), _label(tick)) for tick in across.ticks),
        *(_up(up.place(tick), _label(tick)) for tick in up.ticks),
        f'<text x="{(_LEFT + _WIDTH - _RIGHT) / 2:g}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(chart.across)}</text>',
        f'<text x="12" y="{_TOP - 12}">{escape(chart.up)}</text>',
        *(part for number, (name, curve) in enumerate(chart.curves.items()) for part in _curve(number, name, curve, across, up)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


class _Axis:
    """Where a value lies, between 0 and 1, and where the ticks are."""

    def __init__(self, values: list[float], log: bool) -> None:
        self._log = log
        if log:
            lowest = floor(log10(min(values)))
            self._low, self._high = float(lowest), float(max(ceil(log10(max(values))), lowest + 1))
            self.ticks = [10.0**power for power in range(int(self._low), int(self._high) + 1)]
        else:
            step = _step(max(values) or 1)
            self._low, self._high = 0.0, ceil((max(values) or 1) / step) * step
            self.ticks = [step * number for number in range(round(self._high / step) + 1)]

    def place(self, value: float) -> float:
        """From the low end to the high one."""
        return ((log10(value) if self._log else value) - self._low) / (self._high - self._low)


def _step(most: float) -> float:
    """A round number that goes into the greatest value some five times."""
    rough = most / 5
    power = 10 ** floor(log10(rough))
    return float(next(times * power for times in (1, 2, 5, 10) if times * power >= rough))


def _label(value: float) -> str:
    for size, sign in ((1e6, " M"), (1e3, " k")):
        if value >= size:
            return f"{value / size:g}{sign}"
    return f"{value:g}"


def _x(place: float) -> float:
    return round(_LEFT + place * (_WIDTH - _LEFT - _RIGHT), 1)


def _y(place: float) -> float:
    return round(_HEIGHT - _BOTTOM - place * (_HEIGHT - _TOP - _BOTTOM), 1)


def _across(place: float, label: str) -> str:
    x = _x(place)
    return f'<line class="grid" x1="{x}" x2="{x}" y1="{_y(0)}" y2="{_y(1)}"/><text x="{x}" y="{_y(0) + 16}" text-anchor="middle">{label}</text>'


def _up(place: float, label: str) -> str:
    y = _y(place)
    return f'<line class="grid" x1="{_x(0)}" x2="{_x(1)}" y1="{y}" y2="{y}"/><text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{label}</text>'


def _curve(number: int, name: str, curve: Points, across: _Axis, up: _Axis) -> list[str]:
    drawn = [(_x(across.place(x)), _y(up.place(y))) for x, y in curve]
    path = " ".join(f"{x},{y}" for x, y in drawn)
    dots = [f'<circle class="c{number}" cx="{x}" cy="{y}" r="3"/>' for x, y in drawn] if len(drawn) < 20 else []
    named = f'<text class="t{number}" x="{_WIDTH - _RIGHT}" y="{18 + 15 * number}" text-anchor="end">{escape(name)}</text>'
    return [f'<polyline class="l{number}" points="{path}"/>', *dots, named]


def _style() -> str:
    def colours(ground: int, text: str, grid: str) -> str:
        rules = [f"text{{fill:{text};font:12px sans-serif}}", ".title{font-weight:bold}", f".grid{{stroke:{grid}}}"]
        for number, pair in enumerate(_COLOURS):
            colour = pair[ground]
            rules += [f".l{number}{{fill:none;stroke:{colour};stroke-width:2}}", f".c{number}{{fill:{colour}}}", f"text.t{number}{{fill:{colour}}}"]
        return "".join(rules)

    return f"{colours(0, '#24292f', '#d0d7de')}@media(prefers-color-scheme:dark){{{colours(1, '#c9d1d9', '#30363d')}}}"
