"""`@bot 泰顺 2018 申请` in any chat: ready answers to send there."""

from __future__ import annotations

from collections.abc import Iterable

from aiogram import Router
from aiogram.types import InlineQuery, InlineQueryResultArticle, InlineQueryResultUnion, InputTextMessageContent

from bot.look import keyboards, render
from bot.look.paging import pages
from bot.talk.suggestions import suggestions
from core import answer
from core.types import Answer, Language
from store import Archive

_MOST = 5
_LONGEST_TITLE, _LONGEST_DESCRIPTION = 60, 120
_SECONDS_KEPT = 10
"""How long Telegram may show the same answers again."""


def inline_router() -> Router:
    router = Router(name="inline")
    router.inline_query.register(offer)
    return router


async def offer(inline_query: InlineQuery, archive: Archive, language: Language) -> None:
    """The answer to what was typed so far, or to each thing it may mean; before anything was typed, suggestions."""
    results: list[InlineQueryResultUnion] = [_article(told) for told in _answers(inline_query.query, archive, language)]
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


def _short(text: str, longest: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
