"""The buttons under an answer or a sheet: where a figure comes from, how it ranks, what it counts, and files."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from aiogram import Router
from aiogram.types import BufferedInputFile, CallbackQuery, ReplyParameters
from aiogram.utils.formatting import Text

from bot.edge.access import may
from bot.edge.memory import Memory
from bot.edge.presses import PopUp, message_of, stored_of
from bot.look import keyboards, render, sheet
from bot.look.paging import LONGEST_CAPTION, pages
from bot.look.rich_sheet import rich_sheet
from bot.look.showing import Showing
from bot.look.tables import rich_answer
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
from core.types import Context, Language, Row
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
    stored = stored_of(archive, callback_data.report, words)
    key = keyboards.indicator_of(callback_data.indicator), keyboards.applicant_of(callback_data.applicant)
    read = sorted(stored.facts, key=lambda fact: fact.source != "table")
    fact = next((fact for fact in read if (fact.indicator, fact.applicant) == key), None)
    corrections = [one for one in stored.corrections if (one.indicator, one.applicant) == key]
    if fact is None and not corrections:
        raise PopUp(words.expired)
    sent = await tell(message_of(callback, words), render.source_blocks(stored, fact, corrections, words))
    memory.put(sent.chat.id, sent.message_id, callback.from_user.id, {"report": stored.id})
    if fact is not None:
        await show_page(sent, stored, fact, archive, workers, words)


async def show_rank(
    callback: CallbackQuery,
    callback_data: keyboards.RankButton,
    archive: Archive,
    conversations: Conversations,
    showing: Showing,
    words: Words,
    language: Language,
) -> None:
    """Core's own answer, whatever it is: which peers there are is for core to say."""
    stored = stored_of(archive, callback_data.report, words)
    indicator = keyboards.indicator_of(callback_data.indicator)
    if indicator is None:
        raise PopUp(words.expired)
    told = answer(rank_question(stored, indicator), archive, language=language)
    blocks, rich = render.answer_blocks(told), rich_answer(told, words)
    sent = await showing.tell(message_of(callback, words), blocks, rich, None, words)
    conversations.remember(sent.chat.id, callback.from_user.id, sent.message_id, told, Context())


async def show_basis(
    callback: CallbackQuery, callback_data: keyboards.BasisButton, words: Words, language: Language
) -> None:
    code = keyboards.indicator_of(callback_data.indicator)
    if code is None:
        raise PopUp(words.expired)
    await tell(
        message_of(callback, words), render.basis_blocks(indicators()[code], figure_name(code, None, language), words)
    )


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
    stored = stored_of(archive, callback_data.report, words)
    indicator = keyboards.indicator_of(callback_data.indicator)
    message = message_of(callback, words)
    if indicator is None:
        raise PopUp(words.expired)
    applicant = keyboards.applicant_of(callback_data.applicant)
    answered = answer(trend_question(stored, indicator, applicant), archive, language=language)
    trend = trend_of(answered, archive, words, language)
    if trend is None:
        await tell(message, [Text(words.trend_short), *render.answer_blocks(answered)])
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
    message = message_of(callback, words)
    told = conversations.answer(message.chat.id, message.message_id)
    if told is None or not told.rows:
        raise PopUp(words.expired)
    bodies = {(row.organization, row.division_code) for row in told.rows}
    codes = tuple(dict.fromkeys(row.indicator for row in told.rows if row.indicator in indicators()))
    selection = Selection(
        organizations=tuple(body.id for named in bodies if (body := archive.filed(*named)) is not None),
        years=tuple(sorted({row.year for row in told.rows})),
        indicators=codes or (told.query.indicators if told.query else None),
    )
    name, data = _export(archive, selection, _called(told.rows), language)
    await message.answer_document(BufferedInputFile(data, name))


async def show_sheet(
    callback: CallbackQuery,
    callback_data: keyboards.SheetButton,
    archive: Archive,
    memory: Memory,
    showing: Showing,
    role: Role,
    words: Words,
    language: Language,
) -> None:
    stored = stored_of(archive, callback_data.report, words)
    markup = keyboards.under_sheet(stored, words, editing=may(role, "editor"))
    blocks, rich = sheet.blocks(stored, language), rich_sheet(stored, language)
    sent = await showing.tell(message_of(callback, words), blocks, rich, markup, words)
    memory.put(sent.chat.id, sent.message_id, callback.from_user.id, {"report": stored.id})


async def send_file(
    callback: CallbackQuery, callback_data: keyboards.FileButton, archive: Archive, words: Words, language: Language
) -> None:
    stored = stored_of(archive, callback_data.report, words)
    message = message_of(callback, words)
    if callback_data.file == "original":
        (_, data), name = archive.original(stored.id), stored.base_name
    else:
        name, data = _exported(archive, stored, language)
    await message.answer_document(BufferedInputFile(data, name))


async def expired(callback: CallbackQuery, words: Words) -> None:
    """A button of a version of the bot that is no more."""
    raise PopUp(words.expired)


def _called(rows: Sequence[Row]) -> str:
    """What a file with the figures of an answer is called: whose and of when, where that is short."""
    bodies = list(dict.fromkeys(row.organization for row in rows))
    years = sorted({row.year for row in rows})
    span = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    return f"{bodies[0]}{'等' if len(bodies) > 1 else ''} {span}"


def _exported(archive: Archive, stored: StoredReport, language: Language) -> tuple[str, bytes]:
    """The figures of an answering report as a workbook, or as CSV where the extra for workbooks is missing."""
    identity = stored.identity
    body = archive.filed(identity.organization or "", identity.division_code)
    bodies = [body.id] if body else []
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
