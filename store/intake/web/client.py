"""One address to bytes: every host checked, every redirect too, within limits of size and time, and with patience."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import httpx2

from core.errors import ReadError
from store.intake.web.addresses import cleaned, file_name, host_of, joined, refused
from store.intake.web.courtesy import AGENT, Pace, Robots
from store.intake.web.hosts import Hosts
from store.values import base_name

_MOST_HOPS = 8
_ATTEMPTS = 4
_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (408, 425, 429, 500, 502, 503, 504)
_LONGEST_WAIT = 120.0
_KEPT_HEADERS = ("content-type", "content-disposition", "etag", "last-modified", "content-length", "date")
_HEADERS = {
    "User-Agent": f"{AGENT}/0.1 (reads annual reports on government information disclosure)",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
}


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one address may take: bytes, seconds of it all, seconds between two requests to a host."""

    bytes: int = 100_000_000
    seconds: float = 120.0
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. `address` is the one that answered, after redirects; `at` is in UTC.

    With `unchanged` the site says that it is as before, and there are no bytes.
    """

    address: str
    status: int
    headers: Mapping[str, str]
    data: bytes
    at: datetime
    unchanged: bool = False

    @property
    def name(self) -> str:
        """What the file is called: as the site says, else by its address."""
        said = Message()
        said["content-disposition"] = self.headers.get("content-disposition", "")
        return base_name(said.get_filename() or "") or file_name(self.address)


class Fetcher:
    """Gets addresses, one at a time. To be closed, or used as a context manager."""

    def __init__(
        self,
        hosts: Hosts,
        limits: FetchLimits | None = None,
        *,
        unverified: frozenset[str] = frozenset(),
        wait: Callable[[float], object] = time.sleep,
    ) -> None:
        """`unverified` are hosts whose certificate is not looked at; `wait` lets time pass."""
        self._limits = limits or FetchLimits()
        self._wait = wait
        self._client = httpx2.Client(
            transport=_Checked(hosts, unverified),
            headers=_HEADERS,
            timeout=httpx2.Timeout(min(30.0, self._limits.seconds)),
            trust_env=False,
        )
        self._pace = Pace(self._limits.pause, wait)
        self._robots = Robots(self._robots_txt)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def get(self, address: str, *, known: Mapping[str, str] | None = None) -> Fetched:
        """The file at an address; `known` are the headers it came with before, to be told that it is unchanged.

        Raises ReadError: unreadable, timeout or too_large, whose message says why.
        """
        fetched = self._follow(cleaned(address), _conditions(known), self._robots)
        if fetched is None:
            raise refused(f"It leads on and on: more than {_MOST_HOPS} redirects.")
        return _accepted(fetched)

    def _follow(self, address: str, headers: Mapping[str, str], robots: Robots | None = None) -> Fetched | None:
        """What answers at the end of all redirects, each asked of the robots; None where they do not end."""
        deadline = time.monotonic() + self._limits.seconds
        for _ in range(_MOST_HOPS):
            if robots is not None:
                robots.ask(address)
            fetched = self._hop(address, headers, deadline, robots.pause(address) if robots is not None else None)
            if fetched.status not in _REDIRECTS:
                return fetched
            address = joined(address, fetched.headers.get("location", ""))
        return None

    def _hop(self, address: str, headers: Mapping[str, str], deadline: float, pause: float | None) -> Fetched:
        for attempt in range(_ATTEMPTS):
            last = attempt == _ATTEMPTS - 1
            self._pace.keep(address, pause)
            try:
                fetched = self._once(address, headers, deadline)
            except httpx2.TransportError as error:
                if last or _is_final(error):
                    raise _explained(error, address) from None
                self._rest(2.0**attempt, deadline)
                continue
            if fetched.status not in _BUSY or last:
                return fetched
            self._rest(_retry_after(fetched) or 2.0**attempt, deadline)
        raise AssertionError("the last attempt returns or raises")

    def _rest(self, seconds: float, deadline: float) -> None:
        if seconds > _LONGEST_WAIT or time.monotonic() + seconds > deadline:
            raise ReadError(
                "timeout", f"The site asks to be left alone for {seconds:.0f} seconds: try again later.", "address"
            )
        self._wait(seconds)

    def _once(self, address: str, headers: Mapping[str, str], deadline: float) -> Fetched:
        with self._client.stream("GET", address, headers=dict(headers), follow_redirects=False) as response:
            said = {name.lower(): value for name, value in response.headers.items()}
            kept = {name: said[name] for name in (*_KEPT_HEADERS, "location", "retry-after") if name in said}
            data = b"" if response.status_code in _REDIRECTS else self._body(response, deadline)
        at = datetime.now(UTC).replace(microsecond=0)
        return Fetched(address, response.status_code, kept, data, at, response.status_code == 304)

    def _body(self, response: httpx2.Response, deadline: float) -> bytes:
        parts, size = list[bytes](), 0
        try:
            for part in response.iter_bytes():
                size += len(part)
                if size > self._limits.bytes:
                    raise ReadError("too_large", f"It is larger than {self._limits.bytes / 1e6:g} MB.", "address")
                if time.monotonic() > deadline:
                    raise ReadError("timeout", f"It did not come within {self._limits.seconds:g} seconds.", "address")
                parts.append(part)
        except httpx2.DecodingError:
            raise refused("What the site sends is not packed as it says.") from None
        return b"".join(parts)

    def _robots_txt(self, address: str) -> tuple[int, str]:
        fetched = self._follow(address, {})
        # RFC 9309, 2.3.1.2: one that leads on and on is as one that is not there.
        return (404, "") if fetched is None else (fetched.status, fetched.data.decode(errors="replace"))


class _Checked(httpx2.BaseTransport):
    """Connects to the very addresses that were checked: a name that resolves otherwise a moment later gains nothing."""

    def __init__(self, hosts: Hosts, unverified: frozenset[str]) -> None:
        self._hosts, self._unverified = hosts, unverified
        # One a host: connections to one machine for two names would share the certificate of the first.
        self._transports: dict[tuple[str, int], httpx2.HTTPTransport] = {}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request to the first of the checked addresses that can be reached."""
        host, port = host_of(str(request.url))
        numbers = self._hosts.connectable(host, port)
        request.extensions = {**request.extensions, "sni_hostname": host}
        named = request.url
        for number in numbers:
            request.url = named.copy_with(host=number)
            try:
                return self._transport(host, port).handle_request(request)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                if number == numbers[-1]:
                    raise
        raise httpx2.ConnectError("no address", request=request)

    def close(self) -> None:
        """Let go of the connections."""
        for transport in self._transports.values():
            transport.close()

    def _transport(self, host: str, port: int) -> httpx2.HTTPTransport:
        if (host, port) not in self._transports:
            context = ssl.create_default_context()
            if self._unverified & {host, f"{host}:{port}"}:
                context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            self._transports[host, port] = httpx2.HTTPTransport(verify=context, trust_env=False)
        return self._transports[host, port]


def _conditions(known: Mapping[str, str] | None) -> dict[str, str]:
    pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
    return {header: known[name] for header, name in pairs if known and known.get(name)}


def _accepted(fetched: Fetched) -> Fetched:
    if fetched.status in (200, 203, 304):
        return fetched
    if fetched.status in (404, 410):
        raise ReadError("unreadable", f"The site has no such page ({fetched.status}).", "gone")
    if fetched.status in (401, 403, 407, 451):
        raise refused(f"The site does not let us in ({fetched.status}).")
    raise refused(f"The site answers {fetched.status}.")


def _retry_after(fetched: Fetched) -> float | None:
    said = fetched.headers.get("retry-after", "").strip()
    if said.isdigit():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


def _is_final(error: httpx2.TransportError) -> bool:
    return isinstance(error, httpx2.UnsupportedProtocol) or "CERTIFICATE" in str(error).upper()


def _explained(error: httpx2.TransportError, address: str) -> ReadError:
    host, _ = host_of(address)
    if "CERTIFICATE" in str(error).upper():
        return refused(
            f"The certificate of {host} can't be trusted; GONGKAI_FETCH_UNVERIFIED_HOSTS names hosts that are fetched"
            " all the same."
        )
    if isinstance(error, httpx2.TimeoutException):
        return ReadError("timeout", f"{host} does not answer in time.", "address")
    if isinstance(error, httpx2.ConnectError):
        return refused(f"{host} can't be reached.")
    return refused(f"{host} breaks off while it answers.")
