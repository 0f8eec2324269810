"""What addresses of a site lead to: lists of five usual kinds, attachments, what has gone, traps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.errors import ReadError
from store.intake.parsing import File, parse_file
from store.intake.sources import Source
from store.intake.web.client import Fetcher, FetchLimits
from store.intake.web.gathering import Gatherer, Wanted
from store.intake.web.hosts import Hosts
from store.intake.web.pages import look_at
from tests.forging import forge
from tests.report_files import as_html, as_pdf, report_blocks
from tests.store.web.site import Reply, Site, moved, open_site, page, report


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


@pytest.fixture
def gatherer(site: Site) -> Iterator[Gatherer]:
    with Fetcher(Hosts(frozenset({site.host})), FetchLimits(pause=0), wait=lambda _: None) as fetcher:
        yield Gatherer(fetcher, look_at, reads, lambda _: None)


def reads(data: bytes, name: str) -> bool:
    try:
        parse_file(File(name, data))
    except ReadError:
        return False
    return True


def found(gatherer: Gatherer, site: Site, path: str) -> list[str]:
    return [one.address.removeprefix(site.address) for one in gatherer.survey(site.address + path).wanted]


def taken(gatherer: Gatherer, address: str) -> list[Source]:
    return list(gatherer.take(Wanted(address)))


def test_an_address_of_a_report_is_that_report(site: Site, gatherer: Gatherer) -> None:
    site.pages["/a.html"] = Reply(report(1))
    site.pages["/b.pdf"] = Reply(b"%PDF-1.7 ...", headers={"Content-Type": "text/html"})
    assert found(gatherer, site, "/a.html") == ["/a.html"]
    assert found(gatherer, site, "/b.pdf") == ["/b.pdf"]
    (source,) = gatherer.take(gatherer.survey(f"{site.address}/a.html").wanted[0])
    assert source.load() == report(1) and source.origin and source.origin.address == f"{site.address}/a.html"
    assert site.paths().count("/a.html") == 2


def test_a_plain_list_with_cut_names_and_other_links(site: Site, gatherer: Gatherer) -> None:
    site.pages["/list"] = page(
        """<ul><li><a href="1.html" title="临江县2021年政府信息公开工作年度报告">临江县2021年政府信息公...</a> 2022-01-20</li>
        <li><a href="/2.html">临江县发展和改革局2020年政府信息公开年报</a></li>
        <li><a href="3.html">关于做好2021年政府信息公开工作年度报告编制的通知</a></li>
        <li><a href="4.html">政府信息公开指南</a></li><li><a href="5.html">临江县2021年政府工作报告</a></li>
        <li><a href="javascript:void(0)">临江县2019年政府信息公开工作年度报告</a></li>
        <li><a href="list">政府信息公开年报</a></li></ul>""",
        "栏目",
    )
    survey = gatherer.survey(f"{site.address}/list")
    assert survey.is_listing
    assert [(one.address.removeprefix(site.address), one.year) for one in survey.wanted] == [
        ("/1.html", 2021),
        ("/2.html", 2020),
    ]
    assert survey.wanted[0].title == "临江县2021年政府信息公开工作年度报告"
    assert survey.wanted[0].listing == f"{site.address}/list"


def test_a_list_of_bare_years_on_a_page_about_reports(site: Site, gatherer: Gatherer) -> None:
    site.pages["/nb/"] = page(
        '<a href="2019.html">2019年</a><a href="2020.html">2020年度报告</a><a href="x.html">机构职能</a>'
    )
    assert found(gatherer, site, "/nb/") == ["/nb/2019.html", "/nb/2020.html"]


def test_a_list_that_turns_by_links(site: Site, gatherer: Gatherer) -> None:
    def link(number: int) -> str:
        return f'<a href="r{number}.html">临江县{2000 + number}年政府信息公开工作年度报告</a>'

    turning = '<a href="index.html">1</a><a href="index_2.html">2</a><a href="index_3.html">3</a>'
    site.pages["/l/index.html"] = page(link(10) + link(11) + turning + '<a href="index_2.html">下一页</a>')
    site.pages["/l/index_2.html"] = page(link(12) + turning + '<a href="index_3.html">下一页</a>')
    site.pages["/l/index_3.html"] = page(link(13) + link(10) + turning)
    assert found(gatherer, site, "/l/index.html") == [f"/l/r{number}.html" for number in (10, 11, 12, 13)]
    assert len(site.paths()) == 3


def test_a_list_whose_pages_a_script_counts(site: Site, gatherer: Gatherer) -> None:
    script = '<script>createPageHTML(3, 0, "index", "html");</script>'
    for number in range(3):
        name = "index" if not number else f"index_{number}"
        site.pages[f"/s/{name}.html"] = page(
            f'<a href="r{number}.html">临江县{2015 + number}年政府信息公开年报</a>{script}'
        )
    assert found(gatherer, site, "/s/index.html") == ["/s/r0.html", "/s/r1.html", "/s/r2.html"]


def test_a_list_kept_as_records_in_a_script(site: Site, gatherer: Gatherer) -> None:
    records = "".join(
        f"<record><![CDATA[<li><a href='/r{year}.html' title='临江县{year}年政府信息公开工作年度报告'>{year}</a></li>]]></record>"
        for year in (2018, 2019)
    )
    site.pages["/d"] = page(f'<script type="text/xml"><datastore>{records}</datastore></script>')
    assert found(gatherer, site, "/d") == ["/r2018.html", "/r2019.html"]


def test_a_list_in_a_frame(site: Site, gatherer: Gatherer) -> None:
    site.pages["/f"] = page('<iframe src="/inner.html"></iframe><iframe src="https://other.gov.cn/x"></iframe>')
    site.pages["/inner.html"] = page('<a href="/r.html">临江县2021年政府信息公开工作年度报告</a>')
    assert found(gatherer, site, "/f") == ["/r.html"]


def test_a_list_in_gbk(site: Site, gatherer: Gatherer) -> None:
    text = "<html><head><meta charset=gbk><title>年报</title></head><a href='r.html'>临江县２０１２年政府信息公开工作年度报告</a></html>"
    site.pages["/g/"] = Reply(text.encode("gbk"), headers={"Content-Type": "text/html"})
    assert found(gatherer, site, "/g/") == ["/g/r.html"]


def test_a_list_that_scripts_draw_is_told(site: Site, gatherer: Gatherer) -> None:
    site.pages["/v"] = page('<div id="app"><li v-for="item in list">{{item.title}}</li></div>')
    with pytest.raises(ReadError, match="scripts"):
        gatherer.survey(f"{site.address}/v")


def test_a_trap_without_end_ends(site: Site, gatherer: Gatherer) -> None:
    class Endless(dict[str, object]):
        def get(self, path: str, default: object = None) -> object:
            if not path.startswith("/t/"):
                return default
            number = int(path.removeprefix("/t/") or 0)
            same = '<a href="/r.html">临江县2021年政府信息公开工作年度报告</a>'
            return page(f'{same}<a href="/t/{number + 1}">下一页</a>')

    site.pages = Endless()  # type: ignore[assignment]
    assert found(gatherer, site, "/t/0") == ["/r.html"]
    assert len(site.asked) < 10


def test_a_page_that_fails_is_told_and_the_others_are_found(site: Site, gatherer: Gatherer) -> None:
    site.pages["/l/"] = page('<a href="r.html">临江县2021年政府信息公开工作年度报告</a><a href="/l/2.html">下一页</a>')
    survey = gatherer.survey(f"{site.address}/l/")
    assert len(survey.wanted) == 1 and "/l/2.html" in survey.notes[0] and "no such page" in survey.notes[0]


@pytest.mark.parametrize("words", ["您访问的页面不存在或已被删除", "404 Not Found", "对不起，该信息已删除！"])
def test_a_page_that_says_it_is_not_there(site: Site, gatherer: Gatherer, words: str) -> None:
    site.pages["/gone"] = page(f"<h1>{words}</h1>", "提示")
    with pytest.raises(ReadError, match="none at this address"):
        gatherer.survey(f"{site.address}/gone")


def test_pages_that_send_their_reader_on(site: Site, gatherer: Gatherer) -> None:
    site.pages["/a"] = page("", head='<meta http-equiv="refresh" content="0; url=/r.html">')
    site.pages["/b"] = page("<script>window.location.href='/r.html'</script>")
    site.pages["/c"] = moved("/r.html")
    site.pages["/r.html"] = Reply(report(3))
    for path in ("/a", "/b", "/c"):
        (source,) = taken(gatherer, site.address + path)
        assert source.load() == report(3)


def test_a_page_that_only_carries_its_report_as_a_file(site: Site, gatherer: Gatherer) -> None:
    pdf = as_pdf(report_blocks(forge(5, "2021", year=2021)))
    site.pages["/p.html"] = page(
        '<h1>临江县2021年政府信息公开工作年度报告</h1>附件：<a href="/att/2021.pdf">临江县2021年政府信息公开工作年度报告.pdf</a>'
        '<a href="/other.pdf">会议图片</a>',
        "临江县2021年政府信息公开工作年度报告",
    )
    site.pages["/att/2021.pdf"] = Reply(pdf, headers={"Content-Type": "application/octet-stream"})
    (source,) = taken(gatherer, f"{site.address}/p.html")
    assert source.load() == pdf
    assert source.origin and source.origin.page == f"{site.address}/p.html"
    assert source.file_name == "2021.pdf"


def test_a_report_beside_its_file_gives_both(site: Site, gatherer: Gatherer) -> None:
    blocks = report_blocks(forge(6, "2021", year=2021))
    text = as_html(blocks, "utf-8").replace("</body>", '<a href="/att/r.pdf">年度报告.pdf</a></body>')
    site.pages["/p.html"] = Reply(text.encode())
    site.pages["/att/r.pdf"] = Reply(as_pdf(blocks))
    assert [source.name.removeprefix(site.address) for source in taken(gatherer, f"{site.address}/p.html")] == [
        "/att/r.pdf",
        "/p.html",
    ]


def test_a_file_that_fails_is_told_with_its_address(site: Site, gatherer: Gatherer) -> None:
    site.pages["/p.html"] = page('<a href="/att/r.pdf">2021年年度报告.pdf</a>')
    (source,) = taken(gatherer, f"{site.address}/p.html")
    with pytest.raises(ReadError, match="no such page"):
        source.load()
    assert source.name == f"{site.address}/att/r.pdf"
