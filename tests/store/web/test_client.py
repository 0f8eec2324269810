"""Fetching from a real server: redirects, limits, patience, courtesy; nothing that is not public."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core.errors import ReadError
from store.intake.web.client import Fetcher, FetchLimits
from store.intake.web.hosts import Hosts
from tests.store.web.site import Reply, Site, moved, open_site, page


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


def fetcher(site: Site, limits: FetchLimits | None = None, rests: list[float] | None = None) -> Fetcher:
    waited = rests if rests is not None else []
    return Fetcher(Hosts(frozenset({site.host})), limits or FetchLimits(pause=0), wait=waited.append)


def test_a_file_comes_with_its_name_and_what_the_site_says_of_it(site: Site) -> None:
    headers = {
        "Content-Disposition": "attachment; filename*=UTF-8''%E5%B9%B4%E6%8A%A5.pdf",
        "ETag": '"7"',
        "X-Other": "no",
    }
    site.pages["/a?id=7"] = Reply(b"%PDF", headers=headers)
    with fetcher(site) as client:
        got = client.get(f"{site.address}/a;jsessionid=5?id=7#top")
    assert (got.name, got.data, got.status) == ("年报.pdf", b"%PDF", 200)
    assert got.headers["etag"] == '"7"' and "x-other" not in got.headers
    assert site.asked[-1].headers["user-agent"].startswith("gongkai/")


def test_redirects_are_followed_and_each_is_checked(site: Site) -> None:
    site.pages["/a"] = moved("/b")
    site.pages["/b"] = moved(f"{site.address}/c", 301)
    site.pages["/c"] = Reply(b"here")
    site.pages["/out"] = moved("http://127.0.0.1:9/")
    site.pages["/meta"] = moved("http://169.254.169.254/latest/meta-data/")
    site.pages["/file"] = moved("file:///etc/passwd")
    site.pages["/round"] = moved("/round")
    with fetcher(site) as client:
        assert client.get(f"{site.address}/a").address == f"{site.address}/c"
        for path in ("/out", "/meta"):
            with pytest.raises(ReadError, match="not a public address"):
                client.get(site.address + path)
        with pytest.raises(ReadError, match="http://"):
            client.get(f"{site.address}/file")
        with pytest.raises(ReadError, match="redirects"):
            client.get(f"{site.address}/round")


def test_a_name_that_changes_its_address_gains_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address that was checked is the one that is connected to: the name is resolved once a request."""
    asked = list[str]()
    real = socket.getaddrinfo

    def changing(host: str, port: int, *rest: object, **more: object) -> object:
        if host != "rebind.test":
            return real(host, port, *rest, **more)  # type: ignore[arg-type]
        asked.append(host)
        number = "203.0.113.7" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    hosts = Hosts()
    monkeypatch.setattr("store.intake.web.hosts.is_public", lambda number: number != "127.0.0.1")
    assert hosts.connectable("rebind.test", 80) == ("203.0.113.7",)
    with (
        Fetcher(hosts, FetchLimits(pause=0, seconds=3), wait=lambda _: None) as client,
        pytest.raises(ReadError) as error,
    ):
        client.get(f"http://rebind.test:{site.host.rpartition(':')[2]}/")
    assert "not a public address" in error.value.message
    assert not site.asked


def test_one_address_of_a_name_that_is_not_public_refuses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    two = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: two)
    with pytest.raises(ReadError, match="not a public address"):
        Hosts().connectable("both.test", 80)


def test_a_busy_site_is_asked_again_after_what_it_says(site: Site) -> None:
    replies = [Reply(status=429, headers={"Retry-After": "7"}), Reply(status=503), Reply(b"now")]
    site.pages["/a"] = lambda _: replies.pop(0)
    rests = list[float]()
    with fetcher(site, rests=rests) as client:
        assert client.get(f"{site.address}/a").data == b"now"
    assert rests == [7.0, 2.0]
    site.pages["/b"] = Reply(status=429, headers={"Retry-After": "86400"})
    with fetcher(site) as client, pytest.raises(ReadError, match="86400 seconds") as error:
        client.get(f"{site.address}/b")
    assert error.value.code == "timeout"


@pytest.mark.parametrize(
    ("status", "words"), [(404, "no such page"), (403, "does not let us in"), (500, "answers 500")]
)
def test_a_refusal_says_what_the_site_answers(site: Site, status: int, words: str) -> None:
    site.pages["/a"] = Reply(status=status)
    with fetcher(site) as client, pytest.raises(ReadError, match=words):
        client.get(f"{site.address}/a")


def test_size_and_packing_are_bounded(site: Site) -> None:
    site.pages["/big"] = Reply(b"x" * 20_000)
    bomb = gzip.compress(b"0" * 30_000_000)
    site.pages["/bomb"] = Reply(bomb, headers={"Content-Encoding": "gzip"})
    site.pages["/packed"] = Reply(gzip.compress("年报".encode()), headers={"Content-Encoding": "gzip"})
    site.pages["/torn"] = Reply(b"not packed", headers={"Content-Encoding": "gzip"})
    with fetcher(site, FetchLimits(bytes=10_000, pause=0)) as client:
        assert client.get(f"{site.address}/packed").data == "年报".encode()
        for path in ("/big", "/bomb"):
            with pytest.raises(ReadError) as error:
                client.get(site.address + path)
            assert error.value.code == "too_large"
        with pytest.raises(ReadError, match="not packed"):
            client.get(f"{site.address}/torn")


def test_robots_are_obeyed(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(
        b"User-agent: gongkai\nDisallow: /private/\nCrawl-delay: 3\n\nUser-agent: *\nDisallow: /\n"
    )
    site.pages["/private/a"] = site.pages["/a"] = Reply(b"a")
    rests = list[float]()
    with fetcher(site, rests=rests) as client:
        assert client.get(f"{site.address}/a").data == b"a"
        client.get(f"{site.address}/a")
        with pytest.raises(ReadError, match=r"robots\.txt"):
            client.get(f"{site.address}/private/a")
    assert rests and 2.0 < rests[-1] <= 3.0
    assert "/private/a" not in site.paths()


def test_a_site_whose_robots_can_not_be_had_is_left_alone(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(status=503)
    with fetcher(site) as client, pytest.raises(ReadError, match="503"):
        client.get(f"{site.address}/a")


def test_one_request_a_second(site: Site) -> None:
    site.pages["/a"] = Reply(b"a")
    rests = list[float]()
    with fetcher(site, FetchLimits(), rests) as client:
        for _ in range(3):
            client.get(f"{site.address}/a")
    # The first is for robots.txt; time itself did not pass, so that what is due adds up.
    assert [round(rest) for rest in rests] == [1, 2, 3]


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    site.pages["/a"] = lambda asked: Reply(status=304) if asked.headers.get("if-none-match") == '"7"' else page("new")
    with fetcher(site) as client:
        assert client.get(f"{site.address}/a", known={"etag": '"7"'}).unchanged
        assert not client.get(f"{site.address}/a", known={"etag": '"8"'}).unchanged


def test_a_certificate_that_nobody_vouches_for_is_refused_unless_the_host_is_named(tmp_path: Path) -> None:
    with open_site(_self_signed(tmp_path / "certificate.pem")) as site:
        site.pages["/a"] = Reply(b"here")
        with fetcher(site) as client, pytest.raises(ReadError, match="GONGKAI_FETCH_UNVERIFIED_HOSTS") as told:
            client.get(f"{site.address}/a")
        assert "The certificate of 127.0.0.1 can't be trusted" in told.value.message
        assert site.asked == []
        trusting = Fetcher(Hosts(frozenset({site.host})), FetchLimits(pause=0), unverified=frozenset({site.host}))
        with trusting as client:
            assert client.get(f"{site.address}/a").data == b"here"


def _self_signed(file: Path) -> Path:
    """A certificate of 127.0.0.1 for a day, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    began = datetime.now(UTC) - timedelta(hours=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(began)
        .not_valid_after(began + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    unlocked = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, unlocked)
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return file


def test_a_host_that_is_not_there_is_named() -> None:
    hosts = Hosts(frozenset({"127.0.0.1:9"}))
    unreached = pytest.raises(ReadError, match=r"127\.0\.0\.1 can't be reached")
    with Fetcher(hosts, FetchLimits(pause=0), wait=lambda _: None) as client, unreached:
        client.get("http://127.0.0.1:9/")
