"""A trend as a picture. Without aiogram: a worker process draws, and need not import it.

The font with the Chinese characters is that of the extra `charts`, never one of the machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from core.telling.names import render_number
from core.types import Language, Number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_FONT = "Noto Sans CJK SC"
_LINE, _CORRECTED, _GREY = "#1f5fa8", "#c8501e", "#777777"
_INCHES, _DPI = (6.4, 4.0), 187.5
_TITLE, _LABELS, _FOOT = 13, 11, 10
"""Sizes of letters in points; on a phone the picture is half as wide."""
_MOST_DIGITS, _MOST_YEARS = 52, 10
_LINE_OF_TITLE, _LINE_OF_FOOT = {"zh": 31, "en": 58}, {"zh": 42, "en": 80}
"""Characters of a line."""
_SIZES: Mapping[Language, Sequence[tuple[str, int]]] = {
    "zh": (("亿", 10**8), ("万", 10**4)),
    "en": (("bn", 10**9), ("M", 10**6), ("k", 10**3)),
}
_ROOM_BELOW = 0.2
"""Of the greatest figure: a lower point has no room between itself and the axis."""
_FEWEST_DIGITS = 10**4
"""A smaller number is not shortened: 1350, not 1.35k."""


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
    language: Language = "zh"


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
        figure = Figure(figsize=_INCHES, dpi=_DPI, layout="constrained")
        axes = figure.add_subplot()
        told = [point for point in trend.points if point.value is not None]
        _draw_line(axes, trend.points, told)
        _label(axes, told, trend.language)
        _mark_forms(axes, told)
        years = [point.year for point in trend.points]
        title = "\n".join(wrap(_title(trend), _LINE_OF_TITLE[trend.language]))
        axes.set_title(title, fontsize=_TITLE, loc="left")
        axes.set_xlim(years[0] - 0.7, years[-1] + 0.7)
        axes.set_ylim(0, max([point.value or 0 for point in told] + [1]) * 1.18)
        axes.set_xticks(years[:: 1 + (len(years) - 1) // _MOST_YEARS])
        axes.yaxis.set_major_locator(MaxNLocator(integer=all(point.value == int(point.value or 0) for point in told)))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: in_words(value, trend.language)))
        axes.tick_params(labelsize=_LABELS)
        axes.grid(axis="y", color="#dddddd")
        axes.spines[["top", "right"]].set_visible(False)
        foot = "\n".join(wrap(trend.foot, _LINE_OF_FOOT[trend.language]))
        figure.supxlabel(foot, fontsize=_FOOT, color=_GREY, x=0.01, ha="left")
        picture = BytesIO()
        figure.savefig(picture, format="png")
    return picture.getvalue()


def in_words(value: float, language: Language = "zh") -> str:
    """A number as people say it, none of its digits left out: 12345 is 1.2345万, in English 12.345k."""
    for unit, size in _SIZES[language] if abs(value) >= _FEWEST_DIGITS else ():
        if abs(value) >= size:
            return f"{value / size:.15g}{unit}"
    return f"{value:.15g}"


def label_of(value: Number, language: Language = "zh") -> str:
    """A figure in full, in the shorter of the two ways to say it: 22727, 120.5万, 1.205M."""
    return min(render_number(value), in_words(value, language), key=len)


def _title(trend: Trend) -> str:
    """With the unit, unless the title has said it: Requests received."""
    if trend.language == "zh":
        return f"{trend.title}（{trend.unit}）"
    return trend.title if trend.unit in trend.title.lower() else f"{trend.title} ({trend.unit})"


def _draw_line(axes: Axes, points: Sequence[YearFigure], told: Sequence[YearFigure]) -> None:
    values = [float("nan") if point.value is None else float(point.value) for point in points]
    axes.plot(
        [point.year for point in points], values, color=_LINE, linewidth=2, marker="o", markersize=6, clip_on=False
    )
    corrected: Mapping[str, Any] = {"color": _CORRECTED}
    hollow: Mapping[str, Any] = {"markerfacecolor": "white", "markeredgecolor": _LINE, "markeredgewidth": 2}
    for marked, look in (("corrected", corrected), ("inferred", hollow)):
        for point in (point for point in told if getattr(point, marked)):
            axes.plot(point.year, point.value or 0, "o", markersize=8, clip_on=False, **look)


def _label(axes: Axes, told: Sequence[YearFigure], language: Language) -> None:
    """Figures above their points, in a valley below where there is room, on white: no line runs through them. Of many,
    the largest, the smallest and those that a person set right are never left out."""
    digits = sum(len(label_of(point.value or 0, language)) for point in told)
    step = 1 + digits // _MOST_DIGITS
    values = [point.value or 0 for point in told]
    always = {values.index(max(values)), values.index(min(values))} if values else set()
    always |= {at for at, point in enumerate(told) if point.corrected}
    chosen = [told[at] for at in range(len(told)) if at in always or (len(told) - 1 - at) % step == 0]
    on_white = {"facecolor": "white", "edgecolor": "none", "alpha": 0.9, "pad": 0.3}
    for point in chosen:
        label = label_of(point.value or 0, language) + ("*" if point.corrected else "")
        place = (point.year, float(point.value or 0))
        apart = -19 if _in_valley(told.index(point), values) else 8
        axes.annotate(
            label, place, (0, apart), textcoords="offset points", ha="center", fontsize=_LABELS, bbox=on_white
        )


def _in_valley(at: int, values: list[Number]) -> bool:
    """Whether a line comes down to a point from both sides, and there is room for its figure below."""
    beside = values[max(at - 1, 0) : at] + values[at + 1 : at + 2]
    return values[at] > _ROOM_BELOW * max(values) and len(beside) == 2 and min(beside) > values[at]


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
