"""A trend as a picture. Without aiogram: a worker process draws, and need not import it.

The font with the Chinese characters is that of the extra `charts`, never one of the machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from core.telling.names import render_number
from core.types import Number

_FONT = "Noto Sans CJK SC"
_LINE, _CORRECTED, _GREY = "#1f5fa8", "#c8501e", "#777777"
_MOST_LABELS = 16


@dataclass(frozen=True, slots=True)
class YearFigure:
    """The figure of one year; `value` None where no report tells it."""

    year: int
    value: Number | None
    corrected: bool = False


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
    from matplotlib.ticker import MaxNLocator

    _use_font()
    with matplotlib.rc_context({"font.family": _FONT, "axes.unicode_minus": False}):
        figure = Figure(figsize=(8, 5), dpi=150, layout="constrained")
        axes = figure.add_subplot()
        years = [point.year for point in trend.points]
        values = [float("nan") if point.value is None else float(point.value) for point in trend.points]
        axes.plot(years, values, color=_LINE, linewidth=2, marker="o", markersize=6)
        told = [point for point in trend.points if point.value is not None]
        right = [point for point in told if point.corrected]
        axes.plot([p.year for p in right], [p.value or 0 for p in right], "o", color=_CORRECTED, markersize=8)
        if len(told) <= _MOST_LABELS:
            for point in told:
                label = render_number(point.value or 0) + ("*" if point.corrected else "")
                axes.annotate(label, (point.year, point.value or 0), (0, 8), textcoords="offset points", ha="center")
        axes.set_title(f"{trend.title}（{trend.unit}）", fontsize=13, loc="left", wrap=True)
        axes.set_xlim(years[0] - 0.5, years[-1] + 0.5)
        axes.set_ylim(0, max([point.value or 0 for point in told] + [1]) * 1.15)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.yaxis.set_major_locator(MaxNLocator(integer=all(point.value == int(point.value or 0) for point in told)))
        axes.grid(axis="y", color="#dddddd")
        axes.spines[["top", "right"]].set_visible(False)
        figure.supxlabel(trend.foot, fontsize=9, color=_GREY, x=0.01, ha="left")
        picture = BytesIO()
        figure.savefig(picture, format="png")
    return picture.getvalue()


def _use_font() -> None:
    from matplotlib import font_manager
    from noto_cjk_sans_otc import FONT_PATH

    if _FONT not in font_manager.fontManager.get_font_names():
        font_manager.fontManager.addfont(str(FONT_PATH))
