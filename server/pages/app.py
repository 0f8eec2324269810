"""The routes of the pages. Nothing here works on the event loop; what changes anything needs the right to write."""

from __future__ import annotations

import sqlite3
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.http.granting import BACK
from server.pages import asking, changing, entering, meaning, reports
from server.pages.drafting import Drafting
from server.pages.site import HEADERS, Site


def page_routes(site: Site, shared: sqlite3.Connection) -> list[Route]:
    """Every page, with who may see it; drafts are held in what the servers share."""
    drafting, file = Drafting(shared), "/reports/{number:int}"
    return [
        site.page("/", asking.ask),
        site.page("/ask", asking.ask),
        site.page("/ask.{kind}", asking.ask_file),
        site.page("/places/{code}", asking.place),
        site.page("/compare", asking.compare),
        site.page("/compare.{kind}", asking.compare_file),
        site.page("/indicators", meaning.indicators),
        site.page("/indicators/{code}", meaning.indicator),
        site.page("/forms", meaning.forms),
        site.page("/forms/{key}", meaning.form),
        site.page("/rules", meaning.rules),
        site.page("/rules/{rule}", meaning.rule),
        site.page(file, reports.report),
        site.page(file + "/file", reports.file),
        site.page(file + "/figures/{place:int}", reports.figure),
        site.page(file + "/figures/{place:int}/page.jpg", reports.picture),
        site.page(file + "/change", changing.begin, "write"),
        site.form(file + "/change", changing.draft),
        site.form(file + "/decide", changing.decide),
        site.form(file + "/undo", changing.undo),
        site.form(file + "/take-back", changing.take_back),
        site.page("/check", drafting.begin),
        site.form("/check", drafting.check, "read"),
        site.form("/store", drafting.store),
        site.page("/sign-in", entering.ask_for_token, "anyone"),
        site.form("/sign-in", entering.enter, "anyone"),
        site.page("/sign-in/issuer", entering.ask_issuer, "anyone"),
        site.page(BACK, entering.come_back, "anyone"),
        site.form("/sign-out", entering.leave, "anyone"),
        site.page("/style.css", _style, "anyone"),
        site.page("/icon.svg", _icon, "anyone"),
    ]


async def _style(site: Site, request: Request) -> Response:
    """How the pages look."""
    return _static("style.css", "text/css")


async def _icon(site: Site, request: Request) -> Response:
    """The mark in the browser's tab."""
    return _static("icon.svg", "image/svg+xml")


def _static(name: str, kind: str) -> Response:
    text = files("server.pages").joinpath(name).read_text("utf-8")
    return Response(text, media_type=kind, headers=HEADERS | {"Cache-Control": "max-age=3600"})
