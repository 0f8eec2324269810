"""`@bot 泰顺 2018 申请` in any chat: ready answers to send there."""

from __future__ import annotations

from collections.abc import Iterable

from aiogram import Bot, Router
from aiogram.types import InlineQuery, InlineQueryResultArticle, InlineQueryResultUnion, InputTextMessageContent

from bot.look import keyboards, render, sheet
from bot.look.paging import pages
from bot.look.words import Words
from bot.talk.reports import find
from bot.talk.suggestions import suggestions
from core import answer
from core.types import Answer, Language, ReportEntry
from store import Archive

_MOST, _MOST_REPORTS = 5, 3
_LONGEST_TITLE, _LONGEST_DESCRIPTION = 60, 120
_SECONDS_KEPT = 10
"""How long Telegram may show the same answers again."""


def inline_router() -> Router:
    router = Router(name="inline")
    router.inline_query.register(offer)
    return router


async def offer(inline_query: InlineQuery, bot: Bot, archive: Archive, words: Words, language: Language) -> None:
    """The answer to what was typed so far, or to each thing it may mean, and the reports whose names hold its words;
    before anything was typed, suggestions."""
    results: list[InlineQueryResultUnion] = [_article(told) for told in _answers(inline_query.query, archive, language)]
    me = await bot.me()
    found = find(archive, inline_query.query)[:_MOST_REPORTS] if inline_query.query.strip() else ()
    results += [_report(entry, archive, me.username or "", words, language) for entry in found]
    await inline_query.answer(results, cache_time=_SECONDS_KEPT, is_personal=True)


def _answers(query: str, archive: Archive, language: Language) -> Iterable[Answer]:
    if not query.strip():
        return [answer(question, archive) for question in suggestions(archive, language)]
    told = answer(query, archive)
    if told.choices:
        return [answer(choice.question, archive) for choice in told.choices[:_MOST]]
    return [told] if told.status != "not_understood" else []


def _article(told: Answer) -> InlineQueryResultArticle:
    page = pages(render.answer_blocks(told))[0]
    text, entities = page.render()
    first, *others = told.lines
    rest = " ".join((first.source, *(line.text + line.source for line in others)))
    return InlineQueryResultArticle(
        id=keyboards.digest(told.question),
        title=_short(first.text, _LONGEST_TITLE),
        description=_short(rest, _LONGEST_DESCRIPTION) or None,
        input_message_content=InputTextMessageContent(message_text=text, entities=entities, parse_mode=None),
    )


def _report(
    entry: ReportEntry, archive: Archive, username: str, words: Words, language: Language
) -> InlineQueryResultArticle:
    """A report in a line, with the way to its check sheet."""
    line = sheet.line(archive.report(entry.id), language)
    return InlineQueryResultArticle(
        id=f"r{entry.id}",
        title=_short(words.inline_sheet.format(report=f"{entry.organization_name} {entry.year}"), _LONGEST_TITLE),
        description=_short(line, _LONGEST_DESCRIPTION),
        input_message_content=InputTextMessageContent(message_text=line, parse_mode=None),
        reply_markup=keyboards.open_sheet(f"https://t.me/{username}?start=r{entry.id}", words),
    )


def _short(text: str, longest: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
