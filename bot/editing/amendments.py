"""What the next message of an editor sets right: the new figure, year or body and the reason, or why one rejects.

Value and reason are one message: `18 页面写的是18`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from aiogram import Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message
from aiogram.utils.formatting import Text

from bot.edge.access import may, name_of
from bot.edge.addressing import Addressed
from bot.edge.desk import Desk
from bot.look import keyboards, sheet
from bot.look.paging import pages
from bot.look.words import Words
from core.reading.identity import body_named
from core.telling.names import figure_name, render_number, rule_name
from core.types import Applicant, Check, Language, Number
from store import Archive, StoredReport
from store.desk.records import Role
from store.records import finding

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


def amendments_router() -> Router:
    router = Router(name="amendments")
    router.message.register(cancel, Command("cancel"))
    awaited = Router(name="awaited")
    awaited.message.filter(StateFilter(Correcting))
    # In a group only what is meant for the bot: the reply it asked for.
    text = Addressed()
    awaited.message.register(set_value, StateFilter(Correcting.value), text)
    awaited.message.register(set_year, StateFilter(Correcting.year), text)
    awaited.message.register(set_body, StateFilter(Correcting.body), text)
    awaited.message.register(reject, StateFilter(Correcting.rejection), text)
    router.include_router(awaited)
    return router


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
    old = value_of(archive.report(data["report"]), code, applicant)
    await desk.do(lambda archive: archive.correct(data["report"], code, applicant, value, reason=reason, person=person))
    label = figure_name(code, applicant, language)
    await _done(message, state, archive, words, language, label, as_told(old), as_told(value), reason)


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
    await _done(message, state, archive, words, language, words.the_year, str(old or "—"), new, reason)


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
    await _done(message, state, archive, words, language, words.the_body, old, name, reason)


async def reject(
    message: Message, archive: Archive, desk: Desk, state: FSMContext, role: Role, words: Words, language: Language
) -> None:
    data = await state.get_data()
    reason = (message.text or "").strip()
    if not may(role, "editor") or message.from_user is None:
        return
    person = name_of(message.from_user)
    stored = archive.report(data["report"])
    check = next((check for check in stored.checks if digest(check) == data["finding"]), None)
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


def name_of_finding(check: Check, language: Language) -> str:
    """The rule that was broken, and both sides."""
    return f"{rule_name(check.rule, language)} {_sides(check)}".strip()


def value_of(stored: StoredReport, code: str, applicant: Applicant | None) -> Number | None:
    """The figure as it stands, corrections counted."""
    fact = next((f for f in sheet.best_facts(stored) if (f.indicator, f.applicant) == (code, applicant)), None)
    return fact.value if fact else None


def as_told(value: Number | None) -> str:
    """The figure, a dash where there is none."""
    return "—" if value is None else render_number(value)


def digest(check: Check) -> str:
    return keyboards.digest(repr(finding(check)))


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


def _number(told: str) -> Number | None:
    if told.lstrip("-").isdecimal():
        return int(told)
    return float(told) if told[-1].isdecimal() else None


def _sides(check: Check) -> str:
    if check.left is None or check.right is None:
        return ""
    return f"{render_number(check.left)} ≠ {render_number(check.right)}"
