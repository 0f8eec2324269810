"""Settling and correcting on pages: what is drafted is shown first, then made, and can be taken back."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from core.errors import UsageError
from server.pages.showing import link
from server.pages.site import Site, fields, language_of, visitor
from server.pages.words import WORDS
from server.tools.building import PATIENCE
from server.work.pages.changing import Filled, change_page, made, preview_page, taken_back, undone

_LONGEST = 500


async def begin(site: Site, request: Request) -> Response:
    """The form of one change."""
    filled = _filled(request.query_params)
    return await site.show(request, "change.html", change_page, _number(request), filled, "", language_of(request))


async def draft(site: Site, request: Request) -> Response:
    """What the change would come to."""
    number, language = _number(request), language_of(request)
    reply = await site.pool.run(preview_page, number, _filled(fields(request)), language, PATIENCE)
    page = reply.value
    if page["preview"] is None:
        return site.plain(request, "change.html", 422, **page)
    drafted = {"report": number, "change": page["change"], "stands": page["stands"], "by": visitor(request).name}
    return site.plain(request, "change.html", **page | {"draft": site.sessions.seal(drafted, "draft")})


async def decide(site: Site, request: Request) -> Response:
    """Make the change that was shown to this very person."""
    number, language, person = _number(request), language_of(request), visitor(request).name
    drafted = site.sessions.opened(fields(request).get("draft", ""), "draft")
    if drafted is None or drafted["report"] != number or drafted["by"] != person:
        return site.told(request, 410, WORDS[language]["draft_gone"])
    before = drafted["stands"]
    reply = await site.pool.run(made, drafted["change"], before, _in_record(person), PATIENCE)
    after = reply.value["after"]
    if after is None:
        return site.told(request, 409, WORDS[language]["changed_since"])
    sealed = site.sessions.seal({"report": number, "before": before, "after": after, "by": person}, "undo")
    return _to(link(f"/reports/{number}", language=language, made=sealed))


async def undo(site: Site, request: Request) -> Response:
    """Take back what was just made, unless something was decided since."""
    number, language, person = _number(request), language_of(request), visitor(request).name
    making = site.sessions.opened(fields(request).get("made", ""), "undo")
    if making is None or making["report"] != number or making["by"] != person:
        return site.told(request, 410, WORDS[language]["draft_gone"])
    reason = WORDS[language]["take_back"]
    try:
        await site.pool.run(undone, number, making["before"], making["after"], reason, _in_record(person), PATIENCE)
    except UsageError:
        return site.told(request, 409, WORDS[language]["changed_since"])
    return _to(link(f"/reports/{number}", language=language))


async def take_back(site: Site, request: Request) -> Response:
    """Take back what was settled of a number."""
    number, language, sent = _number(request), language_of(request), fields(request)
    reason = sent.get("reason", "").strip()[:_LONGEST] or WORDS[language]["take_back"]
    key = sent.get("key", "")
    if not key.startswith(f"{number}:"):
        return site.told(request, 404, WORDS[language]["not_there"])
    await site.pool.run(taken_back, key, reason, _in_record(visitor(request).name), PATIENCE)
    return _to(link(f"/reports/{number}", language=language))


def _filled(sent: Mapping[str, str]) -> Filled:
    given = {name: value[:_LONGEST] for name, value in sent.items()}
    return Filled(
        kind=given.get("kind", ""),
        indicator=given.get("indicator", ""),
        applicant=given.get("applicant", ""),
        value=given.get("value", ""),
        strike="strike" in given,
        year=given.get("year", ""),
        body=given.get("body", ""),
        digest=given.get("digest", ""),
        reason=given.get("reason", ""),
    )


def _number(request: Request) -> int:
    return int(request.path_params["number"])


def _in_record(person: str) -> str:
    """What a person who signed in here is called in the record of changes."""
    return f"web {person}".rstrip()


def _to(address: str) -> Response:
    return RedirectResponse(address, 303)
