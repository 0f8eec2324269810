"""趋势, 导出 and inline answers over HTTP."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.look.words import ENGLISH
from bot.talk.charts import Trend, YearFigure, draw, in_words, label_of
from bot.talk.trends import trend_of
from core import answer
from store import Archive
from tests.bot.conftest import STAFF, running_bot, store_years
from tests.bot.fake_telegram import FakeTelegram, Json

QUESTION = "泰顺2018年收到申请数是多少"


async def test_the_trend_is_a_picture_with_the_same_figures_as_words(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        assert "趋势" not in (await chat.ask(QUESTION)).labels
    store_years(database, {2015: 9, 2016: 12})
    async with running_bot(telegram, database):
        told = await chat.ask(QUESTION)
        assert told.labels == ["来源", "趋势", "口径", "核对单", "导出"]
        chat.press(told, "趋势")
        picture = await chat.heard("sendPhoto")
    assert "2015年9件，2018年17件" in picture.text
    assert picture.parameters["reply_parameters"]["message_id"] == told.message
    with Image.open(BytesIO(picture.file or b"")) as image:
        assert image.format == "PNG"
        assert image.size == (1200, 750)


@pytest.mark.filterwarnings("error")
def test_a_chart_has_every_character_and_leaves_gaps() -> None:
    points = [
        YearFigure(2014, 5),
        YearFigure(2015, None),
        YearFigure(2016, 0.5),
        YearFigure(2017, 120148, corrected=True),
    ]
    whole = draw(Trend("永嘉县㎡−龘人民政府", "万元", points, "来源：报告 1"))
    # matplotlib warns of a character the font lacks, and a gap is drawn otherwise than a zero.
    assert whole != draw(
        Trend("永嘉县㎡−龘人民政府", "万元", [*points[:1], YearFigure(2015, 0), *points[2:]], "来源：报告 1")
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [(0, "0"), (999, "999"), (9999.5, "9999.5"), (10_000, "1万"), (1_350_000, "135万"), (250_000_000, "2.5亿")],
)
def test_the_axis_tells_numbers_as_people_say_them(value: float, told: str) -> None:
    assert in_words(value) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [(999, "999"), (9999.5, "9999.5"), (10_000, "10k"), (1_350_000, "1.35M"), (2_500_000_000, "2.5bn")],
)
def test_the_axis_tells_numbers_as_english_has_them(value: float, told: str) -> None:
    assert in_words(value, "en") == told


async def test_whoever_has_english_gets_an_english_picture(telegram: FakeTelegram, database: Path) -> None:
    store_years(database, {2016: 120000})
    with Archive(database) as archive:
        question = "how many requests did 泰顺县人民政府 receive in 2016 and 2018"
        trend = trend_of(answer(question, archive, language="en"), archive, ENGLISH, "en")
    assert trend is not None
    assert (trend.title, trend.unit) == ("Taishun County 泰顺县: requests received", "requests")
    assert "No dot" in trend.foot
    assert draw(trend) != draw(replace(trend, language="zh"))


@pytest.mark.parametrize(
    ("value", "told"), [(17, "17"), (22727, "22727"), (95000, "9.5万"), (1205000, "120.5万"), (604.27, "604.27")]
)
def test_a_point_tells_its_figure_in_full(value: float, told: str) -> None:
    assert label_of(value) == told


def test_what_was_worked_out_and_where_the_form_changes_is_marked() -> None:
    plain = [YearFigure(2018, 3, form="2014"), YearFigure(2019, 4, form="2014")]
    pictures = [
        draw(Trend("泰顺县", "件", points, ""))
        for points in (
            plain,
            [plain[0], replace(plain[1], inferred=True)],
            [plain[0], replace(plain[1], form="2019")],
        )
    ]
    assert len(set(pictures)) == 3


async def test_an_answer_is_exported_as_a_spreadsheet_even_after_a_restart(
    telegram: FakeTelegram, database: Path
) -> None:
    chat = telegram.chat(STAFF)
    async with running_bot(telegram, database):
        told = await chat.ask(QUESTION)
    async with running_bot(telegram, database):
        chat.press(told, "导出")
        sent = await chat.heard("sendDocument")
    assert sent.parameters["file_name"] == "泰顺县人民政府 2018.xlsx"
    from python_calamine import load_workbook

    rows = load_workbook(BytesIO(sent.file or b"")).get_sheet_by_name("数据").to_python()
    assert [(row[0], row[3], row[4], row[7]) for row in rows[1:]] == [("泰顺县人民政府", 2018, "requests.received", 17)]


async def test_inline_queries_get_ready_answers(telegram: FakeTelegram, database: Path) -> None:
    chat = telegram.chat(STAFF)
    with Archive(database) as archive:
        assert archive.years()
    async with running_bot(telegram, database):
        results: dict[str, list[Json]] = {}
        for query in ("泰顺 2018 申请", "泰顺2018年收到申请数", "", "今天天气"):
            chat.type_inline(query)
            while not (deeds := [d for d in telegram.deeds if d.method == "answerInlineQuery"])[len(results) :]:
                await telegram.next_deed()
            results[query] = deeds[-1].parameters.get("results") or []
        telegram.chat(666).type_inline("泰顺2018年收到申请数")
        await chat.ask("/help")
    (exact,) = results["泰顺2018年收到申请数"]
    assert "17" in exact["title"]
    assert "来源" in exact["input_message_content"]["message_text"]
    assert any("17" in one["title"] for one in results["泰顺 2018 申请"])
    assert 1 <= len(results[""]) <= 3
    assert results["今天天气"] == []
    assert len([deed for deed in telegram.deeds if deed.method == "answerInlineQuery"]) == 4
