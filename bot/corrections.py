"""Setting a stored report right: confirm it, reject it or a finding, give another body, year or figure, with a reason.

What is to be changed is chosen by button; the new value and the reason are then one message: `18 页面写的是18`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text

from bot import keyboards, sheet
from bot.access import may, name_of
from bot.desk import Desk
from bot.paging import pages
from bot.questions import Addressed
from bot.words import Words
from core.errors import UsageError
from core.identity import body_named
from core.indicators import indicators
from core.sheet import render_number, rule_label
from core.types import APPLICANTS, Applicant, Check, Language, Number
from store import Archive, StoredReport
from store.records import Role, finding

_A_PAGE = 12
_FIRST_YEAR = 2004
_VALUE = re.compile(
    r"\s*(?P<new>-?\d+(?:\.\d+)?|无|没有|none)(?:[\s,，;；:：。]+)(?P<reason>\S.*)", re.DOTALL | re.IGNORECASE
)
_YEAR = re.compile(r"\s*(?P<new>\d{4})年?(?:[\s,，;；:：。]+)(?P<reason>\S.*)", re.DOTALL)
_BODY = re.compile(r"\s*(?P<new>[^\s,，;；:：。]+)(?:[\s,，;；:：。]+)(?P<reason>\S.*)", re.DOTALL)


class Correcting(StatesGroup):
    """What the next message of a person tells; the data holds `report`, and what of it."""

    value = State()
    year = State()
    body = State()
    rejection = State()


def corrections_router() -> Router:
    router = Router(name="corrections")
    router.message.register(cancel, Command("cancel"))
    # In a group only what is meant for the bot: the reply it asked for.
    text = Addressed()
    router.message.register(set_value, Correcting.value, text)
    router.message.register(set_year, Correcting.year, text)
    router.message.register(set_body, Correcting.body, text)
    router.message.register(reject, Correcting.rejection, text)
    router.callback_query.register(begin, keyboards.EditButton.filter())
    router.callback_query.register(turn_page, keyboards.PageButton.filter())
    router.callback_query.register(choose_figure, keyboards.ValueButton.filter())
    router.callback_query.register(choose_rejection, keyboards.RejectButton.filter())
    return router


# --- choosing ----------------------------------------------------------------------------------------


async def begin(
    callback: CallbackQuery,
    callback_data: keyboards.EditButton,
    archive: Archive,
    desk: Desk,
    state: FSMContext,
    role: Role,
    words: Words,
    language: Language,
) -> None:
    found = await _editable(callback, callback_data.report, archive, role, words)
    if found is None:
        return
    message, stored = found
    await state.clear()
    match callback_data.action:
        case "confirm":
            person = name_of(callback.from_user)
            await desk.do(lambda archive: archive.judge(stored.id, "confirmed", reason="", person=person))
            await message.answer(words.confirmed.format(person=person, report=sheet.title(stored, language)))
        case "reject":
            findings = [
                (f"{rule_label(check.rule, language)} {_sides(check)}".strip(), _digest(check))
                for check in stored.checks
                if check.status in ("fail", "notice") and stored.dismissal(check) is None
            ]
            markup = keyboards.rejections(stored, findings[:20], words)
            await message.answer(words.what_to_reject, reply_markup=markup)
        case "year":
            old = str(stored.identity.year or "—")
            await _prompt(message, state, Correcting.year, words.tell_year.format(old=old), report=stored.id)
        case "body":
            old = stored.identity.organization or "—"
            await _prompt(message, state, Correcting.body, words.tell_body.format(old=old), report=stored.id)
        case "value":
            await message.answer(words.which_figure, reply_markup=_figures(stored, 0, words, language))


async def turn_page(
    callback: CallbackQuery,
    callback_data: keyboards.PageButton,
    archive: Archive,
    role: Role,
    words: Words,
    language: Language,
) -> None:
    found = await _editable(callback, callback_data.report, archive, role, words)
    if found is not None:
        message, stored = found
        await message.edit_reply_markup(reply_markup=_figures(stored, callback_data.page, words, language))


async def choose_figure(
    callback: CallbackQuery,
    callback_data: keyboards.ValueButton,
    archive: Archive,
    state: FSMContext,
    role: Role,
    words: Words,
    language: Language,
) -> None:
    code = keyboards.indicator_of(callback_data.indicator)
    found = await _editable(callback, callback_data.report, archive, role, words)
    if found is None or code is None:
        return
    message, stored = found
    if callback_data.applicant == keyboards.WHICH_COLUMN:
        columns: list[Applicant | None] = [None, *APPLICANTS]
        told = [(_figure(stored, code, column, language), code, keyboards.place_of(column)) for column in columns]
        await message.answer(words.which_column, reply_markup=keyboards.figures(stored.id, told, words))
        return
    applicant = keyboards.applicant_of(callback_data.applicant)
    text = words.tell_value.format(
        label=sheet.label(code, applicant, language), old=_told(_value(stored, code, applicant))
    )
    await _prompt(message, state, Correcting.value, text, report=stored.id, indicator=code, applicant=applicant)


async def choose_rejection(
    callback: CallbackQuery,
    callback_data: keyboards.RejectButton,
    archive: Archive,
    state: FSMContext,
    role: Role,
    words: Words,
    language: Language,
) -> None:
    found = await _editable(callback, callback_data.report, archive, role, words)
    if found is None:
        return
    message, stored = found
    check = next((check for check in stored.checks if _digest(check) == callback_data.finding), None)
    what = words.whole_report if check is None else f"{rule_label(check.rule, language)} {_sides(check)}".strip()
    text = words.tell_reason.format(what=what)
    await _prompt(
        message, state, Correcting.rejection, text, report=stored.id, finding=callback_data.finding, what=what
    )


# --- being told --------------------------------------------------------------------------------------


async def cancel(message: Message, state: FSMContext, words: Words) -> None:
    was = await state.get_state()
    await state.clear()
    await message.answer(words.cancelled if was else words.nothing_to_cancel)


async def set_value(
    message: Message,
    archive: Archive,
    desk: Desk,
    state: FSMContext,
    role: Role,
    words: Words,
    language: Language,
) -> None:
    told = await _understood(message, _VALUE, state, role, words)
    if told is None:
        return
    new, reason, data, person = told
    value = _number(new)
    code, applicant = data["indicator"], data["applicant"]
    old = _value(archive.report(data["report"]), code, applicant)
    await desk.do(lambda archive: archive.correct(data["report"], code, applicant, value, reason=reason, person=person))
    label = sheet.label(code, applicant, language)
    await _done(message, state, archive, words, language, label, _told(old), _told(value), reason)


async def set_year(
    message: Message, archive: Archive, desk: Desk, state: FSMContext, role: Role, words: Words, language: Language
) -> None:
    told = await _understood(message, _YEAR, state, role, words)
    if told is None:
        return
    new, reason, data, person = told
    if not _FIRST_YEAR <= int(new) <= date.today().year:
        await message.answer(words.no_such_year.format(year=new))
        return
    old = archive.report(data["report"]).identity.year
    await desk.do(lambda archive: archive.correct_year(data["report"], int(new), reason=reason, person=person))
    await _done(message, state, archive, words, language, words.year_button, str(old or "—"), new, reason)


async def set_body(
    message: Message, archive: Archive, desk: Desk, state: FSMContext, role: Role, words: Words, language: Language
) -> None:
    told = await _understood(message, _BODY, state, role, words)
    if told is None:
        return
    new, reason, data, person = told
    identity = archive.report(data["report"]).identity
    named = body_named(new, identity.year)
    if named is None:
        await message.answer(words.no_such_body.format(name=new))
        return
    name, code, division = named
    await desk.do(
        lambda archive: archive.correct_organization(data["report"], name, code, division, reason=reason, person=person)
    )
    old = identity.organization or "—"
    await _done(message, state, archive, words, language, words.body_button, old, name, reason)


async def reject(
    message: Message, archive: Archive, desk: Desk, state: FSMContext, role: Role, words: Words, language: Language
) -> None:
    data = await state.get_data()
    reason = (message.text or "").strip()
    if not may(role, "editor") or message.from_user is None:
        return
    person = name_of(message.from_user)
    stored = archive.report(data["report"])
    check = next((check for check in stored.checks if _digest(check) == data["finding"]), None)
    if check is None and data["finding"]:
        await message.answer(words.expired)
    elif check is None:
        await desk.do(lambda archive: archive.judge(stored.id, "rejected", reason=reason, person=person))
    else:
        of = finding(check)
        await desk.do(lambda archive: archive.dismiss(stored.id, of, reason=reason, person=person))
    await state.clear()
    told = Text(words.rejected.format(person=person, what=data["what"], reason=reason))
    await _show(message, archive.report(stored.id), told, words, language)


# --- what they share ---------------------------------------------------------------------------------


async def _editable(
    callback: CallbackQuery, report: int, archive: Archive, role: Role, words: Words
) -> tuple[Message, StoredReport] | None:
    """The message with the button and the report; else the person was told why not."""
    if not may(role, "editor"):
        await callback.answer(words.editors_only)
        return None
    try:
        stored = archive.report(report)
    except UsageError:
        stored = None
    if stored is None or not isinstance(callback.message, Message):
        await callback.answer(words.expired)
        return None
    await callback.answer()
    return callback.message, stored


async def _prompt(message: Message, state: FSMContext, then: State, text: str, **data: object) -> None:
    await state.set_state(then)
    await state.set_data(data)
    await message.answer(text, reply_markup=ForceReply())


async def _understood(
    message: Message, form: re.Pattern[str], state: FSMContext, role: Role, words: Words
) -> tuple[str, str, dict[str, Any], str] | None:
    """New value, reason, what is to be changed, and who says so; else the person was told."""
    found = form.fullmatch(message.text or "")
    if message.from_user is None or not may(role, "editor"):
        await state.clear()
        return None
    if found is None:
        await message.answer(words.not_so)
        return None
    return found["new"], found["reason"].strip(), await state.get_data(), name_of(message.from_user)


async def _done(
    message: Message,
    state: FSMContext,
    archive: Archive,
    words: Words,
    language: Language,
    label: str,
    old: str,
    new: str,
    reason: str,
) -> None:
    report = (await state.get_data())["report"]
    await state.clear()
    told = Text(words.changed_figure.format(label=label, old=old, new=new, reason=reason))
    await _show(message, archive.report(report), told, words, language)


async def _show(message: Message, stored: StoredReport, told: Text, words: Words, language: Language) -> None:
    """What was changed, and the sheet as it is now."""
    *first, last = pages([told, *sheet.blocks(stored, language)])
    for page in first:
        await message.answer(**page.as_kwargs())
    await message.answer(**last.as_kwargs(), reply_markup=keyboards.under_sheet(stored, words, editing=True))


def _figures(stored: StoredReport, page: int, words: Words, language: Language) -> InlineKeyboardMarkup:
    """A page of what a report of its form may hold: what does not add up, key figures, what was read, the rest."""
    found = {fact.indicator for fact in stored.facts}
    read = [code for code in (*sheet.KEY_FIGURES, *indicators()) if code in found]
    doubtful = [code for check in stored.checks if check.status == "fail" for code in check.cells]
    of_form = [code for code, one in indicators().items() if stored.identity.template in one.templates]
    codes = list(dict.fromkeys([*doubtful, *read, *of_form]))
    columns = {fact.indicator for fact in stored.facts if fact.applicant}
    told = [
        (
            _figure(stored, code, None, language),
            code,
            keyboards.WHICH_COLUMN if code in columns else keyboards.TOTAL,
        )
        for code in codes[page * _A_PAGE : (page + 1) * _A_PAGE]
    ]
    return keyboards.figures(stored.id, told, words, page=page, more=len(codes) > (page + 1) * _A_PAGE)


def _figure(stored: StoredReport, code: str, applicant: Applicant | None, language: Language) -> str:
    return f"{_told(_value(stored, code, applicant))} · {sheet.label(code, applicant, language)}"


def _value(stored: StoredReport, code: str, applicant: Applicant | None) -> Number | None:
    """The figure as it stands, corrections counted."""
    fact = next((f for f in sheet.best_facts(stored) if (f.indicator, f.applicant) == (code, applicant)), None)
    return fact.value if fact else None


def _number(told: str) -> Number | None:
    if told.lstrip("-").isdecimal():
        return int(told)
    return float(told) if told[-1].isdecimal() else None


def _told(value: Number | None) -> str:
    return "—" if value is None else render_number(value)


def _sides(check: Check) -> str:
    if check.left is None or check.right is None:
        return ""
    return f"{render_number(check.left)} ≠ {render_number(check.right)}"


def _digest(check: Check) -> str:
    return keyboards.digest(repr(finding(check)))
