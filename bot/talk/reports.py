"""Finding a stored report again: by words of its body, place and year."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message
from aiogram.utils.formatting import Text

from bot.look import keyboards, render
from bot.look.telling import tell
from bot.look.words import Words
from core.types import ReportEntry
from store import Archive

MOST_FOUND = 40


def reports_router() -> Router:
    router = Router(name="reports")
    router.message.register(list_reports, Command("reports", "report"))
    return router


async def list_reports(message: Message, command: CommandObject, archive: Archive, words: Words) -> None:
    """`/reports` tells what there is; `/reports 泰顺 2018` finds the reports, each with a button to its sheet."""
    if not (command.args or "").strip():
        blocks = [*render.holdings_blocks(archive.reports(), words), Text(words.reports_how)]
        await tell(message, blocks, reply=False)
        return
    found = find(archive, command.args or "")
    if not found:
        await message.answer(words.reports_none.format(words=(command.args or "")[:80]))
        return
    told = {f"{entry.organization_name} {entry.year}": entry.id for entry in found[:MOST_FOUND]}
    await message.answer(words.reports_found.format(count=len(found)), reply_markup=keyboards.reports(told))


def find(archive: Archive, asked: str) -> Sequence[ReportEntry]:
    """The answering reports whose body, place and year hold every word asked for; by body, the newest first."""
    wanted = asked.replace("年", " ").lower().split()
    places = {body.id: f"{body.name} {body.division or ''}".lower() for body in archive.organizations()}
    found = [
        entry
        for entry in archive.reports()
        if all(word in f"{places.get(entry.organization, '')} {entry.year}" for word in wanted)
    ]
    return sorted(found, key=lambda entry: (entry.organization_name, -entry.year))
