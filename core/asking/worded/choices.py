"""What an ambiguous question could mean, each choice a whole question of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.asking.found.asked import Asked, Group
from core.asking.understood.request import Measure
from core.asking.worded.figures import joined
from core.asking.words import catalog as bodies
from core.asking.words.catalog import Body
from core.forms import catalogue
from core.places import divisions as places
from core.types import Choice

MOST_CHOICES = 8


def body_choices(asked: Asked, found: Iterable[Body]) -> tuple[Choice, ...]:
    """Bodies to choose from, each with the whole question for it."""
    names = dict.fromkeys(body_name(asked, body) for body in found)
    return tuple(Choice(name, asked_of(asked, name)) for name in list(names)[:MOST_CHOICES])


def body_name(asked: Asked, body: Body) -> str:
    """A body's name, after those of the places above it where the name alone would not tell it apart."""
    name = body.organization.name
    alike = asked.catalog.by_name.get(name.lower(), ())
    alike_place = body.place is not None and len(bodies.candidates(body.place.name)) > 1
    if body.place is None or not (len(alike) > 1 or alike_place or body.township):
        return name
    above = "".join(d.name for d in reversed(places.parents(body.place)))
    tail = name if name.startswith(body.place.name) else f"{body.place.name}{body.tail}"
    return name if name.startswith(above) else f"{above}{tail}"


def asked_of(asked: Asked, name: str) -> str:
    what = joined((measure_name(asked, m) for m in asked.subject.measures if m.codes != ("?",)), asked.language)
    when = times_said(asked)
    if asked.language == "zh":
        return f"{name}{when}{what or '的年报有哪些'}"
    return f"{what or 'which reports are there of'} {name} {when}".strip()


def asked_in(asked: Asked, groups: Sequence[Group], year: int) -> str:
    names = asked.say("和", " and ").join(body_name(asked, g.bodies[-1]) for g in groups)
    what = joined((measure_name(asked, m) for m in asked.subject.measures), asked.language)
    if asked.language == "zh":
        return f"{names}{year}年{what}"
    return f"{what} {names} {year}".strip()


def measure_name(asked: Asked, m: Measure) -> str:
    """How to ask for a figure."""
    return " ".join(code_name(asked, code) for code in m.codes[:1])


def code_name(asked: Asked, code: str) -> str:
    """The official label of a code, which a question may use."""
    return catalogue.label(code, asked.language)


def times_said(asked: Asked) -> str:
    """The years asked for, to be used in another question."""
    wanted = sorted({year for time in asked.subject.times for year in time.select(asked.holdings.years())})
    if not wanted:
        return ""
    if asked.language == "zh":
        return "、".join(f"{year}年" for year in wanted)
    return ", ".join(str(year) for year in wanted)
