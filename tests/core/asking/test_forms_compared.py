"""How the official forms differ, asked and told; what only sounds like that is asked of reports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.asking.answer import answer
from core.asking.understood.forms import forms_compared
from core.asking.worded.texts import sentences
from core.forms.registry import official_forms
from store.archive import Archive
from tests.core.asking.question_holdings import fill


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("forms") / "forms.db") as opened:
        fill(opened)
        yield opened


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2014年的表和2021年的表有什么区别", (2014, 2021)),
        ("2019年式样和2021年式样有什么不同", (2019, 2021)),
        ("2021版格式比2019版格式改了哪些地方", (2021, 2019)),
        ("新旧报表有什么区别", ()),
        ("三种式样有哪些差异？", ()),
        ("What is the difference between the 2014 and 2021 forms?", (2014, 2021)),
        ("how did the form change from 2019 to 2021", (2019, 2021)),
        ("泰顺2014年和2021年的表有什么区别", None),
        ("2014年和2021年的申请有什么区别", None),
        ("2021年的表格和正文有什么不同", None),
        ("2018年和2021年的表哪里不一样，收到申请多少", None),
    ],
)
def test_only_the_forms_are_compared(question: str, years: tuple[int, ...] | None) -> None:
    assert forms_compared(question) == years


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2014年的表和2021年的表有什么区别", "2021年式样有、2014年式样没有："),
        ("2014年的表和2021年的表有什么区别", "2014年式样有、2021年式样没有：主动公开条数和各渠道6项、"),
        ("2014年的表和2021年的表有什么区别", "2021年式样把申请情况按自然人和各类法人分列，2014年式样不分。"),
        ("2014年的表和2021年的表有什么区别", "口径：2014年式样把“属于已主动公开范围”单列，后来的报表并入予以公开。"),
        ("2021年和2023年的报表有什么不同", "这些年用的是同一种：2021年式样。"),
        ("新旧报表有什么区别", "2019年式样与2014年式样的区别："),
        ("新旧报表有什么区别", "2021年式样与2019年式样的区别："),
        ("2009年的表和2021年的表有什么区别", "2019年式样与2014年式样的区别："),
        ("What is the difference between the 2019 and 2021 forms", "Only in the 2019 form, not in the 2021 form: "),
    ],
)
def test_what_is_told_of_the_forms(archive: Archive, question: str, words: str) -> None:
    found = answer(question, archive)
    assert found.status == "answered"
    assert not found.rows
    assert words in found.text


def test_fees_are_no_difference_of_a_form_without_them(archive: Archive) -> None:
    found = answer("2014年的表和2019年的表有什么区别", archive)
    assert "行政事业性收费在2019年式样里是项目数" not in found.text


def test_every_figure_of_a_form_is_of_a_family_or_named() -> None:
    families = {key.removeprefix("families.") for key in sentences("zh") if key.startswith("families.")}
    codes = {code for form in official_forms() for code in form.cited}
    assert not [one for one in families if not any(code.replace(".", "_").startswith(one) for code in codes)]
