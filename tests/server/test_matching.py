from __future__ import annotations

import pytest

from server.figures.matching import matching

NAMES = ["泰顺县人民政府", "泰顺县教育局", "永嘉县人民政府", "Requests received this year", "Requests received by fax"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("泰顺县人民政府", [("same", "泰顺县人民政府")]),
        ("泰順縣人民政府", [("same", "泰顺县人民政府")]),
        ("泰顺", [("part", "泰顺县人民政府"), ("part", "泰顺县教育局")]),
        ("县政府", [("abbreviation", "泰顺县人民政府"), ("abbreviation", "永嘉县人民政府")]),
        ("泰顺县人民致府", [("similar", "泰顺县人民政府")]),
        ("REQUESTS  received this", [("part", "Requests received this year")]),
        ("requests fax", [("abbreviation", "Requests received by fax")]),
        ("政府泰顺", []),
        ("台顺", []),
        ("北京市人民政府", []),
        ("received requests", []),
        ("", []),
        (" ", []),
        ("%", []),
    ],
)
def test_matching(wanted: str, found: list[tuple[str, str]]) -> None:
    assert matching(wanted, NAMES, lambda name: [name]) == found
