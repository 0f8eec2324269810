"""How the prose was read is told as it was: what became of every number, which rules took it, what the nearest miss."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.reading.narrative.explain import Explained, ExplainedSentence, explain
from core.reading.narrative.nearest import Miss, misses
from core.reading.narrative.prose import read_prose
from core.reading.narrative.rules import fitting
from core.telling.explained import explained_json, render_explained
from core.text.clean import clean
from core.types import Document, Language

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
HEADING = "三、依申请公开\n"
# Characters that no word of the lexicon holds.
STRANGE = "魑魅"


def explained(text: str, year: int = 2023, at: str | None = None) -> list[ExplainedSentence]:
    return list(explain(Document(text), clean(text), year, (), at))


def number(sentence: str, year: int = 2023) -> Explained:
    """The frame of the first number of a sentence under the heading of requests."""
    return next(one for told in explained(HEADING + sentence, year) for one in told.frames if one.frame.figure)


def obstacles(miss: Miss) -> int:
    return miss.distance[0]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("2023年收到政府信息公开申请7件。", "fact"),
        ("2022年收到政府信息公开申请7件。", "other_year"),
        ("近三年共收到政府信息公开申请7件。", "several_years"),
        ("上半年,收到政府信息公开申请7件。", "part_of_year"),
        ("收到政府信息公开申请近70件。", "approximate"),
        ("比上年增加7件。", "difference"),
        ("接听热线1200次。", "other_business"),
        (f"收到政府信息公开申请{STRANGE}7件。", "unread"),
    ],
)
def test_what_became_of_a_number(sentence: str, kind: str) -> None:
    assert number(sentence).kind == kind


def test_the_name_of_the_body_denies_nothing() -> None:
    text = "无锡市公安局推进政府信息公开。收到政府信息公开申请7件。"
    told = explain(Document(text), clean(text), 2016, (), own="无锡市公安局")
    assert [one.quote for one in told] == ["收到政府信息公开申请7件。"]


def test_the_rule_that_took_a_number_is_named() -> None:
    (taken,) = number("2023年收到政府信息公开申请7件。").rules
    assert (taken.figure, taken.fit, taken.fired, taken.kept) == (("requests.received", None), "sure", True, True)


def test_a_figure_that_is_contradicted_fired_and_was_not_kept() -> None:
    one = number("2023年收到政府信息公开申请7件。\n2023年收到政府信息公开申请9件。")
    assert [(taken.fired, taken.kept) for taken in one.rules] == [(True, False)]


@pytest.mark.parametrize(
    ("sentence", "year", "name"),
    [
        (f"收到政府信息公开申请{STRANGE}7件。", 2023, "untaken"),
        ("收到政府信息公开申请7亩。", 2023, "counter"),
        ("维持行政行为7件。", 2023, "lacking"),
        ("收到政府信息公开申请7件,其中当面申请3件。", 2023, ""),
    ],
)
def test_the_nearest_rule_tells_what_it_misses(sentence: str, year: int, name: str) -> None:
    one = number(sentence, year)
    assert bool(one.nearest) == bool(name)
    assert all(obstacles(miss) for miss in one.nearest)
    if name == "untaken":
        assert [word.text for word in one.nearest[0].untaken] == [STRANGE]
        assert one.nearest[0].rule.indicator == "requests.received"
    elif name:
        assert getattr(one.nearest[0], name)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_what_misses_nothing_fits_and_the_other_way_round(path: Path) -> None:
    prose = read_prose(clean(path.read_text("utf-8")), 2018, ())
    frames = [frame for passage in prose.passages for frame in passage.frames]
    assert len(frames) > 20
    for frame in frames:
        fits = {(rule.indicator, rule.applicant) for rule, _ in fitting(frame, 2018)}
        missing_nothing = {
            (miss.rule.indicator, miss.rule.applicant) for miss in misses(frame, 2018) if not obstacles(miss)
        }
        assert missing_nothing == fits


def test_only_the_sentences_that_hold_the_text() -> None:
    text = HEADING + "收到政府信息公开 申请7件。发布《办事指南》一册。加强培训。"
    assert [told.quote for told in explained(text, at="信息公开申请\n7件")] == ["收到政府信息公开 申请7件。"]
    assert [told.quote for told in explained(text, at="办事指南")] == ["发布《办事指南》一册。"]
    assert [told.quote for told in explained(text, at="培训")] == ["加强培训。"]
    assert "加强培训。" not in [told.quote for told in explained(text)]
    assert explained(text, at="没有的话") == []


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            ["第1处: 7件 = 7 → 没能读准", "说到: 收到(act.receive) ", f"不认 {STRANGE}(?)"],
        ),
        (
            "en",
            [
                "frame 1: 7件 = 7 → unread",
                "said: 收到(act.receive) ",
                f"does not take {STRANGE}(?)",
            ],
        ),
    ],
)
def test_it_is_told_in_both_languages(language: Language, lines: list[str]) -> None:
    (told,) = explained(f"{HEADING}收到政府信息公开申请{STRANGE}7件。", at=STRANGE)
    rendered = "\n".join(render_explained(told, language))
    assert [line for line in lines if line not in rendered] == []


def test_the_object_has_every_word_and_why() -> None:
    text = f"{HEADING}收到政府信息公开申请{STRANGE}7件。"
    (told,) = explained(text, at=STRANGE)
    found = explained_json(told)
    assert text[found["start"] : found["end"]] == found["quote"]
    assert "".join(word["text"] for word in found["words"]) == found["quote"]
    (frame,) = found["frames"]
    assert (frame["value"], frame["account"], frame["unread"], frame["rules"]) == (7, "unread", [STRANGE], [])
    assert frame["nearest"][0]["indicator"] == "requests.received"
    assert frame["nearest"][0]["untaken"] == [STRANGE]
