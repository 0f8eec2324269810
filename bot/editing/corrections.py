"""The buttons of editors under a check sheet: confirm a report, or choose what of it is to be set right or rejected.

What it is to be instead is told in the next message: see `amendments`.
"""

from __future__ import annotations

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardMarkup, Message

from bot.edge.access import may, name_of
from bot.edge.desk import Desk
from bot.editing.amendments import Correcting, as_told, digest, name_of_finding, value_of
from bot.look import keyboards, sheet
from bot.look.words import Words
from core.errors import UsageError
from core.forms.indicators import indicators
from core.telling.names import figure_name
from core.types import APPLICANTS, Applicant, Language
from store import Archive, StoredReport
from store.desk.records import Role

_A_PAGE = 12


def corrections_router() -> Router:
    router = Router(name="corrections")
    router.callback_query.register(begin, keyboards.EditButton.filter())
    router.callback_query.register(turn_page, keyboards.PageButton.filter())
    router.callback_query.register(choose_figure, keyboards.ValueButton.filter())
    router.callback_query.register(choose_rejection, keyboards.RejectButton.filter())
    return router


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
                (name_of_finding(check, language), digest(check))
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
        label=figure_name(code, applicant, language), old=as_told(value_of(stored, code, applicant))
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
    check = next((check for check in stored.checks if digest(check) == callback_data.finding), None)
    what = words.whole_report if check is None else name_of_finding(check, language)
    text = words.tell_reason.format(what=what)
    await _prompt(
        message, state, Correcting.rejection, text, report=stored.id, finding=callback_data.finding, what=what
    )


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
    await state.set_data(data)
    await state.set_state(then)
    await message.answer(text, reply_markup=ForceReply())


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
    return f"{as_told(value_of(stored, code, applicant))} · {figure_name(code, applicant, language)}"
