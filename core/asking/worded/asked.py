"""A question to be answered in a language: its request, what it said, and what is stored."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.asking.found.stored import Stored
from core.asking.understood.request import Request, Subject
from core.asking.understood.said import Understood
from core.types import Language

_WHETHER = re.compile(
    r"是不是|是否|吗[?？。]*$|是吧[?？]*$|真的?(?:还是)?假的?[?？]*$|对(?:伐|哇|啵|头吗)[?？]*$|对吧[?？]*$|没错吧[?？]*$|对不对?[?？]*$|对么[?？]*$|\b(?:true|correct|right)\?$"
    r"|\bis (?:that|this|it) (?:so|accurate|the case|supported|confirmed|borne out|what)\b[^.?]{0,40}\??$"
    r"|\bdoes (?:the|its) (?:annual )?(?:report|data) [^.?]{3,40}\?$"
    r"|[,，。;；]\s{0,2}(?:请|帮忙?|帮我|麻烦){0,2}(?:核[实对查]?|查证|验证|确认)(?:一下|下)?[。!！]?$"
    r"|^(?:true or false|verify|check|fact[- ]?check|confirm|claim|assert|is|are|was|were|did|does|do|has|have)\b"
)


def asks_whether(question: str) -> bool:
    """Whether yes or no is to come first: 是不是收到17件, 收到17件吗."""
    return bool(_WHETHER.search(question.strip().lower()))


@dataclass(frozen=True, slots=True)
class Asked:
    """A request beside what is stored, and the language of its answer.

    `asks` is unset where a statement is judged: nobody is told what can be asked instead.
    """

    request: Request
    understood: Understood
    language: Language
    stored: Stored
    asks: bool = True

    @property
    def subject(self) -> Subject:
        """Who, when and what the request is about."""
        return self.request.subject
