"""The buttons under an answer or a sheet: where a figure comes from, how it ranks, what it counts, and files."""

from __future__ import annotations

from io import BytesIO

from aiogram import Router
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardMarkup, Message, ReplyParameters
from aiogram.utils.formatting import Text

from bot.edge.access import may
from bot.edge.memory import Memory
from bot.look import keyboards, render, sheet
from bot.look.paging import LONGEST_CAPTION, pages
from bot.look.telling import tell
from bot.look.words import Words
from bot.talk.charts import draw
from bot.talk.conversations import Conversations
from bot.talk.evidence import show_page
from bot.talk.suggestions import rank_question
from bot.talk.trends import trend_of, trend_question
from core import answer
from core.errors import UsageError
from core.forms.indicators import indicators
from core.telling.names import figure_name
from core.types import Context, Language
from core.work.worker import Workers
from store import Archive, StoredReport
from store.desk.records import Role
from store.export import Selection, export


def figures_router() -> Router:
    router = Router(name="figures")
    router.callback_query.register(show_source, keyboards.SourceButton.filter())
    router.callback_query.register(show_trend, keyboards.TrendButton.filter())
    router.callback_query.register(send_answer, keyboards.ExportButton.filter())
    router.callback_query.register(show_rank, keyboards.RankButton.filter())
    router.callback_query.register(show_basis, keyboards.BasisButton.filter())
    router.callback_query.register(show_sheet, keyboards.SheetButton.filter())
    router.callback_query.register(send_file, keyboards.FileButton.filter())
    router.callback_query.register(expired)
    return router


async def show_source(
    callback: CallbackQuery,
    callback_data: keyboards.SourceButton,
    archive: Archive,
    memory: Memory,
    workers: Workers,
    words: Words,
) -> None:
    stored = _stored(archive, callback_data.report)
    key = keyboards.indicator_of(callback_data.indicator), keyboards.applicant_of(callback_data.applicant)
    if stored is None or key[0] is None:
        await callback.answer(words.expired)
        return
    read = sorted(stored.facts, key=lambda fact: fact.source != "table")
    fact = next((fact for fact in read if (fact.indicator, fact.applicant) == key), None)
    corrections = [one for one in stored.corrections if (one.indicator, one.applicant) == key]
    if fact is None and not corrections:
        await callback.answer(words.expired)
        return
    sent = await _reply(callback, render.source_blocks(stored, fact, corrections, words))
    if sent is not None:
        memory.put(sent.chat.id, sent.message_id, callback.from_user.id, {"report": stored.id})
        if fact is not None:
            await show_page(sent, stored, fact, archive, workers, words)


async def show_rank(
    callback: CallbackQuery,
    callback_data: keyboards.RankButton,
    archive: Archive,
    conversations: Conversations,
    words: Words,
    language: Language,
) -> None:
    """Core's own answer, whatever it is: which peers there are is for core to say."""
    stored = _stored(archive, callback_data.report)
    indicator = keyboards.indicator_of(callback_data.indicator)
    if stored is None or indicator is None:
        await callback.answer(words.expired)
        return
    told = answer(rank_question(stored, indicator), archive, language=language)
    sent = await _reply(callback, render.answer_blocks(told))
    if sent is not None:
        conversations.remember(sent.chat.id, callback.from_user.id, sent.message_id, told, Context())


async def show_basis(
    callback: CallbackQuery, callback_data: keyboards.BasisButton, words: Words, language: Language
) -> None:
    code = keyboards.indicator_of(callback_data.indicator)
    if code is None:
        await callback.answer(words.expired)
        return
    await _reply(callback, render.basis_blocks(indicators()[code], figure_name(code, None, language), words))


async def show_trend(
    callback: CallbackQuery,
    callback_data: keyboards.TrendButton,
    archive: Archive,
    conversations: Conversations,
    workers: Workers,
    words: Words,
    language: Language,
) -> None:
    """Core's own answer about the years, drawn."""
    stored = _stored(archive, callback_data.report)
    indicator = keyboards.indicator_of(callback_data.indicator)
    message = callback.message
    if stored is None or indicator is None or not isinstance(message, Message):
        await callback.answer(words.expired)
        return
    await callback.answer()
    applicant = keyboards.applicant_of(callback_data.applicant)
    answered = answer(trend_question(stored, indicator, applicant), archive, language=language)
    trend = trend_of(answered, archive, words, figure_name(indicator, applicant, language))
    if trend is None:
        await _reply(callback, [Text(words.trend_short), *render.answer_blocks(answered)])
        return
    picture = await workers.run(draw, trend)
    sent = await message.answer_photo(
        BufferedInputFile(picture, "trend.png"),
        **pages(render.answer_blocks(answered), limit=LONGEST_CAPTION)[0].as_caption_kwargs(),
        reply_parameters=ReplyParameters(message_id=message.message_id, allow_sending_without_reply=True),
    )
    conversations.remember(sent.chat.id, callback.from_user.id, sent.message_id, answered, Context())


async def send_answer(
    callback: CallbackQuery, archive: Archive, conversations: Conversations, words: Words, language: Language
) -> None:
    """The figures of the answer the button hangs under, for a spreadsheet."""
    message = callback.message
    told = None
    if isinstance(message, Message):
        told = conversations.answer(message.chat.id, message.message_id)
    if not isinstance(message, Message) or told is None or not told.rows:
        await callback.answer(words.expired)
        return
    await callback.answer()
    bodies = {(row.organization, row.division_code) for row in told.rows}
    codes = tuple(dict.fromkeys(row.indicator for row in told.rows if row.indicator in indicators()))
    selection = Selection(
        organizations=tuple(body.id for body in archive.organizations() if (body.name, body.division_code) in bodies),
        years=tuple(sorted({row.year for row in told.rows})),
        indicators=codes or (told.query.indicators if told.query else None),
    )
    name, data = _export(archive, selection, "gongkai", language)
    await message.answer_document(BufferedInputFile(data, name))


async def show_sheet(
    callback: CallbackQuery,
    callback_data: keyboards.SheetButton,
    archive: Archive,
    memory: Memory,
    role: Role,
    words: Words,
    language: Language,
) -> None:
    stored = _stored(archive, callback_data.report)
    if stored is None:
        await callback.answer(words.expired)
        return
    markup = keyboards.under_sheet(stored, words, editing=may(role, "editor"))
    sent = await _reply(callback, sheet.blocks(stored, language), markup)
    if sent is not None:
        memory.put(sent.chat.id, sent.message_id, callback.from_user.id, {"report": stored.id})


async def send_file(
    callback: CallbackQuery, callback_data: keyboards.FileButton, archive: Archive, words: Words, language: Language
) -> None:
    stored = _stored(archive, callback_data.report)
    message = callback.message
    if stored is None or not isinstance(message, Message):
        await callback.answer(words.expired)
        return
    await callback.answer()
    if callback_data.file == "original":
        (_, data), name = archive.original(stored.id), stored.base_name
    else:
        name, data = _exported(archive, stored, language)
    await message.answer_document(BufferedInputFile(data, name))


async def expired(callback: CallbackQuery, words: Words) -> None:
    """A button of a version of the bot that is no more."""
    await callback.answer(words.expired)


def _stored(archive: Archive, report: int) -> StoredReport | None:
    try:
        return archive.report(report)
    except (UsageError, OverflowError):
        return None


def _exported(archive: Archive, stored: StoredReport, language: Language) -> tuple[str, bytes]:
    """The figures of an answering report as a workbook, or as CSV where the extra for workbooks is missing."""
    identity = stored.identity
    bodies = [
        body.id
        for body in archive.organizations()
        if (body.name, body.division_code) == (identity.organization, identity.division_code)
    ]
    selection = Selection(organizations=tuple(bodies), years=(identity.year,) if identity.year else ())
    return _export(archive, selection, f"{identity.organization} {identity.year}", language)


def _export(archive: Archive, selection: Selection, name: str, language: Language) -> tuple[str, bytes]:
    file = BytesIO()
    try:
        export(archive, selection, "xlsx", file, language)
    except UsageError:
        file = BytesIO()
        export(archive, selection, "csv", file, language)
        return f"{name}.csv", file.getvalue()
    return f"{name}.xlsx", file.getvalue()


async def _reply(
    callback: CallbackQuery, blocks: list[Text], markup: InlineKeyboardMarkup | None = None
) -> Message | None:
    await callback.answer()
    return await tell(callback.message, blocks, markup) if isinstance(callback.message, Message) else None
