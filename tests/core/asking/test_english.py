"""Answers in English are English: Chinese stands in them only as a name, a unit in brackets or a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from core.asking.answer import answer
from core.places import mentions, organizations
from core.places.divisions import townships
from store.archive import Archive
from tests.core.asking.question_holdings import fill
from tests.core.asking.test_pasted_claims import CLAIMS
from tests.core.asking.test_question_bank import BANK

TODAY = date(2024, 5, 1)
_QUOTED = re.compile("“(?:[^“”]|“[^“”]*”?)*”|《[^《》]*》")
_UNIT = re.compile(r"\((?:unit: )?[\u4e00-\u9fff]{1,2}\)")
_CHINESE = re.compile("[\u4e00-\u9fff][\u4e00-\u9fff，。、；：（）]*")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("english") / "english.db") as opened:
        fill(opened)
        yield opened


def chinese_words(text: str, names: set[str]) -> list[str]:
    """The Chinese of a text that is neither quoted nor a unit nor the name of a body or a place."""
    said = _UNIT.sub("", _QUOTED.sub("", text))
    return [words for words in _CHINESE.findall(said) if words not in names and not _is_name(words)]


def _is_name(words: str) -> bool:
    places = "".join(words[mention.start : mention.end] for mention in mentions.find(words))
    return words == places or bool(townships(words.removeprefix(places))) or organizations.is_body(words)


def test_chinese_words_are_told_from_names() -> None:
    text = "17 cases (件): Requests received, 泰顺县人民政府, in 浙江省温州市. Source: “泰顺县2018年“政务”年报”. 怎么算"
    assert chinese_words(text, set()) == ["怎么算"]


def test_english_answers_have_english_words(archive: Archive) -> None:
    names = {organization.name for organization in archive.organizations()}
    odd = {}
    for question in (*(line["question"] for line in BANK), *CLAIMS):
        found = answer(question, archive, today=TODAY, language="en")
        assert found.language == "en"
        if words := chinese_words("\n".join((found.text, *found.notes)), names):
            odd[question] = words
    assert not odd


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("泰顺2018年收到多少申请", "Taishun County 泰顺县 received 17 requests in 2018. Source: “"),
        ("泰顺2018年公开率", "Taishun County 泰顺县, 2018: Disclosure rate 62.5% = (requests granted 8 + "),
        (
            "温州各县2018年申请量合计",
            "Requests received of county-level governments in Wenzhou City 温州市 in 2018: 821 requests in all",
        ),
        ("温州各县2018年申请量排名", "Most requests received in 2018: Lucheng District 鹿城区, 210 requests."),
        ("泰顺2018年收到申请17件,对吗", "Yes, that agrees: Taishun County 泰顺县 received 17 requests in 2018."),
        ("泰顺2018年收到申请12件,对吗", "No, that differs: "),
        (
            "永嘉2019年收到多少申请",
            "There is no report of Yongjia County 永嘉县 for 2019; the nearest are of 2017, 2018, 2020.",
        ),
        ("今天天气怎么样", "I don't understand “天气”, so I won't answer."),
    ],
)
def test_english_answers_say(archive: Archive, question: str, words: str) -> None:
    assert words in answer(question, archive, today=TODAY, language="en").text
