"""Finding a stored report again: by words of its body, place and year; and the versions there are of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, User
from aiogram.utils.formatting import Bold, Text, as_list

from bot.edge.memory import Memory
from bot.edge.presses import PopUp, message_of, stored_of
from bot.look import keyboards, render, sheet
from bot.look.telling import tell
from bot.look.words import Words
from core.types import Language, ReportEntry
from store import Archive
from store.values import base_name

_A_PAGE = 20
_LONGEST_WORDS = 80
_LATELY = timedelta(days=30)
_RECEIVED_LATELY = re.compile(
    r"(?:最近|近来|近期|新近|刚刚?)(?:都|又|新)?(?:收到|收|来|存入|入库)了?(?:哪些|什么|哪几份|几份)新?的?(?:年度)?(?:年报|报告)[？?]?"
    r"|(?:which|what) reports (?:came in|were received|have come in) (?:last|lately|recently)\??",
    re.IGNORECASE,
)


def reports_router() -> Router:
    router = Router(name="reports")
    router.message.register(list_reports, Command("reports", "report"))
    router.callback_query.register(turn_page, keyboards.FoundButton.filter())
    router.callback_query.register(show_versions, keyboards.VersionsButton.filter())
    return router


async def list_reports(
    message: Message, command: CommandObject, archive: Archive, memory: Memory, words: Words, event_from_user: User
) -> None:
    """`/reports` tells what there is; `/reports 泰顺 2018` finds the reports, each with a button to its sheet."""
    asked = (command.args or "").strip()[:_LONGEST_WORDS]
    if not asked:
        blocks = [*render.holdings_blocks(archive.reports(), words), Text(words.reports_how)]
        await tell(message, blocks, reply=False)
        return
    found = find(archive, asked)
    if not found:
        await message.answer(words.reports_none.format(words=asked))
        return
    sent = await message.answer(words.reports_found.format(count=len(found)), reply_markup=_page(found, 0, words))
    memory.put(message.chat.id, sent.message_id, event_from_user.id, {"found": asked})


def asks_for_received(question: str) -> bool:
    """Whether a question is which reports came in lately: of none of their figures."""
    return _RECEIVED_LATELY.fullmatch(question.strip()) is not None


async def tell_received(message: Message, archive: Archive, words: Words) -> None:
    """The answering reports that came in lately, the last first, each a button to its sheet."""
    now = datetime.now(UTC)
    received = archive.received(now - _LATELY, now)[: -_A_PAGE - 1 : -1]
    if not received:
        await message.answer(words.received_none.format(days=_LATELY.days))
        return
    named = {entry.id: f"{entry.organization_name} {entry.year}" for entry in archive.reports(ids=received)}
    markup = keyboards.reports({named[report]: report for report in received if report in named})
    await message.answer(words.received.format(days=_LATELY.days), reply_markup=markup)


async def turn_page(
    callback: CallbackQuery, callback_data: keyboards.FoundButton, archive: Archive, memory: Memory, words: Words
) -> None:
    message = message_of(callback, words)
    asked = memory.about(message.chat.id, message.message_id).get("found")
    if asked is None:
        raise PopUp(words.expired)
    await message.edit_reply_markup(reply_markup=_page(find(archive, asked), callback_data.page, words))


async def show_versions(
    callback: CallbackQuery,
    callback_data: keyboards.VersionsButton,
    archive: Archive,
    words: Words,
    language: Language,
) -> None:
    """Every version of a report: when it came out, its file, which one answers; a button to the sheet of each."""
    message, stored = message_of(callback, words), stored_of(archive, callback_data.report, words)
    lines, told = [], {}
    for number, version in enumerate(stored.versions, start=1):
        received = words.version_undated.format(date=version.received_at.astimezone().date())
        date = version.published_on.isoformat() if version.published_on else received
        name = base_name(version.file_name)
        line = words.version.format(number=number, date=date, name=name)
        lines.append(Text(line, words.version_answers if version.answers else ""))
        told[words.sheet_button.format(number=number)] = version.report
    title = words.versions_title.format(report=sheet.title(stored, language))
    await tell(message, [as_list(Bold(title), *lines)], keyboards.reports(told))


def find(archive: Archive, asked: str) -> Sequence[ReportEntry]:
    """The answering reports whose body, place and year hold every word asked for; by body, the newest first."""
    wanted = asked.replace("年", " ").lower().split()
    years = [str(year) for year in archive.years()]
    names = [word for word in wanted if not any(word in year for year in years)]
    bodies = {body.id: body for word in names[:1] or wanted for body in archive.spelt([word])}
    left: dict[int, list[str]] = {}
    for body in bodies.values():
        words = [word for word in wanted if word not in f"{body.name} {body.division or ''}".lower()]
        if not set(words) & set(names):
            left[body.id] = words
    entries = [*archive.reports(organizations=left)] if left else []
    if not names:
        of_years = [int(year) for year in years if all(word in year for word in wanted)]
        entries += [entry for entry in archive.reports(years=of_years) if entry.organization not in left]
    found = [
        entry for entry in entries if all(word in str(entry.year) for word in left.get(entry.organization, wanted))
    ]
    return sorted(found, key=lambda entry: (entry.organization_name, -entry.year))


def _page(found: Sequence[ReportEntry], page: int, words: Words) -> InlineKeyboardMarkup | None:
    shown = found[page * _A_PAGE : (page + 1) * _A_PAGE]
    told = {f"{entry.organization_name} {entry.year}": entry.id for entry in shown}
    return keyboards.reports(told, words, page=page, more=len(found) > (page + 1) * _A_PAGE)
