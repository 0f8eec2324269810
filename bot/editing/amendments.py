"""What a reply sets right: to a message that asked for it, or, as a sentence, to a sheet or an answer.

Value and reason are one message: `18 页面写的是18`. Any other message is a question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from aiogram import Router
from aiogram.filters import Command, Filter
from aiogram.types import Message, User

from bot.edge.access import may
from bot.edge.addressing import Addressed
from bot.edge.memory import Memory
from bot.editing.changes import CHANGES, as_told, refusal
from bot.editing.drafts import Drafting
from bot.editing.prompts import prompt
from bot.look.words import Words
from bot.talk.conversations import Conversations
from core import answer
from core.errors import UsageError
from core.forms.indicators import indicators
from core.reading.identity import body_named
from core.types import Language, Number
from store import Archive
from store.changing import Change
from store.desk.records import Role

_FIRST_YEAR = 2004
_APART = r"[\s,，;；:：。、（(]+"
_NUMBER = r"-?\d+(?:\.\d+)?"
_UNIT = r"(?:\s*+(?:件|项|次|条|万元|元|人次|人|个|篇))?"
_VALUE = re.compile(
    rf"(?P<new>{_NUMBER}|无|没有|none){_UNIT}(?:(?:{_APART}|(?<=[^\d\s]))(?P<reason>\S.*))?",
    re.DOTALL | re.IGNORECASE,
)
_YEAR = re.compile(rf"(?P<new>\d{{4}})年?(?:{_APART}(?P<reason>\S.*))?", re.DOTALL)
_BODY = re.compile(rf"(?P<new>[^\s,，;；:：。、（(]+)(?:{_APART}(?P<reason>\S.*))?", re.DOTALL)
_SENTENCE = re.compile(
    r"(?P<name>.*?)(?:应该是|应该为|应当是|应当为|应为|应是|改成|改为|改作|更正为|更正成)\s*"
    rf"(?P<new>{_NUMBER}){_UNIT}(?:{_APART}(?P<reason>\S.*?))?[。！!）)]*\s*",
    re.DOTALL,
)
_OF_NO_FIGURE = re.compile(
    r"(?:这个|该|上面的?|此)?(?:数字?|数据|结果)?(?:不对|错了|有误|不正确)?[，,。；;、\s]*(?:把|将)?(?:它)?"
)

_ASKS_HOW = re.compile(
    r"(?:请问)?(?:我)?(?:应该|该|要|想)?(?:怎么|如何|怎样)(?:更正|改正|纠正|修改|改)(?:一个|这个)?(?:数字|数据|数值|数|错误)?[？?。]?"
    r"|how (?:do|can) i (?:correct|change) (?:a|this) (?:figure|number)\??",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[吗么呢?？]|对不对|是不是")


@dataclass(frozen=True, slots=True)
class Amendment(Filter):
    """A reply to a prompt of ours, as `asked`; in a sentence that sets right, a reply to a sheet or an answer."""

    async def __call__(self, message: Message, memory: Memory) -> bool | dict[str, Any]:
        replied = message.reply_to_message
        if replied is None or not message.text or message.text.startswith("/"):
            return False
        about = memory.about(message.chat.id, replied.message_id)
        if "prompt" in about:
            return {"asked": about["prompt"]}
        found = _SENTENCE.fullmatch(message.text)
        if found is None or not about.keys() & {"report", "asked"}:
            return False
        return {"asked": {"kind": "sentence", "report": about.get("report"), "to": replied.message_id}}


class OfNoFigure(Filter):
    """这个数不对，应该是18: sets right what it does not name, in reply to nothing; or 怎么更正: asks how to.

    Takes a `question` found before.
    """

    async def __call__(self, message: Message, question: str) -> bool:
        if _ASKS_HOW.fullmatch(question.strip()):
            return True
        found = _SENTENCE.fullmatch(question) if message.reply_to_message is None else None
        return found is not None and not _named(found["name"]) and not _ASKS.search(question)


def amendments_router() -> Router:
    router = Router(name="amendments")
    router.message.register(cancel, Command("cancel"))
    router.message.register(amend, Amendment())
    router.message.register(tell_how, Addressed(), OfNoFigure())
    return router


async def tell_how(message: Message, words: Words) -> None:
    await message.answer(words.amend_how)


async def cancel(message: Message, memory: Memory, words: Words, event_from_user: User) -> None:
    """Whatever was asked for last is asked for no more."""
    chat, account = message.chat.id, event_from_user.id
    open_ones = [one for one in (memory.last(chat, account, "prompt"), memory.last(chat, account, "draft")) if one]
    for number, _ in open_ones:
        memory.put(chat, number, account, {})
    await message.answer(words.cancelled if open_ones else words.nothing_to_cancel)


async def amend(
    message: Message,
    asked: Mapping[str, Any],
    archive: Archive,
    memory: Memory,
    conversations: Conversations,
    drafting: Drafting,
    role: Role,
    words: Words,
    language: Language,
    event_from_user: User,
) -> None:
    """Draft what the reply says; where it says too little or what can't be, say so."""
    if not may(role, "editor"):
        await message.answer(words.editors_only)
        return
    reading = Reading(archive, conversations, words, language)
    try:
        change = reading.change(message, asked)
    except Refused as refused:
        if refused.asked is None:
            await message.answer(str(refused))
        else:
            # The reply to this one is told to the same figure, with what was said already.
            await prompt(message, event_from_user, str(refused), dict(refused.asked), words.hint_reason, memory)
        return
    try:
        await drafting.draft(message, event_from_user, change, words, language)
    except UsageError as error:
        # It can't be that figure, or was settled meanwhile.
        await message.answer(words.can_not_be.format(reason=str(error)))


class Refused(Exception):
    """The sentence says why; `asked` is what the next reply is to tell."""

    def __init__(self, sentence: str, asked: Mapping[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.asked = asked


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads what a reply says as a change."""

    archive: Archive
    conversations: Conversations
    words: Words
    language: Language

    def change(self, message: Message, asked: Mapping[str, Any]) -> Change:
        """Raises Refused."""
        text = (message.text or "").strip()
        if asked["kind"] == "sentence":
            return self._of_sentence(message, text, asked)
        if "change" in asked:
            return replace(CHANGES.validate_python(asked["change"]), reason=text)
        match asked["kind"]:
            case "report" | "finding":
                return Change(asked["kind"], asked["report"], text, digest=asked["digest"])
            case "value":
                return self._value(asked, text)
            case "year":
                return self._year(asked, text)
            case "settled":
                return self._settled(asked, text)
        return self._body(asked, text)

    def _value(self, asked: Mapping[str, Any], text: str) -> Change:
        found = self._understood(_VALUE, text, asked)
        value = _number(found["new"])
        change = Change("value", asked["report"], found["reason"] or "", asked["indicator"], asked["applicant"], value)
        return self._checked(change, asked)

    def _checked(self, change: Change, asked: Mapping[str, Any]) -> Change:
        if change.value is not None and (why := refusal(change.indicator, change.value, self.words)):
            raise Refused(why, asked if asked["kind"] == "value" else None)
        return self._with_reason(change, as_told(change.value) if change.value is not None else "无")

    def _year(self, asked: Mapping[str, Any], text: str) -> Change:
        found = self._understood(_YEAR, text, asked)
        year = int(found["new"])
        if not _FIRST_YEAR <= year <= date.today().year:
            raise Refused(self.words.no_such_year.format(year=year), asked)
        return self._with_reason(Change("year", asked["report"], found["reason"] or "", year=year), str(year))

    def _body(self, asked: Mapping[str, Any], text: str) -> Change:
        found = self._understood(_BODY, text, asked)
        named = body_named(found["new"], self.archive.report(asked["report"]).identity.year)
        if named is None:
            raise Refused(self.words.no_such_body.format(name=found["new"]), asked)
        return self._with_reason(Change("body", asked["report"], found["reason"] or "", body=named[0]), named[0])

    def _settled(self, asked: Mapping[str, Any], text: str) -> Change:
        """`网络申请数 原文如此`: which figure a number is that could not be read."""
        found = self._understood(_BODY, text, asked)
        code, applicant = self._named(asked["report"], found["new"], asked)
        change = Change(
            "settled",
            asked["report"],
            found["reason"] or "",
            code,
            applicant,
            asked["value"],
            digest=asked["digest"],
        )
        return self._with_reason(change, found["new"])

    def _named(self, report: int, name: str, asked: Mapping[str, Any]) -> tuple[str, Any]:
        """The figure that a name means in a report: core says so, as it does for a question."""
        identity = self.archive.report(report).identity
        meant = answer(f"{identity.organization}{identity.year}年{name}", self.archive, language=self.language)
        query = meant.query
        codes = [code for code in query.indicators if code in indicators()] if query else []
        if meant.status not in ("answered", "not_reported") or query is None or len(codes) != 1:
            raise Refused(self.words.which_figure_said, asked if asked["kind"] == "settled" else None)
        return codes[0], query.applicant

    def _of_sentence(self, message: Message, text: str, asked: Mapping[str, Any]) -> Change:
        """`网络申请数改成10，漏计一件`: the figure is named, or the one that the answer replied to tells."""
        found = _SENTENCE.fullmatch(text)
        assert found is not None
        report, (code, applicant) = self._figure(message, found["name"], asked)
        value = _number(found["new"])
        change = Change("value", report, (found["reason"] or "").strip(), code, applicant, value)
        return self._checked(change, asked)

    def _figure(self, message: Message, name: str, asked: Mapping[str, Any]) -> tuple[int, tuple[str, Any]]:
        named = _named(name)
        told = self.conversations.answer(message.chat.id, asked["to"])
        rows = [row for row in told.rows if row.report and row.derived is None] if told else []
        if not named and len(rows) == 1 and rows[0].indicator in indicators():
            assert rows[0].report is not None
            return rows[0].report, (rows[0].indicator, rows[0].applicant)
        reports = {asked["report"]} if asked["report"] else {row.report for row in rows}
        report = reports.pop() if len(reports) == 1 else None
        if not named or report is None:
            raise Refused(self.words.which_figure_said)
        return report, self._named(report, named, asked)

    def _understood(self, form: re.Pattern[str], text: str, asked: Mapping[str, Any]) -> re.Match[str]:
        found = form.fullmatch(text.strip())
        if found is None:
            raise Refused(self.words.not_so, asked)
        return found

    def _with_reason(self, change: Change, told: str) -> Change:
        change = replace(change, reason=change.reason.strip(" 。）)"))
        if not change.reason:
            raise Refused(self.words.reason_missing.format(told=told), {"kind": change.kind, "change": asdict(change)})
        return change


def _named(name: str) -> str:
    """What a sentence says beside 这个数不对，把它: the figure it names, empty where it names none."""
    return _OF_NO_FIGURE.sub("", name, count=1).strip(" 的，,")


def _number(told: str) -> Number | None:
    if told.lstrip("-").isdecimal():
        return int(told)
    return float(told) if told[-1].isdecimal() else None
