"""Templates filled in. The processes that work for calls do it, so that the event loop has nothing left to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from core.text.harmless import harmless_values
from core.types import Language
from server.pages.words import WORDS
from store import Archive


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page: its language, its address in the other one, who looks at it."""

    language: Language = "zh"
    other: str = "/"
    person: str = ""
    may_write: bool = False
    csrf: str = ""
    can_sign_in: bool = False


@cache
def environment() -> Environment:
    """The templates, which escape whatever they show."""
    made = Environment(
        loader=PackageLoader("server.pages"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in made.list_templates():
        made.get_template(name)
    return made


def render(template: str, frame: Frame, values: Mapping[str, Any]) -> str:
    """A page; words of reports, files and questions lose what would act on whoever shows them."""
    return (
        environment()
        .get_template(template)
        .render(
            words=WORDS[frame.language],
            link=partial(link, language=frame.language),
            **asdict(frame),
            **harmless_values(values),
        )
    )


def shown(
    archive: Archive, template: str, frame: Frame, work: Callable[..., dict[str, Any]], arguments: Sequence[object]
) -> str:
    """A page of what is worked out."""
    return render(template, frame, work(archive, *arguments))


def link(path: str, *, language: Language, at: str = "", **fields: object) -> str:
    """The address of a page with its fields (a list is a field several times) and a place on it."""
    kept: dict[str, object] = {name: value for name, value in fields.items() if value not in (None, "", [])}
    query = urlencode(kept | ({"lang": "en"} if language == "en" else {}), doseq=True)
    return quote(path, safe="/:.") + (f"?{query}" if query else "") + (f"#{at}" if at else "")
