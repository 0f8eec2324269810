"""Addresses that hold data themselves: whole, damaged, of every spelling."""

from __future__ import annotations

import pytest

from core.document.web.addressed import held_at, of_base64


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("data:image/png;base64,aGVsbG8=", b"hello"),
        (" DATA:Image/PNG; BASE64 ,aGVsbG8", b"hello"),
        ("data:image/png;base64,aGVs%62G8%3D", b"hello"),
        ("data:image/png;base64,aGVs\n bG8=", b"hello"),
        ("data:image/png;base64,-_8", b"\xfb\xff"),
        ("data:image/svg+xml,%3Csvg/%3E", b"<svg/>"),
        ("data:image/svg+xml;note=base64,YQ", b"YQ"),
        ("data:image/png;base64,a", None),
        ("data:image/png;base64,aGVsbG8===", None),
        ("data:image/png;base64,aGV*sbG8=", None),
        ("data:image/png;base64", None),
        ("data:text/html,a", None),
        ("a.png", None),
    ],
)
def test_what_an_address_of_a_picture_holds(address: str, data: bytes | None) -> None:
    held = held_at(address, "image/")
    assert (None if held is None else held.data) == data


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("data:text/html,%E6%B3%B0%E9%A1%BA", "泰顺"),
        ("data:text/html,泰顺", "泰顺"),
        ("data:text/html;charset=gbk,%CC%A9%CB%B3", "泰顺"),
        ("data:text/html;charset=none;base64,5rOw6aG6", "泰顺"),
        ("data:text/html,%E6%B3%B0%E9", "泰\ufffd"),
    ],
)
def test_what_a_page_in_an_address_says(address: str, text: str) -> None:
    held = held_at(address, "text/html")
    assert held is not None and held.text == text


def test_blanks_and_ends_of_base64_do_not_count() -> None:
    assert of_base64(" YQ = = ") == of_base64("YQ") == b"a"
    assert of_base64("") == b"" and of_base64("=") == b""
    assert of_base64("泰顺") is None
