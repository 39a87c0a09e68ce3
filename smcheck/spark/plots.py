"""Plots as SVG within a page: drawn in the page's own colours, with words that stay words."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from smcheck.model.showing import visible

if TYPE_CHECKING:
    from markupsafe import Markup
    from matplotlib.figure import Figure

_INK = "#0a0b0c"
_PAINTS = {
    "error": ("#0a0b01", "var(--error)", ""),
    "warning": ("#0a0b02", "var(--warning)", "//"),
    "note": ("#0a0b03", "var(--note)", ".."),
    "clean": ("#0a0b04", "var(--clear)", ""),
    "unreviewed": ("#0a0b05", "var(--quiet)", "xx"),
}
"""For each outcome the colour in which it is drawn, what stands for that in the page, and its hatching."""

_WIDTH, _BAR, _AROUND, _HEIGHT = 9.0, 0.34, 1.1, 3.6  # inches
_MOST_TICKS = 24
_LONGEST_NAME = 44  # characters
_ID = re.compile(r'\bid="([^"]+)"')
_REFERENCE = re.compile(r"(url\(|href=\")#")

Series = Sequence[tuple[str, str, Sequence[int]]]
"""Outcomes to draw, each with its name in words and its figures in the order of the bars."""


def columns(key: str, title: str, names: Sequence[str], series: Series) -> Markup:
    """Upright bars, as by month, one upon the other; `key` tells the plots of a page apart."""
    figure, axes = _figure(_HEIGHT)
    places = range(len(names))
    below = [0] * len(names)
    for outcome, said, numbers in series:
        axes.bar(places, numbers, bottom=below, label=said, width=0.85, **_paint(outcome))
        below = [one + other for one, other in zip(below, numbers, strict=True)]
    step = -(-len(names) // _MOST_TICKS) or 1
    axes.set_xticks(list(places)[::step], [_short(name) for name in names][::step], rotation=60, ha="right")
    return _svg(figure, axes, key, title, legend=len(series) > 1)


def bars(key: str, title: str, names: Sequence[str], series: Series) -> Markup:
    """Lying bars, as by rule, the first on top."""
    figure, axes = _figure(_AROUND + _BAR * len(names))
    places = range(len(names))
    left = [0] * len(names)
    for outcome, said, numbers in series:
        axes.barh(places, numbers, left=left, label=said, height=0.7, **_paint(outcome))
        left = [one + other for one, other in zip(left, numbers, strict=True)]
    axes.set_yticks(list(places), [_short(name) for name in names])
    axes.invert_yaxis()
    return _svg(figure, axes, key, title, legend=len(series) > 1)


def _paint(outcome: str) -> dict[str, Any]:
    color, _, hatch = _PAINTS[outcome]
    return {
        "facecolor": "none" if hatch else color,
        "edgecolor": color,
        "hatch": hatch,
        "linewidth": 0.8,
    }


def _figure(height: float) -> tuple[Figure, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_WIDTH, height), layout="constrained")
    return figure, figure.add_subplot()


def _svg(figure: Figure, axes: Any, key: str, title: str, *, legend: bool) -> Markup:
    """The plot as an element of a page, which says its title to those who do not see it."""
    from markupsafe import Markup, escape
    from matplotlib import rc_context
    from matplotlib.ticker import MaxNLocator

    number = axes.yaxis if axes.get_yticklabels() and not axes.yaxis_inverted() else axes.xaxis
    number.set_major_locator(MaxNLocator(integer=True, nbins=6))
    number.set_major_formatter("{x:,.0f}")
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=_INK, labelsize=10)
    for spine in axes.spines.values():
        spine.set_color(_INK)
    if legend:
        axes.legend(frameon=False, labelcolor=_INK, ncols=4, loc="lower left", bbox_to_anchor=(0, 1.0))
    stream = io.StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": key, "font.family": "sans-serif"}):
        figure.savefig(stream, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return Markup(_own(stream.getvalue(), key, str(escape(title))))  # noqa: S704  # drawn here, words escaped


def _own(written: str, key: str, title: str) -> str:
    """The element alone, its names told apart from those of other plots, in the page's colours."""
    svg = written[written.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = _ID.sub(lambda found: f'id="{key}-{found[1]}"', svg)
    svg = _REFERENCE.sub(lambda found: f"{found[1]}#{key}-", svg)
    for color, stands_for, _ in _PAINTS.values():
        svg = svg.replace(color, stands_for)
    svg = svg.replace(_INK, "currentColor")
    size = re.match(r'<svg[^>]*?width="([\d.]+)pt"', svg)
    width = f"{float(size[1]) * 4 / 3:.0f}px" if size else "100%"
    head = f'<svg role="img" aria-labelledby="{key}-title" style="width: {width}"'
    svg = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", svg, count=1)
    svg = svg.replace("<svg", head, 1)
    return re.sub(r"(<svg[^>]*>)", rf'\1<title id="{key}-title">{title}</title>', svg, count=1)


def _short(name: str) -> str:
    """A name as an axis bears it; a dollar would begin a formula."""
    name = visible(name).replace("$", "\\$")
    return f"{name[: _LONGEST_NAME - 1].rstrip()}…" if len(name) > _LONGEST_NAME else name
