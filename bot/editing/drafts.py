"""Nothing is written before the person saw what it comes to and pressed 确定; what was written can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message, User
from aiogram.utils.formatting import Text

from bot.edge.access import may, name_of
from bot.edge.desk import Desk
from bot.edge.memory import Memory
from bot.edge.presses import PopUp, message_of
from bot.editing.changes import CHANGES, preview, subject
from bot.look import keyboards, sheet
from bot.look.rich_sheet import rich_sheet
from bot.look.showing import Showing
from bot.look.telling import tell
from bot.look.words import Words
from core.errors import UsageError
from core.types import Language
from store import Archive
from store.changing import CORRECTS, Change
from store.changing import make as make_change
from store.desk.records import Role
from store.records import Decisions


def drafts_router() -> Router:
    router = Router(name="drafts")
    router.callback_query.register(decide, keyboards.DraftButton.filter())
    router.callback_query.register(undo, keyboards.UndoButton.filter())
    router.callback_query.register(keep, keyboards.KeepButton.filter())
    return router


class Drafting:
    """Shows what a change comes to, and remembers it with the message until it is decided."""

    def __init__(self, desk: Desk, memory: Memory) -> None:
        self._desk = desk
        self._memory = memory

    async def draft(self, message: Message, person: User, change: Change, words: Words, language: Language) -> None:
        """Show the change with 确定 and 取消 under it."""
        blocks, stands = await self._desk.do(
            lambda archive: (preview(change, archive, words, language), archive.decisions(change.report))
        )
        sent = await tell(message, blocks, keyboards.draft(words))
        draft = {"change": asdict(change), "stands": asdict(stands), "by": person.id}
        self._memory.put(message.chat.id, sent.message_id, person.id, {"draft": draft})


async def decide(
    callback: CallbackQuery,
    callback_data: keyboards.DraftButton,
    archive: Archive,
    desk: Desk,
    memory: Memory,
    showing: Showing,
    drafting: Drafting,
    role: Role,
    words: Words,
    language: Language,
) -> None:
    """确定 writes, 取消 does not; only the person whose draft it is may say."""
    if not may(role, "editor"):
        raise PopUp(words.editors_only)
    message = message_of(callback, words)
    draft: Mapping[str, Any] | None = memory.about(message.chat.id, message.message_id).get("draft")
    if draft is None:
        raise PopUp(words.expired)
    person = callback.from_user
    if draft["by"] != person.id:
        raise PopUp(words.not_your_draft)
    # A second press finds nothing to decide.
    memory.put(message.chat.id, message.message_id, person.id, {})
    await message.edit_reply_markup(reply_markup=None)
    if callback_data.yes:
        await _write(message, draft, person, archive, desk, memory, showing, drafting, words, language)
    else:
        await message.answer(words.cancelled)


async def undo(
    callback: CallbackQuery,
    archive: Archive,
    desk: Desk,
    memory: Memory,
    showing: Showing,
    role: Role,
    words: Words,
    language: Language,
) -> None:
    """Take back what the message tells of, unless something was decided since."""
    if not may(role, "editor"):
        raise PopUp(words.editors_only)
    message = message_of(callback, words)
    made = memory.about(message.chat.id, message.message_id).get("undo")
    if made is None:
        raise PopUp(words.expired)
    before, after = Decisions(**made["before"]), Decisions(**made["after"])
    report, person = made["report"], name_of(callback.from_user)
    try:
        await desk.do(lambda archive: archive.undo(report, before, after, reason=words.undo_button, person=person))
    except UsageError:
        raise PopUp(words.changed_since) from None
    memory.put(message.chat.id, message.message_id, callback.from_user.id, {"report": report})
    await _show(
        message,
        report,
        words.undone.format(what=made["what"]),
        archive,
        memory,
        showing,
        callback.from_user,
        words,
        language,
    )


async def keep(callback: CallbackQuery, words: Words) -> None:
    """The fuller version goes on answering, as it does anyway."""
    raise PopUp(words.kept)


async def _write(
    message: Message,
    draft: Mapping[str, Any],
    person: User,
    archive: Archive,
    desk: Desk,
    memory: Memory,
    showing: Showing,
    drafting: Drafting,
    words: Words,
    language: Language,
) -> None:
    change, stood = CHANGES.validate_python(draft["change"]), Decisions(**draft["stands"])

    def make(archive: Archive) -> tuple[str, Decisions] | None:
        told = subject(change, archive.report(change.report), words, language)
        stands = make_change(change, archive, stood, name_of(person))
        return None if stands is None else (told, stands)

    made = await desk.do(make)
    if made is None:
        await message.answer(words.changed_since)
        if change.kind != "finding":
            await drafting.draft(message, person, change, words, language)
        return
    what, after = made
    reason = f"（{change.reason}）" if change.reason else ""
    corrects = change.kind in CORRECTS
    form = words.changed if corrects else words.decided
    told = form.format(what=what, reason=reason, person=person.full_name)
    undoing = {"report": change.report, "what": what, "before": asdict(stood), "after": asdict(after)}
    await _show(message, change.report, told, archive, memory, showing, person, words, language, undoing)


async def _show(
    message: Message,
    report: int,
    told: str,
    archive: Archive,
    memory: Memory,
    showing: Showing,
    person: User,
    words: Words,
    language: Language,
    undoing: Mapping[str, Any] | None = None,
) -> None:
    """What was changed, and the sheet as it is now."""
    stored = archive.report(report)
    markup = keyboards.under_sheet(stored, words, editing=True, undoing=undoing is not None)
    blocks, rich = [Text(told), *sheet.blocks(stored, language)], rich_sheet(stored, language, first=Text(told))
    sent = await showing.tell(message, blocks, rich, markup, words, reply=False)
    about = {"report": report} | ({"undo": undoing} if undoing else {})
    memory.put(message.chat.id, sent.message_id, person.id, about)
