"""Managing people: /allow, /revoke, /people, and strangers who ask to be let in."""

from __future__ import annotations

import logging

from aiogram import Bot, F, Router
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message, MessageOriginUser, ReplyKeyboardRemove, User
from aiogram.utils.formatting import Bold, Text, as_list

from bot.edge.access import Access, may, name_of
from bot.edge.addressing import Slashed
from bot.edge.desk import Desk
from bot.edge.memory import Memory
from bot.edge.presses import PopUp, message_of
from bot.look import keyboards
from bot.look.telling import tell
from bot.look.words import Words, language_of, words_of
from bot.people.menus import show_menu_of
from store import Archive
from store.desk.records import Role

log = logging.getLogger(__name__)

_LONGEST_ID = 18
_MOST_ASKED = 20
"""People whose names are asked of Telegram for one list."""
_MOST_BUTTONS = 60
_MOST_SAID = 200
"""Characters of what a stranger wrote that an administrator is shown."""

_ROLES: dict[str, Role] = {
    "reader": "reader",
    "editor": "editor",
    "administrator": "administrator",
    "admin": "administrator",
    "读者": "reader",
    "编辑": "editor",
    "管理员": "administrator",
}


def people_router() -> Router:
    router = Router(name="people")
    router.message.register(move, F.migrate_to_chat_id)
    router.message.register(pick, F.users_shared)
    router.callback_query.register(decide, keyboards.RoleButton.filter())
    router.callback_query.register(choose_role, keyboards.PersonButton.filter())
    commands = Router(name="people's commands")
    commands.message.filter(Slashed())
    commands.message.register(allow, Command("allow"))
    commands.message.register(revoke, Command("revoke"))
    commands.message.register(list_people, Command("people"))
    commands.message.register(tell_ids, Command("id"))
    router.include_router(commands)
    return router


class Door:
    """Where strangers knock, and who is let in or turned away."""

    def __init__(self, archive: Archive, access: Access, desk: Desk) -> None:
        self._archive = archive
        self._access = access
        self._desk = desk

    async def knock(self, message: Message) -> None:
        """Tell the stranger that an administrator was asked, and ask every administrator; once for each stranger."""
        user, bot = message.from_user, message.bot
        if user is None or bot is None:
            return
        await self._desk.do(lambda archive: archive.people.set(user.id, user.full_name, "asking", person=name_of(user)))
        await message.answer(words_of(language_of(user.language_code)).request_sent)
        for administrator in self._access.administrators():
            await self._announce(bot, administrator, user, (message.text or "")[:_MOST_SAID])

    async def give(
        self, account: int, role: Role, message: Message, words: Words, by: User, known_as: str = ""
    ) -> None:
        """Give a role, tell so in answer to the message, and tell whoever was let in by it."""
        if self._access.is_fixed(account):
            known = self._archive.people.name(account)
            await message.answer(words.role_fixed.format(party=_party(account, known)))
            return
        replied = message.reply_to_message.from_user if message.reply_to_message else None
        name = replied.full_name if replied and replied.id == account else known_as
        name = name or await name_in(message.bot, account)
        before = await self._desk.do(lambda archive: archive.people.set(account, name, role, person=name_of(by)))
        if message.bot is not None and "administrator" in (role, before):
            await show_menu_of(message.bot, account, administrator=role == "administrator")
        heard = await self._tell_role(account, role, before, message.bot, words)
        known = self._archive.people.name(account)
        told = words.role_taken if role == "nobody" else words.role_set
        heard_too = words.role_heard if heard else ""
        party = _party(account, known)
        await message.answer(told.format(party=party, role=words.role_names[role], heard=heard_too))

    async def _tell_role(self, account: int, role: Role, before: Role | None, bot: Bot | None, words: Words) -> bool:
        """Tell a person of the role they have now; whether they heard it."""
        if account <= 0 or bot is None or role in (before, "nobody"):
            return False
        sentence = words.let_in if before in (None, "asking", "nobody") else words.role_told
        try:
            await bot.send_message(account, sentence.format(role=words.role_names[role]))
        except TelegramAPIError as refusal:
            log.info("person not reached", extra={"account": account, "reason": str(refusal)})
            return False
        return True

    async def _announce(self, bot: Bot, administrator: int, user: User, said: str) -> None:
        words = words_of("zh")
        name = f"{user.full_name} @{user.username}" if user.username else user.full_name
        text = Text(words.request_of.format(name=name, account=user.id), f"\n“{said}”" if said else "")
        try:
            await bot.send_message(administrator, **text.as_kwargs(), reply_markup=keyboards.roles(user.id, words))
        except (TelegramForbiddenError, TelegramBadRequest) as refusal:
            # An administrator who never wrote to the bot can't be written to.
            log.warning("administrator not reached", extra={"account": administrator, "reason": refusal.message})


async def name_in(bot: Bot | None, account: int) -> str:
    """A person or group by name and @username, as far as Telegram tells the bot; else empty."""
    try:
        chat = await bot.get_chat(account) if bot else None
    except TelegramAPIError:
        return ""
    if chat is None:
        return ""
    name = chat.full_name or ""
    return f"{name} @{chat.username}" if chat.username else name


async def allow(
    message: Message, command: CommandObject, role: Role, door: Door, words: Words, event_from_user: User
) -> None:
    """`/allow 12345 editor`, or `/allow` in reply to a message of the person."""
    told = (command.args or "").split()
    given = _ROLES.get(told[-1].lower()) if told else None
    account = _account(message, " ".join(told[:-1] if given else told))
    if not may(role, "administrator"):
        await message.answer(words.administrators_only)
    elif account is None:
        is_private = message.chat.type == ChatType.PRIVATE
        await message.answer(words.allow_how, reply_markup=keyboards.pick_people(words) if is_private else None)
    else:
        await door.give(account, given or "reader", message, words, event_from_user)


async def revoke(
    message: Message, command: CommandObject, role: Role, door: Door, words: Words, event_from_user: User
) -> None:
    """`/revoke 12345`, or in reply to a message of the person."""
    account = _account(message, (command.args or "").strip())
    if not may(role, "administrator"):
        await message.answer(words.administrators_only)
    elif account is None:
        await message.answer(words.revoke_how)
    else:
        await door.give(account, "nobody", message, words, event_from_user)


async def move(message: Message, role: Role, desk: Desk) -> None:
    """A group has become a supergroup, with another number: whoever may use the bot there may go on."""
    new, title = message.migrate_to_chat_id, message.chat.title or ""
    assert new is not None
    log.info("group moved", extra={"chat": message.chat.id, "to": new})
    await desk.do(lambda archive: archive.people.set(new, title, role, person=str(message.chat.id)))


async def list_people(message: Message, role: Role, archive: Archive, access: Access, words: Words) -> None:
    if not may(role, "administrator"):
        await message.answer(words.administrators_only)
        return
    known = {person.account: person for person in archive.people.all()}
    names = {account: known[account].name if account in known else "" for account in access.accounts()}
    for account in [account for account, name in names.items() if not name][:_MOST_ASKED]:
        names[account] = await name_in(message.bot, account)
    lines = [
        Text(_party(account, names[account]), " ", Bold(words.role_names[told]))
        for account in access.accounts()
        if (told := access.role(account, None) or (known[account].role if account in known else None))
    ]
    persons = [(account, _party(account, name)) for account, name in names.items() if account > 0]
    markup = keyboards.people(dict(persons[:_MOST_BUTTONS]))
    await tell(message, [as_list(*(lines or [Text(words.nobody_known)]))], markup, reply=False)


async def pick(message: Message, role: Role, archive: Archive, memory: Memory, words: Words) -> None:
    """People that an administrator picked from a list, who are asked about one by one."""
    if not may(role, "administrator") or message.users_shared is None:
        return
    shared = message.users_shared.users
    await message.answer(words.picked.format(count=len(shared)), reply_markup=ReplyKeyboardRemove())
    for user in shared:
        name = " ".join(filter(None, (user.first_name, user.last_name, f"@{user.username}" if user.username else "")))
        await _ask_role(message, user.user_id, name, archive, memory, words)


async def choose_role(
    callback: CallbackQuery,
    callback_data: keyboards.PersonButton,
    role: Role,
    archive: Archive,
    memory: Memory,
    words: Words,
) -> None:
    """Somebody of the list, whose role is to be changed."""
    if not may(role, "administrator"):
        raise PopUp(words.administrators_only)
    message, account = message_of(callback, words), callback_data.account
    name = archive.people.name(account) or await name_in(message.bot, account)
    await _ask_role(message, account, name, archive, memory, words)


async def _ask_role(message: Message, account: int, name: str, archive: Archive, memory: Memory, words: Words) -> None:
    role = archive.people.role(account)
    told = words.role_names[role] if role else words.no_role
    text = words.which_role.format(party=_party(account, name), role=told)
    sent = await message.answer(text, reply_markup=keyboards.roles(account, words, all_of_them=True))
    memory.put(message.chat.id, sent.message_id, account, {"name": name})


async def tell_ids(message: Message, words: Words, event_from_user: User) -> None:
    await message.answer(words.your_id.format(account=event_from_user.id, chat=message.chat.id))


async def decide(
    callback: CallbackQuery, callback_data: keyboards.RoleButton, role: Role, door: Door, memory: Memory, words: Words
) -> None:
    """An administrator answers a stranger's request."""
    if not may(role, "administrator"):
        raise PopUp(words.administrators_only)
    message = message_of(callback, words)
    name = memory.about(message.chat.id, message.message_id).get("name", "")
    await door.give(callback_data.account, callback_data.role, message, words, callback.from_user, name)
    await message.edit_reply_markup(reply_markup=None)


def _account(message: Message, told: str) -> int | None:
    if told:
        return (
            (int(told) or None) if told.lstrip("-").isdecimal() and told.isascii() and len(told) < _LONGEST_ID else None
        )
    replied = message.reply_to_message
    if replied is None:
        return None
    # Of a message that was passed on, whoever wrote it first is meant.
    author = replied.forward_origin.sender_user if isinstance(replied.forward_origin, MessageOriginUser) else None
    author = author or replied.from_user
    return author.id if author else None


def _party(account: int, name: str) -> str:
    return f"{account} {name}".rstrip()
