"""Forms that draw forms: read as far as pages go, and refused before pdfium unfolds what no memory holds."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import pytest

from core.document import read
from core.errors import ReadError
from tests.report_files import pdf

_WORDS = "BT /F 20 Tf 60 {} Td <65365230> Tj ET"  # 收到


def form(number: int, draws: Sequence[int], content: str = "", *, shares: bool = False) -> tuple[int, bytes]:
    """A form that draws others; what it may draw stands in itself, or in an object that all forms share."""
    packed = zlib.compress((content + drawn(draws)).encode())
    names = "".join(f"/X{other} {other} 0 R" for other in dict.fromkeys(draws))
    resources = "99 0 R" if shares else f"<</Font<</F 3 0 R>>/XObject<<{names}>>>>"
    head = f"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources {resources}/Filter/FlateDecode/Length {len(packed)}>>"
    return number, head.encode() + b"stream\n" + packed + b"\nendstream"


def drawn(forms: Sequence[int]) -> str:
    return "".join(f" /X{form} Do" for form in forms)


def page(*forms: tuple[int, bytes], draws: Sequence[int] = (100,), packed: bool = False) -> bytes:
    names = "".join(f"/X{number} {number} 0 R" for number in dict.fromkeys(draws))
    resources = f"/XObject<<{names}>>"
    shared = "".join(f"/X{number} {number} 0 R" for number, _ in forms)
    common: tuple[int, bytes] = (99, b"<</Font<</F 3 0 R>>/XObject 98 0 R>>")
    named: tuple[int, bytes] = (98, f"<<{shared}>>".encode())
    if packed:
        held = b"99 0 98 %d " % len(common[1])
        body = zlib.compress(held + common[1] + named[1])
        extra = [
            (
                97,
                b"<</Type/ObjStm/N 2/First %d/Filter/FlateDecode/Length %d>>stream\n" % (len(held), len(body))
                + body
                + b"\nendstream",
            )
        ]
    else:
        extra = [common, named]
    return pdf(_WORDS.format(700) + drawn(draws), resources=resources, more=[*extra, *forms])


ENDLESS = {
    "itself twice": page(form(100, [100, 100])),
    "each other": page(form(100, [101, 101]), form(101, [100, 100])),
    "itself by what all share": page(form(100, [100, 100], shares=True)),
    "itself by what stands packed": page(form(100, [100, 100], shares=True), packed=True),
    "ten of ten of ten": page(*(form(100 + n, [101 + n] * 10) for n in range(6)), form(106, [], _WORDS.format(600))),
    "a page with many of many": page(form(100, [101] * 300), form(101, []), draws=[100] * 300),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDLESS)
def test_more_than_any_page_draws_is_refused(name: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(ENDLESS[name], "a.pdf")
    assert caught.value.code == "too_large" and "parts within parts" in caught.value.message


READ = {
    "a form in a form": page(form(100, [101]), form(101, [], _WORDS.format(600))),
    "some of some": page(form(100, [101] * 5), form(101, [102] * 5), form(102, [], _WORDS.format(600))),
    "itself once, as deep as pdfium goes": page(form(100, [100], _WORDS.format(600))),
    "what it may draw and does not": page(form(100, [], _WORDS.format(600), shares=True)),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_others_are_read(name: str) -> None:
    assert set(read(READ[name], "a.pdf").text.split()) == {"收到"}
    assert read(READ[name], "a.pdf").text.count("收到") > 1
