"""Names of places keep the characters that elsewhere would be made Simplified."""

from __future__ import annotations

import re
from pathlib import Path

import core.places.data
from core.text.clean import simplify

DATA = Path(core.places.data.__file__).parent


def test_every_name_of_the_gazetteer_stays() -> None:
    names = {
        name for file in DATA.glob("*.tsv") for name in re.findall(r"[\u3400-\u9fff]{2,}", file.read_text("utf-8"))
    }
    assert len(names) > 3_000
    assert {name: simplify(name) for name in names if simplify(name) != name} == {}


def test_other_words_are_still_made_simplified() -> None:
    assert simplify("乾燥的餅乾，以此為藉口，關於公開") == "干燥的饼干，以此为借口，关于公开"
    assert simplify("乾安县2018年收到申請17件") == "乾安县2018年收到申请17件"
