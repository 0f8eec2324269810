"""/follow: the bodies and places a chat wants to hear of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Bold, Text, as_list

from bot.edge.desk import Desk
from bot.edge.presses import PopUp, message_of, stored_of
from bot.look import keyboards
from bot.look.telling import tell
from bot.look.words import Words
from core.places import divisions as places
from core.types import Language, Organization
from store import Archive
from store.desk.records import Subscription

_MOST_CHOICES = 12


def following_router() -> Router:
    router = Router(name="following")
    router.message.register(follow, Command("follow"))
    router.callback_query.register(choose, keyboards.FollowButton.filter())
    router.callback_query.register(follow_body, keyboards.FollowBodyButton.filter())
    router.callback_query.register(leave, keyboards.LeaveButton.filter())
    return router


async def follow(
    message: Message, command: CommandObject, archive: Archive, desk: Desk, words: Words, language: Language
) -> None:
    """`/follow` lists what is followed, `/follow 泰顺县` adds to it."""
    asked = (command.args or "").strip()
    if not asked:
        await _list(message, archive, words)
        return
    found = candidates(archive, asked, words)[:_MOST_CHOICES]
    if not found:
        await message.answer(words.follow_none.format(words=asked[:80]))
    elif len(found) == 1:
        (label, organization, code) = found[0]
        await _add(message, organization, code, label, archive, desk, words, language)
    else:
        await message.answer(words.follow_which, reply_markup=keyboards.follow(found))


def candidates(archive: Archive, asked: str, words: Words) -> Sequence[tuple[str, int, str]]:
    """What a name may mean: a body called just so, else places of that name and bodies whose names hold its words."""
    exactly = archive.called(asked)
    if exactly:
        return [(_name(body), body.id, "") for body in exactly]
    named = places.by_name(asked) or places.by_stem(asked)
    told = [(words.follow_place.format(place=places.full_name(place)), 0, place.code) for place in named]
    parts = asked.split()
    held = [
        body
        for body in archive.each_organization()
        if all(part in f"{body.division or ''}{body.name}" for part in parts)
    ]
    return [*told, *((_name(body), body.id, "") for body in held)]


async def choose(
    callback: CallbackQuery,
    callback_data: keyboards.FollowButton,
    archive: Archive,
    desk: Desk,
    words: Words,
    language: Language,
) -> None:
    message = message_of(callback, words)
    place = places.by_code(callback_data.code) if callback_data.code else None
    if place is None and archive.organization(callback_data.organization) is None:
        raise PopUp(words.expired)
    label = words.follow_place.format(place=places.full_name(place)) if place else ""
    await _add(message, callback_data.organization, callback_data.code, label, archive, desk, words, language)


async def follow_body(
    callback: CallbackQuery,
    callback_data: keyboards.FollowBodyButton,
    archive: Archive,
    desk: Desk,
    words: Words,
    language: Language,
) -> None:
    """The body of the sheet that the button hangs under."""
    message, identity = message_of(callback, words), stored_of(archive, callback_data.report, words).identity
    body = archive.filed(identity.organization or "", identity.division_code)
    if body is None:
        raise PopUp(words.expired)
    await _add(message, body.id, "", "", archive, desk, words, language)


async def leave(
    callback: CallbackQuery, callback_data: keyboards.LeaveButton, archive: Archive, desk: Desk, words: Words
) -> None:
    message = message_of(callback, words)
    chosen = {digest(one): one for one in archive.subscriptions.of(message.chat.id)}.get(callback_data.digest)
    if chosen is not None:
        await desk.do(lambda archive: archive.subscriptions.remove(chosen.chat, chosen.body, chosen.code))
        await message.answer(words.unfollowed.format(what=title(chosen, words)))


def title(subscription: Subscription, words: Words) -> str:
    """What is followed, by its name."""
    place = places.by_code(subscription.code) if subscription.code else None
    if not subscription.body:
        return words.follow_place.format(place=places.full_name(place) if place else subscription.code)
    return subscription.body


def digest(subscription: Subscription) -> str:
    return keyboards.digest(f"{subscription.body}|{subscription.code}")


async def _list(message: Message, archive: Archive, words: Words) -> None:
    followed = archive.subscriptions.of(message.chat.id)
    lines = [Text("· ", title(one, words)) for one in followed]
    blocks = [as_list(Bold(words.following), *lines)] if lines else []
    markup = keyboards.leave({title(one, words): digest(one) for one in followed}, words)
    await tell(message, [*blocks, Text(words.follow_how)], markup, reply=False)


async def _add(
    message: Message,
    organization: int,
    code: str,
    label: str,
    archive: Archive,
    desk: Desk,
    words: Words,
    language: Language,
) -> None:
    body = archive.organization(organization)
    name, of = (body.name, body.division_code or "") if body else ("", code)
    wanted = Subscription(message.chat.id, name, of, language, datetime.now(UTC))
    await desk.do(lambda archive: archive.subscriptions.add(wanted))
    await message.answer(words.followed.format(what=_name(body) if body else label))


def _name(body: Organization) -> str:
    """The body with its place where the name does not tell it."""
    place = body.division or ""
    return body.name if not place or place in body.name else f"{body.name}（{place}）"
