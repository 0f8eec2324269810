"""A stored report, one figure of it in its source, and the file it was read from."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from core.errors import ReadError
from server.pages.site import HEADERS, Site, language_of, saved_as
from server.work.pages.evidence import figure_page, original, standing
from server.work.pages.report import report_page


async def report(site: Site, request: Request) -> Response:
    """A stored report beside its source; `made` is what was just changed, so that it can be taken back."""
    number = int(request.path_params["number"])
    sealed = request.query_params.get("made", "")
    made = site.sessions.opened(sealed, "undo") if sealed else None
    just_made = sealed if made is not None and made["report"] == number else ""
    return await site.show(request, "report.html", report_page, number, language_of(request), just_made)


async def figure(site: Site, request: Request) -> Response:
    """One figure with its words, and the page where they stand."""
    number, place = int(request.path_params["number"]), int(request.path_params["place"])
    return await site.show(request, "figure.html", figure_page, number, place, language_of(request))


async def picture(site: Site, request: Request) -> Response:
    """That page, made anew of the kept bytes, with the figure framed."""
    number, place = int(request.path_params["number"]), int(request.path_params["place"])
    data, words = (await site.pool.run(standing, number, place)).value
    try:
        shown = await site.readers.picture(data, words)
    except ReadError:
        shown = None
    if shown is None:
        return Response(status_code=404, headers=HEADERS)
    return Response(shown, media_type="image/jpeg", headers=HEADERS | {"Cache-Control": "private, max-age=3600"})


async def file(site: Site, request: Request) -> Response:
    """The file as it came in: saved, never opened here."""
    name, data = (await site.pool.run(original, int(request.path_params["number"]))).value
    headers = saved_as(name) | {"Content-Security-Policy": "sandbox; default-src 'none'"}
    return Response(data, media_type="application/octet-stream", headers=headers)
