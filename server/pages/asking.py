"""Answers, places and comparisons as pages, and their figures as files."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from core.errors import UsageError
from core.types import APPLICANTS
from server.pages.site import Site, language_of, saved_as
from server.work.pages.answer import answer_file, answer_page
from server.work.pages.comparison import Asked, comparison_file, comparison_page
from server.work.pages.place import place_page
from store.export import TableFormat

_MOST_EARLIER, _LONGEST_QUESTION = 6, 2_000
_LONGEST_LIST, _MOST_INDICATORS = 4_000, 20
_KINDS: dict[TableFormat, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


async def ask(site: Site, request: Request) -> Response:
    """One box; with a question its answer, what else it could mean, its figures."""
    question, earlier = _question(request)
    return await site.show(request, "ask.html", answer_page, question, language_of(request), earlier, _day(request))


async def ask_file(site: Site, request: Request) -> Response:
    """The figures of just that answer."""
    question, earlier = _question(request)
    kind = _kind(request)
    reply = await site.pool.run(answer_file, question, language_of(request), earlier, _day(request), kind)
    return _file(reply.value, kind, question)


async def place(site: Site, request: Request) -> Response:
    """The bodies of a place by year."""
    year = request.query_params.get("year", "")
    chosen = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None
    return await site.show(
        request, "place.html", place_page, str(request.path_params["code"]), chosen, language_of(request)
    )


async def compare(site: Site, request: Request) -> Response:
    """Bodies by years by indicators."""
    return await site.show(request, "compare.html", comparison_page, _asked(request), language_of(request))


async def compare_file(site: Site, request: Request) -> Response:
    """The same as a file."""
    kind = _kind(request)
    reply = await site.pool.run(comparison_file, _asked(request), language_of(request), kind)
    return _file(reply.value, kind, "比较" if language_of(request) == "zh" else "comparison")


def _question(request: Request) -> tuple[str, list[str]]:
    asked = request.query_params
    earlier = [one[:_LONGEST_QUESTION] for one in asked.getlist("earlier")][-_MOST_EARLIER:]
    return asked.get("q", "").strip()[:_LONGEST_QUESTION], earlier


def _day(request: Request) -> str:
    """The day on which a link was shared; none where it is no day."""
    told = request.query_params.get("on", "")
    try:
        return date.fromisoformat(told).isoformat() if told else ""
    except ValueError:
        return ""


def _asked(request: Request) -> Asked:
    asked = request.query_params
    applicant = asked.get("applicant", "")
    bodies = [part for one in asked.getlist("bodies") for part in [one.strip()] if part]
    return Asked(
        "、".join(bodies)[:_LONGEST_LIST],
        asked.get("years", "")[:_LONGEST_LIST],
        tuple(asked.getlist("indicator")[:_MOST_INDICATORS]),
        applicant if applicant in APPLICANTS else None,
    )


def _kind(request: Request) -> TableFormat:
    kind = str(request.path_params["kind"])
    if kind not in _KINDS:
        raise UsageError(f"There is no file {kind!r}.")
    return kind


def _file(data: bytes, kind: TableFormat, name: str) -> Response:
    """A file to be saved; its name is what was asked."""
    called = "".join(character for character in name if character.isalnum())[:60] or "gongkai"
    return Response(data, media_type=_KINDS[kind], headers=saved_as(f"{called}.{kind}"))
