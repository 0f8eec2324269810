"""The bot put together, and how it runs."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware, Bot, Dispatcher
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramServerError, TelegramUnauthorizedError
from aiogram.types import TelegramObject, User
from aiogram.utils.token import TokenValidationError

from bot.edge import logs
from bot.edge.access import Access, AllowedOnly
from bot.edge.desk import Desk
from bot.edge.harmless import Harmless
from bot.edge.health import answering_health
from bot.edge.inbox import Confirming, Inbox
from bot.edge.incidents import Incidents
from bot.edge.memory import Memory
from bot.edge.patience import Patience
from bot.edge.presses import Answered
from bot.edge.sending import Courteous, Forgiving
from bot.edge.session import Session
from bot.editing.amendments import amendments_router
from bot.editing.drafts import Drafting, drafts_router
from bot.editing.prompts import prompts_router
from bot.files.bringing import Bringer
from bot.files.documents import documents_router
from bot.files.pasted import Pasting, pasted_router
from bot.files.queue import Queue
from bot.look.showing import Showing
from bot.look.words import language_of, words_of
from bot.people.menus import show_menu, show_menu_of
from bot.people.people import Door, people_router
from bot.people.status import status_router
from bot.talk.answering import Answering
from bot.talk.conversations import Conversations
from bot.talk.digests import Digests
from bot.talk.figures import figures_router
from bot.talk.following import following_router
from bot.talk.inline import inline_router
from bot.talk.preferences import preferences_router
from bot.talk.questions import questions_router
from bot.talk.reports import reports_router
from bot.talk.suggestions import suggestions
from core.errors import GongkaiError, UsageError
from core.work.worker import Workers, available_cores
from store import Archive
from store.intake.parsing import File, open_workers, parse_file
from store.intake.web.taking import Taker
from store.settings import Settings

log = logging.getLogger(__name__)

_LAST_WORDS = 30.0
"""Seconds that updates under way may still take when the bot stops."""


_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
"""Seconds between two attempts to meet a server that is in trouble."""


class InTheirLanguage(BaseMiddleware):
    """Gives handlers `language` and `words` of the person they answer."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        user: User | None = data.get("event_from_user")
        data["language"] = language_of(user.language_code if user else None)
        data["words"] = words_of(data["language"])
        return await handler(event, data)


def build_dispatcher(archive: Archive, settings: Settings, workers: Workers | None = None) -> Dispatcher:
    """The whole bot but for its connection to Telegram. Call it in the thread that made the archive.

    Without `workers` it has its own and ends them when it stops.
    """
    pool = workers or open_workers(settings, background=True)
    access, desk, incidents = Access(archive, settings), Desk(archive.path), Incidents()
    inbox, memory = Inbox(archive, access, desk), Memory(archive, desk)
    conversations, showing = Conversations(archive, memory), Showing(archive, desk, memory)
    bringer = Bringer(settings.telegram_file_bytes, Taker(settings, pool))
    queue = Queue(archive, desk, pool, incidents, memory, showing, bringer)
    door = Door(archive, access, desk)
    dispatcher = Dispatcher(
        archive=archive,
        access=access,
        answering=Answering(archive, conversations, memory, showing),
        conversations=conversations,
        desk=desk,
        drafting=Drafting(desk, memory),
        memory=memory,
        pasting=Pasting(),
        door=door,
        inbox=inbox,
        incidents=incidents,
        queue=queue,
        showing=showing,
        started=datetime.now().astimezone(),
        workers=pool,
    )
    ask = door.knock if settings.access_requests else None
    for middleware in (inbox, AllowedOnly(access, ask), InTheirLanguage()):
        dispatcher.update.outer_middleware(middleware)
    patience = Patience()
    dispatcher.message.middleware(patience)
    dispatcher.edited_message.middleware(patience)
    dispatcher.callback_query.middleware(patience)
    dispatcher.callback_query.middleware(Answered())
    # A query is sent at every pause of typing.
    dispatcher.inline_query.middleware(Patience(interval=0.5, burst=40))
    dispatcher.include_routers(
        documents_router(),
        people_router(),
        status_router(),
        prompts_router(),
        drafts_router(),
        amendments_router(),
        pasted_router(),
        reports_router(),
        following_router(),
        preferences_router(),
        questions_router(),
        figures_router(),
        inline_router(),
    )
    dispatcher.errors.register(incidents.tell)

    digests = Digests(archive, access, desk, incidents, settings.digest_at)
    beside: list[asyncio.Task[None]] = []

    async def start(bot: Bot) -> None:
        log.log(logging.INFO if pool.isolation.whole else logging.WARNING, str(pool.isolation))
        bot.session.middleware(Confirming(inbox))
        incidents.report_to(bot, access)
        polling = settings.webhook_url is None
        beside.append(asyncio.create_task(introduce(bot, access, incidents, polling=polling)))
        await desk.do(lambda archive: archive.messages.forget_old())
        await queue.resume(bot)
        # What the first question and the first file would load is loaded now: not while somebody waits.
        suggestions(archive, "zh")
        await inbox.take_up(dispatcher, bot)
        beside.append(asyncio.create_task(digests.run(bot)))
        if workers is None:
            for _ in range(available_cores()):
                pool.submit(parse_file, File("", b"-"))
            # Vocabulary and models stay for good: looking through them for garbage holds everybody up for 0.2 s.
            gc.freeze()

    async def stop() -> None:
        for task in beside:
            task.cancel()
        await inbox.finish(_LAST_WORDS)
        await queue.stop()
        await memory.finish()
        await asyncio.to_thread(desk.close)
        if workers is None:
            await asyncio.to_thread(pool.close)

    dispatcher.startup.register(start)
    dispatcher.shutdown.register(stop)
    return dispatcher


def build_bot(settings: Settings) -> Bot:
    """The connection to Telegram. Raises UsageError where the token is missing or no token at all."""
    token = settings.bot_token()
    api = TelegramAPIServer.from_base(settings.telegram_api, is_local=settings.telegram_local)
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    try:
        session = Session(api=api, proxy=proxy)
    except RuntimeError:
        raise UsageError('GONGKAI_TELEGRAM_PROXY needs the extra "proxy": pip install "gongkai[proxy]".') from None
    except ValueError:
        raise UsageError(
            "GONGKAI_TELEGRAM_PROXY is no address of a proxy: http://HOST:PORT or socks5://HOST:PORT."
        ) from None
    session.middleware(Harmless())
    session.middleware(Forgiving())
    session.middleware(Courteous())
    try:
        return Bot(token, session=session)
    except TokenValidationError:
        raise UsageError(
            "GONGKAI_TELEGRAM_TOKEN is no bot token: it looks like 123456:ABC-DEF, as @BotFather gave it."
        ) from None


async def introduce(bot: Bot, access: Access, incidents: Incidents, *, polling: bool = True) -> None:
    """Put the commands into the menus; to poll, leave a webhook. However long it takes, questions are answered."""
    try:
        if polling:
            await bot.delete_webhook()
        await show_menu(bot)
        for administrator in access.administrators():
            await show_menu_of(bot, administrator, administrator=True)
    except TelegramAPIError as refusal:
        log.warning("not introduced", extra={"reason": logs.without_token(str(refusal))})
    except Exception as error:
        incidents.note(error)


def run(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM, then let the updates under way finish. Raises GongkaiError in one sentence."""
    logs.configure()
    bot = build_bot(settings)
    if not settings.allowed_ids | settings.administrator_ids:
        log.warning("GONGKAI_ALLOWED_IDS is empty: nobody may use the bot")
    asyncio.run(serve(bot, settings))


async def serve(bot: Bot, settings: Settings) -> None:
    """Serve by polling or by webhook, as the settings say. Raises GongkaiError where Telegram does not answer."""
    try:
        await _meet(bot)
    except TelegramUnauthorizedError:
        raise UsageError("Telegram does not know the token in GONGKAI_TELEGRAM_TOKEN.") from None
    except TelegramAPIError as error:
        raise GongkaiError(
            f"Telegram can't be reached at {settings.telegram_api}: {logs.without_token(str(error))}"
        ) from None
    finally:
        await bot.session.close()
    async with answering_health(settings.health_listen) as health:
        with Archive(settings.db) as archive:
            dispatcher = build_dispatcher(archive, settings)
            health.watch(dispatcher, bot, archive, polls=settings.webhook_url is None)
            await _serve(dispatcher, bot, settings)


async def _serve(dispatcher: Dispatcher, bot: Bot, settings: Settings) -> None:
    if settings.webhook_url is None:
        await dispatcher.start_polling(bot)
    else:
        # Few bots have one, and it brings a server.
        from bot.edge import webhook

        await webhook.serve(dispatcher, bot, settings)


async def _meet(bot: Bot) -> None:
    """Ask who the bot is, until a server that is in trouble says so."""
    pause = _FIRST_PAUSE
    while True:
        try:
            await bot.me()
            return
        except TelegramServerError as error:
            log.warning("Telegram is in trouble", extra={"reason": error.message, "seconds": pause})
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
