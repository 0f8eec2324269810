"""Addresses as people paste them; hosts that may be asked."""

from __future__ import annotations

import pytest

from core.errors import ReadError
from store.intake.web.addresses import cleaned, file_name, is_address, joined
from store.intake.web.hosts import Hosts, is_public
from store.intake.web.lists import addresses_in


@pytest.mark.parametrize(
    ("given", "want"),
    [
        (" HTTPS://www.Example.gov.cn:443/a.html#top ", "https://www.example.gov.cn/a.html"),
        ("http://x.gov.cn", "http://x.gov.cn/"),
        ("http://x.gov.cn:8080/a b.pdf", "http://x.gov.cn:8080/a%20b.pdf"),
        ("http://x.gov.cn/年报.html", "http://x.gov.cn/%E5%B9%B4%E6%8A%A5.html"),
        ("http://x.gov.cn/%E5%B9%B4.html?a=1&b=2", "http://x.gov.cn/%E5%B9%B4.html?a=1&b=2"),
        ("http://x.gov.cn/a;jsessionid=0AF3?id=7", "http://x.gov.cn/a?id=7"),
        ("http://x.gov.cn/a?PHPSESSID=0af3&id=7", "http://x.gov.cn/a?id=7"),
        ("http://泰顺.中国/a", "http://xn--fxwu24g.xn--fiqs8s/a"),
    ],
)
def test_an_address_is_cleaned(given: str, want: str) -> None:
    assert cleaned(given) == want
    assert cleaned(want) == want


@pytest.mark.parametrize(
    "given",
    [
        "ftp://x.gov.cn/a",
        "file:///etc/passwd",
        "http://",
        "http://a b/",
        "http://u:p@x.gov.cn/",
        "http://[::1",
        "http://x:99999/",
        "gopher://x/1",
    ],
)
def test_what_can_not_be_fetched_is_refused(given: str) -> None:
    with pytest.raises(ReadError):
        cleaned(given)


def test_references_of_a_page_are_joined() -> None:
    assert joined("http://x.gov.cn/a/b.html", "../c.pdf?x=1#p") == "http://x.gov.cn/c.pdf?x=1"
    assert joined("http://x.gov.cn/a/", "//y.gov.cn/d") == "http://y.gov.cn/d"
    assert file_name("http://x.gov.cn/a/%E5%B9%B4%E6%8A%A5.pdf?x=1") == "年报.pdf"
    assert is_address("https://x") and not is_address("reports/2018") and not is_address("C:\\reports")


@pytest.mark.parametrize(
    "number",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ),
        *("::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "::"),
    ],
)
def test_what_is_not_public_is_known(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "202.96.128.86", "2400:3200::1", "64:ff9b::808:808"])
def test_what_is_public_is_known(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1"])
def test_hosts_that_are_not_public_are_refused_however_they_are_written(host: str) -> None:
    with pytest.raises(ReadError, match=r"not a public address|no host"):
        Hosts().connectable(host, 80)


def test_a_setting_opens_hosts_by_name() -> None:
    assert Hosts(frozenset({"127.0.0.1:8000"})).connectable("127.0.0.1", 8000) == ("127.0.0.1",)
    with pytest.raises(ReadError):
        Hosts(frozenset({"127.0.0.1:8000"})).connectable("127.0.0.1", 8001)
    assert Hosts(frozenset({"127.0.0.1"})).connectable("127.0.0.1", 8001) == ("127.0.0.1",)


def test_a_list_of_addresses_or_a_sitemap_is_read(tmp_path: object) -> None:
    import gzip
    from pathlib import Path

    from core.errors import UsageError

    place = Path(str(tmp_path))
    (place / "list.txt").write_text("# ours\nhttp://x.gov.cn/a\n\nhttp://x.gov.cn/b\nhttp://x.gov.cn/a\n", "utf-8")
    sitemap = b"""<?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://x.gov.cn/a</loc></url>
        <url><loc> http://x.gov.cn/b </loc><lastmod>2024-01-31</lastmod></url></urlset>"""
    (place / "sitemap.xml").write_bytes(sitemap)
    (place / "sitemap.xml.gz").write_bytes(gzip.compress(sitemap))
    for name in ("list.txt", "sitemap.xml", "sitemap.xml.gz"):
        assert addresses_in(place / name) == ["http://x.gov.cn/a", "http://x.gov.cn/b"]
    (place / "no.txt").write_text("泰顺2018.html\n", "utf-8")
    with pytest.raises(UsageError, match="is no address"):
        addresses_in(place / "no.txt")
    with pytest.raises(UsageError, match=r"no such file"):
        addresses_in(place / "missing.txt")
