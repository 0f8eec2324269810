"""Buttons. Their data holds codes only, never names: Telegram allows 64 bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2s
from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    ReplyKeyboardMarkup,
)

from bot.look.words import Words
from core.forms.indicators import indicators
from core.types import APPLICANTS, Answer, Applicant, Row
from store import StoredReport
from store.desk.records import Tables

_LONGEST_LABEL = 48
_MOST_CHOICES = 12
MOST_PICKED = 10
_CIRCLED = "①②③④⑤⑥⑦⑧"
TOTAL, WHICH_COLUMN = -1, -2
"""In place of an applicant: the total, and that the column is still to be chosen."""

Action = Literal["confirm", "reject", "year", "body", "value"]


class Choose(CallbackData, prefix="c"):
    """One meaning of an ambiguous question, or an example, by the digest of the question that states it."""

    digest: str


class SourceButton(CallbackData, prefix="f"):
    """Where a figure of a stored report comes from. `applicant` is a place in APPLICANTS, -1 for the total."""

    report: int
    indicator: str
    applicant: int


class RankButton(CallbackData, prefix="k"):
    """Where a figure of a stored report stands among its peers."""

    report: int
    indicator: str


class BasisButton(CallbackData, prefix="b"):
    """What an indicator counts."""

    indicator: str


class TrendButton(CallbackData, prefix="t"):
    """A figure of the body of a stored report over the years, as a picture."""

    report: int
    indicator: str
    applicant: int


class ExportButton(CallbackData, prefix="o"):
    """The figures of the answer that the button hangs under, for a spreadsheet."""


class RoleButton(CallbackData, prefix="g"):
    """The role an administrator gives to whoever asked to be let in."""

    account: int
    role: Literal["reader", "editor", "administrator", "nobody"]


class PersonButton(CallbackData, prefix="a"):
    """Somebody whose role is to be changed."""

    account: int


class EditButton(CallbackData, prefix="e"):
    """What an editor does with a stored report."""

    action: Action
    report: int


class RejectButton(CallbackData, prefix="x"):
    """What is rejected of a stored report: a finding by its digest, or all of it where that is empty."""

    report: int
    finding: str


class PageButton(CallbackData, prefix="p"):
    """A page of the figures of a stored report, to choose one to correct."""

    report: int
    page: int


class ValueButton(CallbackData, prefix="v"):
    """The figure to correct. `applicant` as above; -2 asks for the column first."""

    report: int
    indicator: str
    applicant: int


class SheetButton(CallbackData, prefix="r"):
    """The check sheet of a stored report."""

    report: int


class VersionsButton(CallbackData, prefix="s"):
    """The versions of the report of a body and year, by one of them."""

    report: int


class FoundButton(CallbackData, prefix="z"):
    """A page of the reports that were found by the words the message is about."""

    page: int


class FileButton(CallbackData, prefix="d"):
    """A file about a stored report: as it came in, or its figures for a spreadsheet."""

    file: Literal["original", "figures"]
    report: int


class DraftButton(CallbackData, prefix="y"):
    """Whether the change that the message shows is to be made."""

    yes: bool


class UndoButton(CallbackData, prefix="u"):
    """Take back the change that the message tells of."""


class UnreadButton(CallbackData, prefix="l"):
    """The numbers of a stored report that could not be read for sure."""

    report: int


class SettleButton(CallbackData, prefix="q"):
    """One of them, by where its words stand, to be told which figure it is."""

    report: int
    start: int
    end: int


class PastedButton(CallbackData, prefix="j"):
    """Store the text that the message replies to as a report."""


class KeepButton(CallbackData, prefix="w"):
    """Let the fuller version go on answering."""


class FollowButton(CallbackData, prefix="h"):
    """A body to be followed by its number, or (0) a place by its code."""

    organization: int
    code: str


class FollowBodyButton(CallbackData, prefix="hr"):
    """The body of a stored report to be followed."""

    report: int


class LeaveButton(CallbackData, prefix="i"):
    """What is to be followed no more, by the digest of its name and code."""

    digest: str


class TablesButton(CallbackData, prefix="m"):
    """Whether the chat is shown tables or their text."""

    choice: Tables


class AgainButton(CallbackData, prefix="n"):
    """Files of a batch that could not be fetched, to be tried once more."""

    batch: int


def digest(text: str) -> str:
    return blake2s(text.encode(), digest_size=5).hexdigest()


def indicator_of(code: str) -> str | None:
    """The indicator whose digest this is."""
    return next((indicator for indicator in indicators() if digest(indicator) == code), None)


def applicant_of(place: int) -> Applicant | None:
    return APPLICANTS[place] if 0 <= place < len(APPLICANTS) else None


def choices(answer: Answer) -> InlineKeyboardMarkup | None:
    """One button a line for each thing an ambiguous question may mean."""
    rows = [
        [InlineKeyboardButton(text=_short(choice.label), callback_data=Choose(digest=digest(choice.question)).pack())]
        for choice in answer.choices[:_MOST_CHOICES]
    ]
    return _markup(rows)


def examples(questions: Sequence[str]) -> InlineKeyboardMarkup | None:
    """Questions that can be asked, a button each."""
    return _markup(
        [
            [InlineKeyboardButton(text=_short(question), callback_data=Choose(digest=digest(question)).pack())]
            for question in questions
        ]
    )


def under_answer(answer: Answer, words: Words, *, rank: bool, trend: bool) -> InlineKeyboardMarkup | None:
    """来源 for each figure, 趋势 and 同级排名 where there is one to show, 口径 of the indicators, 导出 of all of it."""
    sourced = [row for row in answer.rows if row.report is not None and row.derived is None]
    shown = sourced[: len(_CIRCLED)]
    marks = _CIRCLED if len(shown) > 1 else " "
    sources = [
        InlineKeyboardButton(text=words.source_button + mark.strip(), callback_data=_source(row))
        for row, mark in zip(shown, marks, strict=False)
    ]
    views = []
    if trend:
        views.append(InlineKeyboardButton(text=words.trend_button, callback_data=_trend(sourced[-1])))
    if rank and len(sourced) == 1:
        views.append(InlineKeyboardButton(text=words.rank_button, callback_data=_rank(sourced[0])))
    codes = list(dict.fromkeys(row.indicator for row in shown if row.indicator in indicators()))[:4]
    marks = _CIRCLED if len(codes) > 1 else " "
    more = [
        InlineKeyboardButton(text=words.basis_button + mark.strip(), callback_data=basis(code))
        for code, mark in zip(codes, marks, strict=False)
    ]
    reports = {row.report for row in sourced}
    if len(reports) == 1 and sourced[0].report is not None:
        sheet = SheetButton(report=sourced[0].report).pack()
        more.append(InlineKeyboardButton(text=words.own_sheet_button, callback_data=sheet))
    if answer.rows:
        more.append(InlineKeyboardButton(text=words.answer_export_button, callback_data=ExportButton().pack()))
    lines = [sources + views, more] if len(sources) == 1 else [sources[:4], sources[4:], views, more]
    return _markup(lines)


def basis(code: str) -> str:
    return BasisButton(indicator=digest(code)).pack()


def reports(
    told: Mapping[str, int], words: Words | None = None, *, page: int = 0, more: bool = False
) -> InlineKeyboardMarkup | None:
    """A button to the check sheet of each report, by what it is called; with ways to the other pages of a long list."""
    rows = [
        [InlineKeyboardButton(text=_short(label), callback_data=SheetButton(report=report).pack())]
        for label, report in told.items()
    ]
    if words is not None:
        rows.append(_turns(words, page, more, lambda to: FoundButton(page=to)))
    return _markup(rows)


def follow(told: Sequence[tuple[str, int, str]]) -> InlineKeyboardMarkup | None:
    """Bodies and places to choose one from: what each is called, the number of the body, the code of the place."""
    return _markup(
        [
            [InlineKeyboardButton(text=_short(label), callback_data=FollowButton(organization=body, code=code).pack())]
            for label, body, code in told
        ]
    )


def leave(told: Mapping[str, str], words: Words) -> InlineKeyboardMarkup | None:
    """A button to follow no more each of what is followed: what it is called, and its digest."""
    return _markup(
        [
            [
                InlineKeyboardButton(
                    text=_short(words.unfollow_button.format(what=label)), callback_data=LeaveButton(digest=code).pack()
                )
            ]
            for label, code in told.items()
        ]
    )


def pasted(words: Words) -> InlineKeyboardMarkup:
    """Take a pasted text for a report."""
    button = InlineKeyboardButton(text=words.pasted_button, callback_data=PastedButton().pack())
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def tables(words: Words, choice: Tables) -> InlineKeyboardMarkup:
    """To be shown tables, or their text."""
    label = words.tables_text if choice == "text" else words.tables_automatic
    button = InlineKeyboardButton(text=label, callback_data=TablesButton(choice=choice).pack())
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def again(batch: int, words: Words) -> InlineKeyboardMarkup:
    """Try once more what could not be fetched."""
    return InlineKeyboardMarkup(inline_keyboard=[[_again(batch, words)]])


def sheets(reports: Mapping[int, int], words: Words, failed: int | None = None) -> InlineKeyboardMarkup | None:
    """A button for each file of a batch that became a report, by its number in it; 再试 of the batch `failed`."""
    buttons = [
        InlineKeyboardButton(
            text=words.sheet_button.format(number=number), callback_data=SheetButton(report=report).pack()
        )
        for number, report in reports.items()
    ]
    rows = [buttons[at : at + 4] for at in range(0, len(buttons), 4)]
    return _markup(rows if failed is None else [*rows, [_again(failed, words)]])


def draft(words: Words) -> InlineKeyboardMarkup:
    """确定 and 取消 under the preview of a change."""
    told = ((words.yes_button, True), (words.no_button, False))
    row = [InlineKeyboardButton(text=label, callback_data=DraftButton(yes=yes).pack()) for label, yes in told]
    return InlineKeyboardMarkup(inline_keyboard=[row])


def under_sheet(
    stored: StoredReport,
    words: Words,
    *,
    editing: bool,
    undoing: bool = False,
    figures: tuple[int, int] | None = None,
) -> InlineKeyboardMarkup | None:
    """For editors what they may do; 原文 of a stored report, and its figures for a spreadsheet where it answers.

    `undoing`: 撤销 of the change that the message tells of. `figures`: how many it and the fuller version that answers
    give, to choose between them.
    """
    unread = sum(issue.code == "unread_figure" for issue in stored.open_issues)
    files: list[tuple[Literal["original", "figures"], str]] = [("original", words.original_button)]
    if stored.answers:
        files.append(("figures", words.export_button))
    row = [
        InlineKeyboardButton(text=label, callback_data=FileButton(file=file, report=stored.id).pack())
        for file, label in files
    ]
    if len(stored.versions) > 1:
        label = words.versions_button.format(count=len(stored.versions))
        row.append(InlineKeyboardButton(text=label, callback_data=VersionsButton(report=stored.id).pack()))
    if stored.identity.organization and stored.versions:
        data = FollowBodyButton(report=stored.id).pack()
        row.append(InlineKeyboardButton(text=words.follow_button, callback_data=data))
    actions: tuple[tuple[Action, str], ...] = (
        ("confirm", words.confirm_button),
        ("reject", words.reject_button),
        ("body", words.body_button),
        ("year", words.year_button),
        ("value", words.value_button),
    )
    edits = [
        InlineKeyboardButton(text=label, callback_data=EditButton(action=action, report=stored.id).pack())
        for action, label in actions
    ]
    back = [InlineKeyboardButton(text=words.undo_button, callback_data=UndoButton().pack())] if undoing else []
    choice = []
    if figures is not None:
        new, old = figures
        confirm = EditButton(action="confirm", report=stored.id).pack()
        choice = [
            InlineKeyboardButton(text=words.keep_button.format(count=old), callback_data=KeepButton().pack()),
            InlineKeyboardButton(text=words.prefer_button.format(count=new), callback_data=confirm),
        ]
    numbers = []
    if unread:
        label = words.unread_button.format(count=unread)
        numbers.append(InlineKeyboardButton(text=label, callback_data=UnreadButton(report=stored.id).pack()))
    return _markup([choice, back, edits[:2], edits[2:], numbers, row] if editing else [row])


def unread_numbers(report: int, told: Sequence[tuple[str, int, int]]) -> InlineKeyboardMarkup | None:
    """The numbers to be settled: their words, and where these stand."""
    return _markup(
        [
            [
                InlineKeyboardButton(
                    text=_short(words), callback_data=SettleButton(report=report, start=start, end=end).pack()
                )
            ]
            for words, start, end in told
        ]
    )


def people(told: Mapping[int, str]) -> InlineKeyboardMarkup | None:
    """A button for each person, by their number, to change what they may do."""
    return _markup(
        [
            [InlineKeyboardButton(text=_short(label), callback_data=PersonButton(account=account).pack())]
            for account, label in told.items()
        ]
    )


def pick_people(words: Words) -> ReplyKeyboardMarkup:
    """Opens a list of the administrator's own contacts, in place of the letters."""
    request = KeyboardButtonRequestUsers(
        request_id=1, user_is_bot=False, max_quantity=MOST_PICKED, request_name=True, request_username=True
    )
    button = KeyboardButton(text=words.pick_button, request_users=request)
    return ReplyKeyboardMarkup(keyboard=[[button]], resize_keyboard=True, one_time_keyboard=True)


def roles(account: int, words: Words, *, all_of_them: bool = False) -> InlineKeyboardMarkup:
    """What an administrator may answer a stranger, or (`all_of_them`) may make of anybody."""
    given: tuple[Literal["reader", "editor", "administrator", "nobody"], ...] = ("reader", "editor", "nobody")
    if all_of_them:
        given = ("reader", "editor", "administrator", "nobody")
    row = [
        InlineKeyboardButton(text=words.role_names[role], callback_data=RoleButton(account=account, role=role).pack())
        for role in given
    ]
    return InlineKeyboardMarkup(inline_keyboard=[row])


def rejections(stored: StoredReport, findings: Sequence[tuple[str, str]], words: Words) -> InlineKeyboardMarkup:
    """What can be rejected: the findings (label and digest), or the report as a whole."""
    told = [*findings, (words.whole_report, "")]
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(
                    text=_short(label), callback_data=RejectButton(report=stored.id, finding=finding).pack()
                )
            ]
            for label, finding in told
        ]
    )


def figures(
    report: int, told: Sequence[tuple[str, str, int]], words: Words, *, page: int = 0, more: bool = False
) -> InlineKeyboardMarkup:
    """Figures to choose one from: label, indicator, and place of the applicant; with ways to the other pages."""
    rows = [
        [
            InlineKeyboardButton(
                text=_short(label),
                callback_data=ValueButton(report=report, indicator=digest(code), applicant=applicant).pack(),
            )
        ]
        for label, code, applicant in told
    ]
    rows.append(_turns(words, page, more, lambda to: PageButton(report=report, page=to)))
    return InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])


def open_sheet(link: str, words: Words) -> InlineKeyboardMarkup:
    """The way from another chat to the check sheet of a report."""
    button = InlineKeyboardButton(text=words.open_sheet_button, url=link)
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def _turns(words: Words, page: int, more: bool, to: Callable[[int], CallbackData]) -> list[InlineKeyboardButton]:
    """The ways to the page before and the one behind."""
    turns = [(words.back_button, page - 1)] if page else []
    turns += [(words.forth_button, page + 1)] if more else []
    return [InlineKeyboardButton(text=label, callback_data=to(place).pack()) for label, place in turns]


def place_of(applicant: Applicant | None) -> int:
    """The number that stands for an applicant in a button, -1 for the total."""
    return APPLICANTS.index(applicant) if applicant else TOTAL


def _again(batch: int, words: Words) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=words.again_button, callback_data=AgainButton(batch=batch).pack())


def _source(row: Row) -> str:
    assert row.report is not None
    return SourceButton(report=row.report, indicator=digest(row.indicator), applicant=place_of(row.applicant)).pack()


def _trend(row: Row) -> str:
    assert row.report is not None
    return TrendButton(report=row.report, indicator=digest(row.indicator), applicant=place_of(row.applicant)).pack()


def _rank(row: Row) -> str:
    assert row.report is not None
    return RankButton(report=row.report, indicator=digest(row.indicator)).pack()


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"


def _markup(rows: list[list[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    filled = [row for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=filled) if filled else None
