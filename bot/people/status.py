"""/status: how the bot is doing, for administrators."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.metadata import version

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message
from aiogram.utils.formatting import Code, Text, as_list

from bot.edge.access import may
from bot.edge.addressing import Slashed
from bot.edge.incidents import Incidents
from bot.look.words import Words
from core.version import PARSER_VERSION
from core.work.isolation import Isolation
from core.work.worker import Workers
from store import Archive
from store.asking.totals import Extent
from store.desk.records import Role


def status_router() -> Router:
    router = Router(name="status")
    router.message.filter(Slashed())
    router.message.register(tell_status, Command("status"))
    return router


async def tell_status(
    message: Message,
    role: Role,
    archive: Archive,
    incidents: Incidents,
    started: datetime,
    workers: Workers,
    words: Words,
) -> None:
    if not may(role, "administrator"):
        await message.answer(words.administrators_only)
        return
    uptime = timedelta(seconds=int((datetime.now().astimezone() - started).total_seconds()))
    told = words.status.format(
        version=version("gongkai"),
        parser=PARSER_VERSION,
        uptime=uptime,
        reports=archive.totals.all_reports(),
        organizations=archive.totals.bodies(Extent()),
        waiting=archive.jobs.waiting(),
    )
    errors = [Text(Code(one.reference), f" {one.at:%Y-%m-%d %H:%M} {one.kind}") for one in reversed(incidents.last)]
    heading = words.status_errors if errors else words.status_no_errors
    await message.answer(**as_list(told, _isolation(workers.isolation, words), heading, *errors).as_kwargs())


def _isolation(holds: Isolation, words: Words) -> str:
    if holds.whole:
        return words.status_isolated
    return words.status_partly_isolated if holds.files or holds.calls else words.status_not_isolated
