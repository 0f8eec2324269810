"""The buttons of editors under a check sheet: confirm a report, or choose what of it is to be set right or rejected.

What it is to be instead is told in a reply to the message that asks for it, and only there: see `amendments`.
"""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardMarkup, Message, User
from aiogram.utils.formatting import Text, TextMention

from bot.edge.access import may
from bot.edge.memory import Memory
from bot.edge.presses import PopUp, message_of, stored_of
from bot.editing.changes import as_told, name_of_finding
from bot.editing.drafts import Drafting
from bot.look import keyboards
from bot.look.words import Words
from core.forms.indicators import indicators
from core.telling.key_figures import KEY_FIGURES
from core.telling.names import figure_name
from core.types import APPLICANTS, Applicant, Language
from store import Archive, StoredReport
from store.changing import Change, check_of, digest, value_of
from store.desk.records import Role

_A_PAGE = 12
_MOST_FINDINGS = 20


def prompts_router() -> Router:
    router = Router(name="prompts")
    router.callback_query.register(begin, keyboards.EditButton.filter())
    router.callback_query.register(turn_page, keyboards.PageButton.filter())
    router.callback_query.register(choose_figure, keyboards.ValueButton.filter())
    router.callback_query.register(choose_rejection, keyboards.RejectButton.filter())
    router.callback_query.register(list_unread, keyboards.UnreadButton.filter())
    router.callback_query.register(choose_unread, keyboards.SettleButton.filter())
    return router


async def begin(
    callback: CallbackQuery,
    callback_data: keyboards.EditButton,
    archive: Archive,
    memory: Memory,
    drafting: Drafting,
    role: Role,
    words: Words,
    language: Language,
) -> None:
    message, stored = editable(callback, callback_data.report, archive, role, words)
    asked: dict[str, Any] = {"report": stored.id}
    match callback_data.action:
        case "confirm":
            await drafting.draft(message, callback.from_user, Change("confirmation", stored.id), words, language)
        case "reject":
            findings = [
                (name_of_finding(check, language), digest(check))
                for check in stored.checks
                if check.status in ("fail", "notice") and stored.dismissal(check) is None
            ]
            markup = keyboards.rejections(stored, findings[:_MOST_FINDINGS], words)
            await message.answer(words.what_to_reject, reply_markup=markup)
        case "year":
            text = words.tell_year.format(old=stored.identity.year or "—")
            await prompt(message, callback.from_user, text, asked | {"kind": "year"}, words.hint_year, memory)
        case "body":
            text = words.tell_body.format(old=stored.identity.organization or "—")
            await prompt(message, callback.from_user, text, asked | {"kind": "body"}, words.hint_body, memory)
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
    message, stored = editable(callback, callback_data.report, archive, role, words)
    await message.edit_reply_markup(reply_markup=_figures(stored, callback_data.page, words, language))


async def choose_figure(
    callback: CallbackQuery,
    callback_data: keyboards.ValueButton,
    archive: Archive,
    memory: Memory,
    role: Role,
    words: Words,
    language: Language,
) -> None:
    code = keyboards.indicator_of(callback_data.indicator)
    message, stored = editable(callback, callback_data.report, archive, role, words)
    if code is None:
        raise PopUp(words.expired)
    if callback_data.applicant == keyboards.WHICH_COLUMN:
        columns: list[Applicant | None] = [None, *APPLICANTS]
        told = [(_figure(stored, code, column, language), code, keyboards.place_of(column)) for column in columns]
        await message.answer(words.which_column, reply_markup=keyboards.figures(stored.id, told, words))
        return
    applicant = keyboards.applicant_of(callback_data.applicant)
    text = words.tell_value.format(
        label=figure_name(code, applicant, language), old=as_told(value_of(stored, code, applicant))
    )
    asked = {"kind": "value", "report": stored.id, "indicator": code, "applicant": applicant}
    await prompt(message, callback.from_user, text, asked, words.hint_value, memory)


async def choose_rejection(
    callback: CallbackQuery,
    callback_data: keyboards.RejectButton,
    archive: Archive,
    memory: Memory,
    role: Role,
    words: Words,
    language: Language,
) -> None:
    message, stored = editable(callback, callback_data.report, archive, role, words)
    check = check_of(stored, callback_data.finding)
    if check is None and callback_data.finding:
        # The finding is gone: that is no reason to reject the whole report.
        await message.answer(words.finding_gone)
        return
    what = words.whole_report if check is None else name_of_finding(check, language)
    kind = "report" if check is None else "finding"
    asked = {"kind": kind, "report": stored.id, "digest": callback_data.finding}
    text = words.tell_reason.format(what=what)
    await prompt(message, callback.from_user, text, asked, words.hint_reason, memory)


async def list_unread(
    callback: CallbackQuery, callback_data: keyboards.UnreadButton, archive: Archive, role: Role, words: Words
) -> None:
    """The numbers that could not be read for sure, each to be told which figure it is."""
    message, stored = editable(callback, callback_data.report, archive, role, words)
    numbers = archive.unread_figures(stored.id)[:_MOST_FINDINGS]
    if not numbers:
        await message.answer(words.unread_none)
        return
    told = [(" ".join(f"{as_told(one.number)} · {one.quote}".split()), one.start, one.end) for one in numbers]
    await message.answer(words.which_unread, reply_markup=keyboards.unread_numbers(stored.id, told))


async def choose_unread(
    callback: CallbackQuery,
    callback_data: keyboards.SettleButton,
    archive: Archive,
    memory: Memory,
    role: Role,
    words: Words,
) -> None:
    message, stored = editable(callback, callback_data.report, archive, role, words)
    place = (callback_data.start, callback_data.end)
    one = next((one for one in archive.unread_figures(stored.id) if (one.start, one.end) == place), None)
    if one is None:
        await message.answer(words.unread_none)
        return
    asked = {"kind": "settled", "report": stored.id, "digest": one.key, "value": one.number}
    text = words.tell_settled.format(quote=one.quote.strip()[:300], value=as_told(one.number))
    await prompt(message, callback.from_user, text, asked, words.hint_settled, memory)


def editable(
    callback: CallbackQuery, report: int, archive: Archive, role: Role, words: Words
) -> tuple[Message, StoredReport]:
    """The message with the button and the report. Raises PopUp, which tells the person why not."""
    if not may(role, "editor"):
        raise PopUp(words.editors_only)
    return message_of(callback, words), stored_of(archive, report, words)


async def prompt(message: Message, person: User, text: str, asked: dict[str, Any], hint: str, memory: Memory) -> None:
    """Ask a person for what a change takes. In a group only that person's phone opens a reply."""
    told = Text(text)
    if message.chat.type != ChatType.PRIVATE:
        told = Text(TextMention(person.full_name, user=person), "：", text)
    sent = await message.answer(
        **told.as_kwargs(), reply_markup=ForceReply(selective=True, input_field_placeholder=hint)
    )
    memory.put(message.chat.id, sent.message_id, person.id, {"prompt": asked})


def _figures(stored: StoredReport, page: int, words: Words, language: Language) -> InlineKeyboardMarkup:
    """A page of what a report of its form may hold: what does not add up, key figures, what was read, the rest."""
    found = {fact.indicator for fact in stored.facts}
    read = [code for code in (*KEY_FIGURES, *indicators()) if code in found]
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
