"""A trend as a picture. Without aiogram: a worker process draws, and need not import it.

The font with the Chinese characters is that of the extra `charts`, never one of the machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from core.telling.names import render_number
from core.types import Number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_FONT = "Noto Sans CJK SC"
_LINE, _CORRECTED, _GREY = "#1f5fa8", "#c8501e", "#777777"
_MOST_DIGITS, _MOST_YEARS = 64, 12
_LINE_OF_FOOT = 44
"""Chinese characters of a line of the small print."""


@dataclass(frozen=True, slots=True)
class YearFigure:
    """The figure of one year; `value` None where no report tells it."""

    year: int
    value: Number | None
    corrected: bool = False
    inferred: bool = False
    form: str = ""
    """The form of its report: figures of two forms may not be comparable."""


@dataclass(frozen=True, slots=True)
class Trend:
    """One figure over the years, ascending and without a gap; `foot` stands below in small print."""

    title: str
    unit: str
    points: Sequence[YearFigure]
    foot: str


@cache
def available() -> bool:
    """Whether the extra for charts is installed."""
    from importlib.util import find_spec

    return find_spec("matplotlib") is not None and find_spec("noto_cjk_sans_otc") is not None


def draw(trend: Trend) -> bytes:
    """The trend as a PNG of 1200 × 750 pixels. A year without a figure is a gap in the line, never a zero."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    _use_font()
    with matplotlib.rc_context({"font.family": _FONT, "axes.unicode_minus": False}):
        figure = Figure(figsize=(8, 5), dpi=150, layout="constrained")
        axes = figure.add_subplot()
        told = [point for point in trend.points if point.value is not None]
        _draw_line(axes, trend.points, told)
        _label(axes, told)
        _mark_forms(axes, told)
        years = [point.year for point in trend.points]
        axes.set_title(f"{trend.title}（{trend.unit}）", fontsize=14, loc="left", wrap=True)
        axes.set_xlim(years[0] - 0.5, years[-1] + 0.5)
        axes.set_ylim(0, max([point.value or 0 for point in told] + [1]) * 1.18)
        axes.set_xticks(years[:: 1 + (len(years) - 1) // _MOST_YEARS])
        axes.yaxis.set_major_locator(MaxNLocator(integer=all(point.value == int(point.value or 0) for point in told)))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: in_words(value)))
        axes.tick_params(labelsize=11)
        axes.grid(axis="y", color="#dddddd")
        axes.spines[["top", "right"]].set_visible(False)
        figure.supxlabel("\n".join(wrap(trend.foot, _LINE_OF_FOOT)), fontsize=11, color=_GREY, x=0.01, ha="left")
        picture = BytesIO()
        figure.savefig(picture, format="png")
    return picture.getvalue()


def in_words(value: float) -> str:
    """A number as people say it, none of its digits left out: 12000 is 1.2万, 12345 is 1.2345万."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if abs(value) >= size:
            return f"{value / size:.15g}{unit}"
    return f"{value:.15g}"


def label_of(value: Number) -> str:
    """A figure in full, in the shorter of the two ways to say it: 22727, 120.5万."""
    return min(render_number(value), in_words(value), key=len)


def _draw_line(axes: Axes, points: Sequence[YearFigure], told: Sequence[YearFigure]) -> None:
    values = [float("nan") if point.value is None else float(point.value) for point in points]
    axes.plot(
        [point.year for point in points], values, color=_LINE, linewidth=2, marker="o", markersize=6, clip_on=False
    )
    right = [point for point in told if point.corrected]
    axes.plot([p.year for p in right], [p.value or 0 for p in right], "o", color=_CORRECTED, markersize=8)
    worked_out = [point for point in told if point.inferred]
    hollow: dict[str, Any] = {"markerfacecolor": "white", "markeredgecolor": _LINE, "markeredgewidth": 2}
    axes.plot([p.year for p in worked_out], [p.value or 0 for p in worked_out], "o", markersize=8, **hollow)


def _label(axes: Axes, told: Sequence[YearFigure]) -> None:
    """Figures above their points, on white: the line does not run through them. Of many, the largest, the smallest and
    those that a person set right are never left out."""
    digits = sum(len(label_of(point.value or 0)) for point in told)
    step = 1 + digits // _MOST_DIGITS
    values = [point.value or 0 for point in told]
    always = {values.index(max(values)), values.index(min(values))} if values else set()
    always |= {at for at, point in enumerate(told) if point.corrected}
    chosen = [told[at] for at in range(len(told)) if at in always or (len(told) - 1 - at) % step == 0]
    under = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5}
    for point in chosen:
        label = label_of(point.value or 0) + ("*" if point.corrected else "")
        place = (point.year, float(point.value or 0))
        axes.annotate(label, place, (0, 8), textcoords="offset points", ha="center", fontsize=11, bbox=under)


def _mark_forms(axes: Axes, told: Sequence[YearFigure]) -> None:
    """A dotted line between two years whose reports have different forms."""
    for before, after in pairwise(told):
        if before.form and after.form and before.form != after.form:
            axes.axvline((before.year + after.year) / 2, color=_GREY, linestyle=":", linewidth=1)


def _use_font() -> None:
    from matplotlib import font_manager
    from noto_cjk_sans_otc import FONT_PATH

    if _FONT not in font_manager.fontManager.get_font_names():
        font_manager.fontManager.addfont(str(FONT_PATH))
