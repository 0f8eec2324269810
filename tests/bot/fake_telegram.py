"""A small Bot API server over real HTTP, as strict as Telegram where this bot could go wrong.

It serves one bot. A test plays the people: `telegram.chat(7).say("...")` puts an update in the queue that the bot
fetches by long polling, and `await chat.heard()` waits for the next thing the bot does in that chat. What the bot
does is kept in order in `telegram.deeds`, so that a test can state a whole conversation.
"""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web

TOKEN = "4242:AAFake-token_of_the_tests_0123456789abc"
USERNAME = "gongkai_bot"
LARGEST_DOWNLOAD = 20 * 1024 * 1024
PATIENCE = 300.0
"""Seconds after which a bot is taken for stuck; on a busy machine it takes long to start."""

Json = dict[str, Any]

_ENTITY_TYPES = (
    "mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough spoiler "
    "blockquote expandable_blockquote code pre text_link text_mention custom_emoji"
)
_EDITED = ("text", "entities", "rich_message", "reply_markup")
_CHAT_ACTIONS = (
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document "
    "choose_sticker find_location record_video_note upload_video_note"
)


class ApiError(Exception):
    """An error answer of the Bot API."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(description: str) -> ApiError:
    return ApiError(400, f"Bad Request: {description}")


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def utf16_slice(text: str, offset: int, length: int) -> str:
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing the bot did: the method, its chat and what a person would see."""

    method: str
    chat: int | None
    text: str
    parameters: Json
    message: int | None = None
    file: bytes | None = None

    @property
    def entities(self) -> list[Json]:
        return self.parameters.get("entities") or self.parameters.get("caption_entities") or []

    def marked(self, kind: str) -> list[str]:
        """The stretches of the text that carry an entity of this kind."""
        return [utf16_slice(self.text, e["offset"], e["length"]) for e in self.entities if e["type"] == kind]

    @property
    def buttons(self) -> list[Json]:
        markup = self.parameters.get("reply_markup") or {}
        return [button for row in markup.get("inline_keyboard", []) for button in row]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for button in self.buttons]

    def button(self, label: str) -> str:
        """The callback data of the button whose text holds the label."""
        return next(str(b["callback_data"]) for b in self.buttons if label in b["text"])


@dataclass(slots=True)
class Person:
    id: int
    language: str | None = "zh-hans"
    name: str = "职员"

    def json(self) -> Json:
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.name}
        return user | ({"language_code": self.language} if self.language else {})


@dataclass(slots=True)
class Chat:
    """A chat as one person sees it; in a private chat its id is the person's."""

    telegram: FakeTelegram
    id: int
    person: Person
    heard_until: int = 0

    @property
    def json(self) -> Json:
        if self.id > 0:
            return {"id": self.id, "type": "private", "first_name": self.person.name}
        return {"id": self.id, "type": "supergroup", "title": "信息公开组"}

    def say(self, text: str, *, reply_to: int | None = None) -> int:
        """A text message; commands and mentions get their entities as Telegram's clients give them."""
        entities = [
            {
                "type": "bot_command" if found.group().startswith("/") else "mention",
                "offset": utf16_length(text[: found.start()]),
                "length": utf16_length(found.group()),
            }
            for found in re.finditer(r"(?<!\S)/[a-z0-9_]+(?:@\w+)?|(?<![\w/])@\w{5,32}", text)
        ]
        return self._message({"text": text} | ({"entities": entities} if entities else {}), reply_to)

    def edit(self, message: int, text: str) -> None:
        """Change the text of a message sent before."""
        edited = self.telegram.messages[self.id, message]
        edited |= {"text": text, "edit_date": int(time.time())}
        self.telegram.push("edited_message", edited)

    def send_file(
        self,
        name: str,
        data: bytes,
        *,
        album: str | None = None,
        size: int | None = None,
        caption: str | None = None,
        mime: str = "text/plain",
        tell_size: bool = True,
    ) -> int:
        """A document. `size` pretends another size than the data's; `tell_size` puts it into the message."""
        file_id = self.telegram.keep(data, size)
        document: Json = {"file_id": file_id, "file_unique_id": "u" + file_id, "file_name": name, "mime_type": mime}
        if tell_size:
            document["file_size"] = len(data) if size is None else size
        extra = {"media_group_id": album} if album else {}
        return self._message({"document": document} | extra | ({"caption": caption} if caption else {}), None)

    def send_photo(self, data: bytes, *, album: str | None = None, caption: str | None = None) -> int:
        sizes = []
        for edge in (90, 800):
            file_id = self.telegram.keep(data, None)
            sizes.append({"file_id": file_id, "file_unique_id": "u" + file_id, "width": edge, "height": edge})
        told = {"photo": sizes, "media_group_id": album, "caption": caption}
        return self._message({key: value for key, value in told.items() if value is not None}, None)

    def send_other(self, content: Json) -> int:
        """A message of another kind, e.g. a location."""
        return self._message(content, None)

    def type_inline(self, query: str) -> str:
        """Type `@bot query` in any chat; returns the id of the inline query."""
        number = self.telegram.new_callback()
        self.telegram.push(
            "inline_query",
            {"id": number, "from": self.person.json(), "query": query, "offset": "", "chat_type": "group"},
        )
        return number

    def press(self, deed: Deed, label: str) -> str:
        """Press the button of a message the bot sent; returns the id of the callback query."""
        assert deed.message is not None
        return self.press_data(deed.message, deed.button(label))

    def press_data(self, message: int, data: str) -> str:
        query = self.telegram.new_callback()
        self.telegram.push(
            "callback_query",
            {
                "id": query,
                "from": self.person.json(),
                "message": self.telegram.messages[self.id, message],
                "chat_instance": str(self.id * 31),
                "data": data,
            },
        )
        return query

    async def heard(self, *methods: str) -> Deed:
        """The next deed in this chat that was not heard yet; of the methods named, where some are."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for at, deed in enumerate(self.telegram.deeds[self.heard_until :], self.heard_until):
                    if (
                        deed.chat == self.id
                        and deed.method != "sendChatAction"
                        and (not methods or deed.method in methods)
                    ):
                        self.heard_until = at + 1
                        return deed
                await self.telegram.next_deed()

    async def until(self, text: str) -> Deed:
        """The next message or edit that holds the text."""
        while text not in (deed := await self.heard("sendMessage", "sendRichMessage", "editMessageText")).text:
            pass
        return deed

    async def ask(self, text: str) -> Deed:
        self.say(text)
        return await self.heard("sendMessage")

    def _message(self, content: Json, reply_to: int | None) -> int:
        message = self.telegram.new_message(self.json, content | {"from": self.person.json()})
        if reply_to is not None:
            message["reply_to_message"] = self.telegram.messages[self.id, reply_to]
        self.telegram.push("message", message)
        return int(message["message_id"])


@dataclass(slots=True)
class FakeTelegram:
    """The server. `url` is what the bot takes as the address of the Bot API."""

    url: str = ""
    deeds: list[Deed] = field(default_factory=list)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    attempts: list[tuple[float, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    transcript: list[str] = field(default_factory=list)
    """What was sent (`> `), what came back (`< `, its first line, or the name of a file), and what either side refused
    (`! `), in order."""
    held: set[str] = field(default_factory=set)
    """Files that are not given out for now."""
    webhook: tuple[str, str] | None = None
    """Where updates are to be sent, and the secret to be told there."""
    local_files: bool = False
    knows_tables: bool = False
    """Whether the server is new enough for rich messages."""
    weather: Callable[[str, web.Request], Awaitable[web.Response | None]] | None = None
    """What befalls a call before it is heard: a delay, or another answer."""
    _updates: list[Json] = field(default_factory=list)
    _last_update: int = 1000
    _last_message: int = 0
    _last_file: int = 0
    _files: dict[str, tuple[bytes, int]] = field(default_factory=dict)
    _callbacks: set[str] = field(default_factory=set)
    _chats: dict[int, Json] = field(default_factory=dict)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _refusals: deque[tuple[str, ApiError]] = field(default_factory=deque)
    _pages: list[tuple[str, int, str]] = field(default_factory=list)
    _spoilt: deque[int | str] = field(default_factory=deque)
    _polling: int = 0
    _answers: int = 0
    _closing: bool = False

    # --- the people's side ---------------------------------------------------------------------------

    def chat(self, person: int, *, group: int | None = None, language: str | None = "zh-hans") -> Chat:
        chat = Chat(self, group if group is not None else person, Person(person, language))
        self._chats[chat.id] = chat.json
        return chat

    def flood(self, method: str, retry_after: int) -> None:
        """Refuse the next call of a method with 429."""
        self._refusals.append(
            (method, ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}))
        )

    def block(self, method: str, times: int) -> None:
        """Refuse the next calls of a method as those of a blocked bot."""
        blocked = ApiError(403, "Forbidden: bot was blocked by the user")
        self._refusals.extend([(method, blocked)] * times)

    def fail(self, method: str) -> None:
        """Break at the next call of a method."""
        self._refusals.append((method, ApiError(502, "Bad Gateway")))

    def refuse(self, method: str, why: str) -> None:
        """Refuse the next call of a method for what it says."""
        self._refusals.append((method, bad_request(why)))

    def garble(
        self, method: str, times: int = 1, *, status: int = 502, body: str = "<html>502 Bad Gateway</html>"
    ) -> None:
        """Answer the next calls of a method with a page of a gateway."""
        self._pages.extend([(method, status, body)] * times)

    def move(self, method: str, to: int) -> None:
        """Refuse the next call of a method: the group has become a supergroup."""
        told = {"migrate_to_chat_id": to}
        self._refusals.append(
            (method, ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", told))
        )

    def forget_queries(self) -> None:
        """Let all presses of buttons so far be too old to be answered."""
        self._callbacks.clear()

    def spoil_downloads(self, *how: int | str) -> None:
        """How the next downloads go: a status, `half` of the file, or `slow`."""
        self._spoilt.extend(how)

    def hold(self, message: int, chat: int) -> None:
        """Keep back the file of a message until `release`."""
        self.held.add(self.messages[chat, message]["document"]["file_id"])

    def release(self) -> None:
        self.held.clear()
        self._wake()

    def keep(self, data: bytes, size: int | None) -> str:
        self._last_file += 1
        file_id = f"FILE{self._last_file}"
        self._files[file_id] = (data, len(data) if size is None else size)
        return file_id

    def new_callback(self) -> str:
        query = str(9000 + len(self._callbacks) + self._last_update)
        self._callbacks.add(query)
        return query

    def new_message(self, chat: Json, content: Json) -> Json:
        self._last_message += 1
        message = {"message_id": self._last_message, "date": int(time.time()), "chat": chat} | content
        self.messages[chat["id"], self._last_message] = message
        return message

    def push(self, kind: str, content: Json) -> None:
        self._last_update += 1
        self._updates.append({"update_id": self._last_update, kind: content})
        said = content.get("text") or content.get("data") or content.get("query")
        sent = "photo" if "photo" in content else (content.get("document") or {}).get("file_name")
        self.transcript.append(f"> {said or sent or kind}")
        self._wake()

    async def deliver(self, secret: str | None = None) -> int:
        """Send the first update that waits to the webhook, with its secret or another; the status of its answer."""
        while self.webhook is None or not self._updates:
            await self.next_deed()
        url, agreed = self.webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": agreed if secret is None else secret}
        async with ClientSession() as session, session.post(url, json=self._updates[0], headers=headers) as response:
            if response.status == 200:
                del self._updates[0]
            else:
                self.transcript.append(f"! {response.status} {response.reason}")
            return response.status

    def waiting(self) -> list[Json]:
        """The updates that were not fetched yet."""
        return list(self._updates)

    def push_again(self, update: Json) -> None:
        """Put the very same update in the queue, with its number."""
        self._updates.append(update)
        self._wake()

    async def deliver_body(self, body: bytes, secret: str | None = None) -> int:
        """Send any body to the webhook; the status of its answer."""
        assert self.webhook is not None
        url, agreed = self.webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": agreed if secret is None else secret}
        async with ClientSession() as session, session.post(url, data=body, headers=headers) as response:
            return response.status

    async def next_answered(self) -> Deed:
        """What the bot answered the next press of a button with."""
        async with asyncio.timeout(PATIENCE):
            while (
                len(answers := [deed for deed in self.deeds if deed.method == "answerCallbackQuery"]) <= self._answers
            ):
                await self.next_deed()
        self._answers += 1
        return answers[self._answers - 1]

    async def settled(self, quiet: float = 0.3) -> None:
        """Wait until every update was fetched and the bot did nothing for a while."""
        seen = -1
        while self._updates or seen != len(self.deeds):
            seen = len(self.deeds)
            await asyncio.sleep(quiet)

    @property
    def polls(self) -> int:
        """How often updates were asked for."""
        return self._polling

    async def polled(self, since: int = 0) -> None:
        """Wait until the bot asks for updates, more often than it had."""
        while self._polling <= since:
            await self.next_deed()

    async def next_deed(self) -> None:
        await self._changed.wait()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    # --- the bot's side ------------------------------------------------------------------------------

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[FakeTelegram]:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        try:
            yield self
        finally:
            self._closing = True
            self._wake()
            await runner.cleanup()

    async def _download(self, request: web.Request) -> web.StreamResponse:
        file_id = request.match_info["path"].removeprefix("documents/")
        while file_id in self.held and not self._closing:
            await self.next_deed()
        known = self._files.get(file_id)
        if request.match_info["token"] != TOKEN or known is None:
            return web.Response(status=404)
        spoilt = self._spoilt.popleft() if self._spoilt else None
        if isinstance(spoilt, int):
            return web.Response(status=spoilt)
        if spoilt == "slow":
            return await self._drip(request, known[0])
        return web.Response(body=known[0][: len(known[0]) // 2] if spoilt else known[0])

    async def _drip(self, request: web.Request, data: bytes) -> web.StreamResponse:
        """A file over a slow line: bytes come all the while."""
        response = web.StreamResponse(headers={"Content-Length": str(len(data))})
        await response.prepare(request)
        part = len(data) // 8 + 1
        for at in range(0, len(data), part):
            await response.write(data[at : at + part])
            await asyncio.sleep(0.15)
        return response

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        handle = _METHODS.get(method)
        try:
            if request.match_info["token"] != TOKEN:
                raise ApiError(401, "Unauthorized")
            if handle is None:
                raise ApiError(404, "Not Found: method not found")
            self.attempts.append((time.monotonic(), method))
            if self.weather is not None and (odd := await self.weather(method, request)) is not None:
                return odd
            page = next((page for page in self._pages if page[0] == method), None)
            if page is not None:
                self._pages.remove(page)
                self.transcript.append(f"! {page[1]}")
                return web.Response(status=page[1], text=page[2], content_type="text/html")
            self._refuse_as_told(method)
            result = await handle(self, _parameters(await request.post()))
        except ApiError as error:
            self.refused.append(f"{method}: {error.description}")
            self._wake()
            body: Json = {"ok": False, "error_code": error.code, "description": error.description}
            if error.parameters:
                body["parameters"] = error.parameters
            return web.json_response(body, status=error.code)
        return web.json_response({"ok": True, "result": result})

    def _refuse_as_told(self, method: str) -> None:
        if self._refusals and self._refusals[0][0] == method:
            refusal = self._refusals.popleft()[1]
            self.transcript.append(f"! {refusal}")
            raise refusal

    def _did(self, method: str, parameters: Json, message: Json | None, file: bytes | None = None) -> Json | bool:
        rich = parameters.get("rich_message")
        text = _rich_text(rich) if rich else str(parameters.get("text") or parameters.get("caption") or "")
        chat = int(parameters["chat_id"]) if "chat_id" in parameters else None
        number = int(message["message_id"]) if message else None
        self.deeds.append(Deed(method, chat, text, parameters, number, file))
        if text or method not in ("sendChatAction", "answerCallbackQuery"):
            self.transcript.append(f"< {text.partition(chr(10))[0] or _wordless(method, parameters)}")
        self._wake()
        return message if message else True

    async def _get_me(self, _: Json) -> Json:
        return {
            "id": int(TOKEN.partition(":")[0]),
            "is_bot": True,
            "first_name": "公开",
            "username": USERNAME,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }

    async def _get_updates(self, parameters: Json) -> list[Json]:
        self._polling += 1
        mine = self._polling
        self._wake()
        offset = int(parameters.get("offset") or 0)
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        allowed = parameters.get("allowed_updates")
        until = time.monotonic() + int(parameters.get("timeout") or 0)
        while not self._closing:
            if mine != self._polling:
                raise ApiError(409, "Conflict: terminated by other getUpdates request")
            ready = [u for u in self._updates if not allowed or any(kind in allowed for kind in u)]
            if ready or time.monotonic() >= until:
                return ready[: int(parameters.get("limit") or 100)]
            try:
                async with asyncio.timeout(until - time.monotonic()):
                    await self.next_deed()
            except TimeoutError:
                continue
        return []

    async def _send_message(self, parameters: Json) -> Json | bool:
        chat = self._chat(parameters)
        text = _checked_text(parameters, "text", "entities", 4096)
        _check_markup(parameters)
        content = {"text": text} | _only(parameters, "entities", "reply_markup") | self._reply(parameters)
        return self._did("sendMessage", parameters, self.new_message(chat, content | {"from": await self._get_me({})}))

    async def _send_rich_message(self, parameters: Json) -> Json | bool:
        if not self.knows_tables:
            raise ApiError(404, "Not Found: method not found")
        chat = self._chat(parameters)
        content = {"rich_message": _checked_rich(parameters)} | _only(parameters, "reply_markup")
        _check_markup(parameters)
        content |= self._reply(parameters) | {"from": await self._get_me({})}
        return self._did("sendRichMessage", parameters, self.new_message(chat, content))

    async def _edit_message_text(self, parameters: Json) -> Json | bool:
        chat = self._chat(parameters)
        message = self.messages.get((chat["id"], int(parameters["message_id"])))
        if message is None:
            raise bad_request("message to edit not found")
        if self.knows_tables and "rich_message" in parameters:
            new: Json = {"rich_message": _checked_rich(parameters)}
        else:
            new = {"text": _checked_text(parameters, "text", "entities", 4096)} | _only(parameters, "entities")
        _check_markup(parameters)
        new |= _only(parameters, "reply_markup")
        if new == {key: message[key] for key in _EDITED if key in message}:
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly "
                "the same as a current content and reply markup of the message"
            )
        for key in _EDITED:
            message.pop(key, None)
        message |= new | {"edit_date": int(time.time())}
        return self._did("editMessageText", parameters, message)

    async def _edit_message_reply_markup(self, parameters: Json) -> Json | bool:
        chat = self._chat(parameters)
        message = self.messages.get((chat["id"], int(parameters["message_id"])))
        if message is None:
            raise bad_request("message to edit not found")
        _check_markup(parameters)
        if message.get("reply_markup") == parameters.get("reply_markup"):
            raise bad_request("message is not modified")
        message.pop("reply_markup", None)
        message |= _only(parameters, "reply_markup")
        return self._did("editMessageReplyMarkup", parameters, message)

    async def _send_document(self, parameters: Json) -> Json | bool:
        return await self._send_upload("document", parameters)

    async def _send_photo(self, parameters: Json) -> Json | bool:
        return await self._send_upload("photo", parameters)

    async def _send_upload(self, kind: str, parameters: Json) -> Json | bool:
        chat = self._chat(parameters)
        caption = _checked_text(parameters, "caption", "caption_entities", 1024) if parameters.get("caption") else None
        _check_markup(parameters)
        upload = parameters.pop(str(parameters[kind]).removeprefix("attach://"), None)
        if not isinstance(upload, web.FileField):
            raise bad_request(f"there is no {kind} in the request")
        data = upload.file.read()
        if not data:
            raise bad_request("file must be non-empty")
        file_id = self.keep(data, None)
        sent: Json = {"file_id": file_id, "file_unique_id": "u" + file_id, "file_size": len(data)}
        if kind == "document":
            sent["file_name"] = parameters["file_name"] = upload.filename
        content: Json = {kind: sent if kind == "document" else [sent | {"width": 800, "height": 500}]}
        content |= ({"caption": caption} if caption else {}) | _only(parameters, "reply_markup")
        content |= self._reply(parameters) | {"from": await self._get_me({})}
        method = {"document": "sendDocument", "photo": "sendPhoto"}[kind]
        return self._did(method, parameters, self.new_message(chat, content), data)

    async def _get_file(self, parameters: Json) -> Json:
        known = self._files.get(str(parameters.get("file_id")))
        if known is None:
            raise bad_request("invalid file_id")
        if known[1] > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        file_id = parameters["file_id"]
        return {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_size": known[1],
            "file_path": self._on_disk(file_id) if self.local_files else f"documents/{file_id}",
        }

    def _on_disk(self, file_id: str) -> str:
        """The path that a server in --local mode gives."""
        path = Path(tempfile.mkdtemp()) / file_id
        path.write_bytes(self._files[file_id][0])
        return str(path)

    async def _answer_callback_query(self, parameters: Json) -> bool:
        query = str(parameters.get("callback_query_id"))
        if query not in self._callbacks:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self._callbacks.discard(query)
        if utf16_length(parameters.get("text") or "") > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        self._did("answerCallbackQuery", parameters, None)
        return True

    async def _get_chat(self, parameters: Json) -> Json:
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
        about: Json = {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(gifts, True),
        }
        return self._chat(parameters) | about

    async def _send_chat_action(self, parameters: Json) -> bool:
        self._chat(parameters)
        if parameters.get("action") not in _CHAT_ACTIONS.split():
            raise bad_request("wrong parameter action in request")
        self._did("sendChatAction", parameters, None)
        return True

    async def _set_my_commands(self, parameters: Json) -> bool:
        commands = parameters.get("commands") or []
        if len(commands) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= utf16_length(command["description"]) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        told = parameters.get("scope") or {"type": "default"}
        scope = str(told.get("chat_id") or told["type"])
        if "chat_id" in told:
            self._chat(told)
        self.commands[scope, parameters.get("language_code") or ""] = commands
        return True

    async def _delete_my_commands(self, parameters: Json) -> bool:
        told = parameters.get("scope") or {"type": "default"}
        if "chat_id" in told:
            self._chat(told)
        self.commands.pop((str(told.get("chat_id") or told["type"]), parameters.get("language_code") or ""), None)
        return True

    async def _delete_webhook(self, _: Json) -> bool:
        self.webhook = None
        return True

    async def _set_webhook(self, parameters: Json) -> bool:
        secret = str(parameters.get("secret_token") or "")
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
            raise bad_request("secret token contains unallowed characters")
        self.webhook = str(parameters["url"]), secret
        self._wake()
        return True

    async def _answer_inline_query(self, parameters: Json) -> bool:
        query = str(parameters.get("inline_query_id"))
        if query not in self._callbacks:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self._callbacks.discard(query)
        results = parameters.get("results") or []
        if len(results) > 50:
            raise bad_request("RESULTS_TOO_MUCH")
        if len({result["id"] for result in results}) < len(results):
            raise bad_request("RESULT_ID_DUPLICATE")
        for result in results:
            if not 1 <= len(result["id"].encode()) <= 64:
                raise bad_request("RESULT_ID_INVALID")
            if not result.get("title"):
                raise bad_request("article title is empty")
            _checked_text(result["input_message_content"], "message_text", "entities", 4096)
        self._did("answerInlineQuery", parameters, None)
        return True

    def _chat(self, parameters: Json) -> Json:
        chat = self._chats.get(int(parameters.get("chat_id") or 0))
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def _reply(self, parameters: Json) -> Json:
        reply = parameters.get("reply_parameters")
        if not reply:
            return {}
        replied = self.messages.get((int(parameters["chat_id"]), int(reply["message_id"])))
        if replied is None:
            if reply.get("allow_sending_without_reply"):
                return {}
            raise bad_request("message to be replied not found")
        return {"reply_to_message": {key: value for key, value in replied.items() if key != "reply_to_message"}}


def _wordless(method: str, parameters: Json) -> str:
    """How a transcript tells what holds no text of its own: a file by its name, ready answers by their titles."""
    titles = " / ".join(result["title"] for result in parameters.get("results") or [])
    return titles or str(parameters.get("file_name") or method)


def _only(parameters: Json, *keys: str) -> Json:
    """What of the parameters a message keeps: of markup only an inline keyboard."""
    kept = {key: parameters[key] for key in keys if parameters.get(key)}
    if "inline_keyboard" not in kept.get("reply_markup", {"inline_keyboard": []}):
        del kept["reply_markup"]
    return kept


def _parameters(form: Mapping[str, Any]) -> Json:
    """Form fields as values: what is not plain text is JSON, as the Bot API takes it."""
    values: Json = {}
    for key, value in form.items():
        if isinstance(value, str) and value[:1] in "[{" and key not in ("text", "caption", "data"):
            try:
                values[key] = json.loads(value)
            except json.JSONDecodeError:
                raise bad_request(f"can't parse {key} JSON object") from None
        else:
            values[key] = value
    return values


def _checked_text(parameters: Json, text_key: str, entities_key: str, limit: int) -> str:
    text = str(parameters.get(text_key) or "")
    if not text.strip():
        raise bad_request("message text is empty")
    if utf16_length(text) > limit:
        raise bad_request("message is too long" if limit == 4096 else "message caption is too long")
    if parameters.get("parse_mode"):
        raise bad_request("can't parse entities: this server takes entities only")
    entities = parameters.get(entities_key) or []
    if len(entities) > 100:
        raise bad_request("ENTITIES_TOO_LONG")
    for entity in entities:
        if entity["type"] not in _ENTITY_TYPES.split():
            raise bad_request(f"can't parse entities: unsupported type {entity['type']}")
        offset, length = entity["offset"], entity["length"]
        if offset < 0 or length <= 0 or offset + length > utf16_length(text):
            raise bad_request("ENTITY_BOUNDS_INVALID")
        try:
            utf16_slice(text, offset, length)
        except UnicodeDecodeError:
            raise bad_request("ENTITY_BOUNDS_INVALID") from None
    return text


def _checked_rich(parameters: Json) -> Json:
    """A rich message of blocks, within Telegram's limits."""
    rich = parameters["rich_message"]
    if {"html", "markdown", "blocks"} & rich.keys() != {"blocks"}:
        raise bad_request("this server takes rich messages of blocks only")
    blocks = list(_blocks(rich["blocks"]))
    if not blocks:
        raise bad_request("rich message must be non-empty")
    if sum(1 + len(block.get("cells", ())) for block in blocks) > 500:
        raise bad_request("RICH_MESSAGE_BLOCKS_TOO_MUCH")
    if len(_rich_text(rich)) > 32_768:
        raise bad_request("RICH_MESSAGE_TOO_LONG")
    for block in blocks:
        told = [block.get("text"), block.get("summary")] if block["type"] != "table" else ["table"]
        if not any(_words(part).strip() for part in told if part):
            raise bad_request("RICH_MESSAGE_TEXT_EMPTY")
        columns = {len(row) for row in block.get("cells", ())}
        if len(columns) > 1 or any(count > 20 for count in columns):
            raise bad_request("RICH_MESSAGE_TABLE_INVALID")
        for cell in (cell for row in block.get("cells", ()) for cell in row):
            if cell["align"] not in ("left", "center", "right") or cell["valign"] not in ("top", "middle", "bottom"):
                raise bad_request("RICH_MESSAGE_TABLE_INVALID")
    return {"blocks": rich["blocks"]}


def _blocks(blocks: list[Json]) -> Iterator[Json]:
    for block in blocks:
        if block["type"] not in ("paragraph", "footer", "table", "details"):
            raise bad_request(f"unsupported type of block {block['type']}")
        yield block
        yield from _blocks(block.get("blocks", []))


def _rich_text(rich: Json) -> str:
    """As a person reads it: a row of a table a line, its cells parted by ` | `."""
    lines = []
    for block in _blocks(rich["blocks"]):
        lines += [_words(block[part]) for part in ("text", "summary") if part in block]
        lines += [" | ".join(_words(cell.get("text") or "") for cell in row) for row in block.get("cells", ())]
    return "\n".join(lines)


def _words(text: Any) -> str:
    if isinstance(text, list):
        return "".join(map(_words, text))
    return text if isinstance(text, str) else _words(text["text"])


def _check_markup(parameters: Json) -> None:
    keyboard = (parameters.get("reply_markup") or {}).get("inline_keyboard", [])
    if sum(len(row) for row in keyboard) > 100:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for row in keyboard:
        if len(row) > 8:
            raise bad_request("REPLY_MARKUP_INVALID")
        for button in row:
            if not button.get("text"):
                raise bad_request("can't parse inline keyboard button: field text must be non-empty")
            data = button.get("callback_data")
            if data is None and "url" not in button:
                raise bad_request("can't parse inline keyboard button: text buttons are unallowed")
            if data is not None and not 1 <= len(data.encode()) <= 64:
                raise bad_request("BUTTON_DATA_INVALID")


_METHODS: dict[str, Callable[[FakeTelegram, Json], Awaitable[Any]]] = {
    "getMe": FakeTelegram._get_me,
    "getUpdates": FakeTelegram._get_updates,
    "sendMessage": FakeTelegram._send_message,
    "sendRichMessage": FakeTelegram._send_rich_message,
    "editMessageText": FakeTelegram._edit_message_text,
    "editMessageReplyMarkup": FakeTelegram._edit_message_reply_markup,
    "sendDocument": FakeTelegram._send_document,
    "sendPhoto": FakeTelegram._send_photo,
    "getChat": FakeTelegram._get_chat,
    "getFile": FakeTelegram._get_file,
    "answerCallbackQuery": FakeTelegram._answer_callback_query,
    "sendChatAction": FakeTelegram._send_chat_action,
    "setMyCommands": FakeTelegram._set_my_commands,
    "deleteMyCommands": FakeTelegram._delete_my_commands,
    "deleteWebhook": FakeTelegram._delete_webhook,
    "setWebhook": FakeTelegram._set_webhook,
    "answerInlineQuery": FakeTelegram._answer_inline_query,
}
