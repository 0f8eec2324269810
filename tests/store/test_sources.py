"""Which files are found in folders and archives, by which names, and which archives are refused."""

from __future__ import annotations

import gzip
import io
import os
import socket
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.document import read
from core.document.limits import ReadLimits, limited
from core.errors import ReadError
from core.work.worker import Limits, Workers
from store.intake import reading
from store.intake.parsing import read_once
from store.intake.reading import read_file
from store.intake.sources import find_sources
from store.intake.unpacking import list_members, unpack_member


def zipped(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return data.getvalue()


@pytest.fixture(scope="module")
def unpackers() -> Iterator[Workers]:
    with Workers(Limits(seconds=20), processes=1, ready=read_once) as pool:
        yield pool


def found(workers: Workers, *paths: Path) -> list[tuple[str, bytes | str]]:
    result: list[tuple[str, bytes | str]] = []
    for source in find_sources(paths, workers):
        try:
            result.append((source.name, source.load()))
        except ReadError as error:
            result.append((source.name, error.code))
    return result


def unpacked(path: Path) -> list[tuple[str, bytes | str]]:
    """What `found` gives of an archive, unpacked in this process."""
    result: list[tuple[str, bytes | str]] = []
    listing = list_members(str(path), path.read_bytes())
    for member in listing.members if listing else ():
        try:
            result.append(
                (member.name, member.refused[0] if member.refused else unpack_member(str(path), member.place))
            )
        except ReadError as error:
            result.append((member.name, error.code))
    return result


def test_a_folder_behind_a_link_is_read_and_none_twice(tmp_path: Path, unpackers: Workers) -> None:
    folder, elsewhere = tmp_path / "a", tmp_path / "elsewhere"
    for path in (folder, elsewhere):
        path.mkdir()
        (path / f"{path.name}.txt").write_text(path.name)
    (folder / "link").symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(folder)
    assert [Path(name).name for name, _ in found(unpackers, folder)] == ["a.txt", "elsewhere.txt"]


def test_folders_are_walked_in_order_and_only_reports_are_taken(tmp_path: Path, unpackers: Workers) -> None:
    for name in ("b/2.html", "b/1.TXT", "b/.hidden.txt", ".git/x.txt", "a.json", "z", "~$open.docx", "c/d/e.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    names = [Path(name).relative_to(tmp_path).as_posix() for name, _ in found(unpackers, tmp_path)]
    assert names == ["z", "b/1.TXT", "b/2.html", "c/d/e.pdf"]
    assert [Path(name).name for name, _ in found(unpackers, tmp_path / "a.json", tmp_path / "z")] == ["a.json", "z"]


def test_archives_are_walked_and_so_are_archives_in_them(tmp_path: Path, unpackers: Workers) -> None:
    inner = zipped(three_txt=b"3")
    path = tmp_path / "a.zip"
    path.write_bytes(
        zipped(one_txt=b"1", folder__two_html=b"2", inner_zip=inner, notes_json=b"", x__hidden_DS_Store=b"")
    )
    assert [(name.removeprefix(f"{path}/"), data) for name, data in found(unpackers, path)] == [
        ("folder/two.html", b"2"),
        ("inner.zip/three.txt", b"3"),
        ("one.txt", b"1"),
    ]


def test_files_of_unknown_formats_are_told(tmp_path: Path, unpackers: Workers) -> None:
    """What hides itself, and what a browser saved beside a page, is not."""
    for name in ("a.mp4", "a.7z", "b/style.css", "b/.hidden", "page_files/x.js", "a.txt", "~$a.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"1")
    (tmp_path / "c.zip").write_bytes(zipped(x_css=b"1", y_txt=b"2", z_zip=zipped(w_js=b"3")))
    passed: list[str] = []
    taken = [source.name for source in find_sources([tmp_path], unpackers, passed.append)]
    assert taken == [f"{tmp_path}/a.txt", f"{tmp_path}/c.zip/y.txt"]
    assert [name.removeprefix(f"{tmp_path}/") for name in passed] == [
        "a.7z",
        "a.mp4",
        "c.zip/x.css",
        "c.zip/z.zip/w.js",
        "b/style.css",
    ]


def test_archives_of_other_kinds_are_walked(tmp_path: Path, unpackers: Workers) -> None:
    inner, outer = io.BytesIO(), io.BytesIO()
    for buffer, name, data in ((inner, "one.txt", b"1"), (outer, "inner.tgz", b"")):
        with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
            content = data or inner.getvalue()
            info = tarfile.TarInfo(f"../{name}")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    (tmp_path / "a.tar.gz").write_bytes(outer.getvalue())
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(b"<p>2</p>"))
    assert [(name.removeprefix(f"{tmp_path}/"), data) for name, data in found(unpackers, tmp_path)] == [
        ("a.tar.gz/inner.tgz/one.txt", b"1"),
        ("b.html.gz/b.html", b"<p>2</p>"),
    ]


def test_of_what_a_browser_saves_beside_a_page_only_pages_are_taken(tmp_path: Path, unpackers: Workers) -> None:
    names = ("年报.html", "年报_files/logo.png", "年报_files/frame.html", "年报.files/a.txt", "图/b.png")
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"1")
    wanted = {"年报.html", "年报_files/frame.html", "图/b.png"}
    assert {Path(name).relative_to(tmp_path).as_posix() for name, _ in found(unpackers, tmp_path)} == wanted
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name in names:
            packed.writestr(name, b"1")
    assert {name for name, _ in unpacked(archive)} == wanted


def test_names_in_gbk(tmp_path: Path, unpackers: Workers) -> None:
    path = tmp_path / "a.zip"
    stored = "泰顺县.txt".encode("gbk")
    data = zipped(aaaaaa_txt=b"1").replace(b"aaaaaa.txt", stored)
    path.write_bytes(data)
    assert found(unpackers, path) == [(f"{path}/泰顺县.txt", b"1")]


def test_a_word_file_is_no_archive(tmp_path: Path, unpackers: Workers) -> None:
    path = tmp_path / "word.zip"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("word/document.xml", "")
    path.write_bytes(data.getvalue())
    assert found(unpackers, path) == [(str(path), data.getvalue())]


def test_an_archive_is_told_by_its_content(tmp_path: Path, unpackers: Workers) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(zipped(one_txt=b"1", inner=zipped(two_txt=b"2")))
    assert [(name.removeprefix(f"{path}/"), data) for name, data in found(unpackers, path)] == [
        ("inner/two.txt", b"2"),
        ("one.txt", b"1"),
    ]


def test_pipes_in_folders_are_not_waited_for(tmp_path: Path, unpackers: Workers) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "missing.txt")
    assert found(unpackers, tmp_path) == [(f"{tmp_path}/b.txt", "unreadable")]


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_link_in_an_archive_leads_nowhere(tmp_path: Path, kind: str, unpackers: Workers) -> None:
    """Neither a link to a file of the machine, nor a file behind a link, nor a path out of the archive."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    archive = tmp_path / f"a.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(archive, "w") as packed:
            link = zipfile.ZipInfo("link.txt")
            link.external_attr = (stat.S_IFLNK | 0o777) << 16
            packed.writestr(link, str(secret))
            packed.writestr("../out.txt", "plain")
    else:
        with tarfile.open(archive, "w") as tar:
            for name, of_kind in (("link.txt", tarfile.SYMTYPE), ("hard.txt", tarfile.LNKTYPE)):
                entry = tarfile.TarInfo(name)
                entry.type, entry.linkname = of_kind, str(secret)
                tar.addfile(entry)
            entry = tarfile.TarInfo("../out.txt")
            entry.size = 5
            tar.addfile(entry, io.BytesIO(b"plain"))
    before = sorted(tmp_path.iterdir())
    held = {source.name: source.load() for source in find_sources([archive], unpackers)}
    assert b"secret" not in held.values()
    assert b"plain" in held.values()
    assert sorted(tmp_path.iterdir()) == before and not (tmp_path.parent / "out.txt").exists()


def test_bombs_and_broken_archives(tmp_path: Path) -> None:
    def check(data: bytes, *expected: tuple[str, bytes | str]) -> None:
        path = tmp_path / "a.zip"
        path.write_bytes(data)
        assert unpacked(path) == list(expected)

    check(zipped(bomb_txt=bytes(20_000_000), good_txt=b"1"), ("bomb.txt", "too_large"), ("good.txt", b"1"))
    deep = zipped(a_txt=b"1")
    for _ in range(3):
        deep = zipped(in_zip=deep)
    check(deep, ("in.zip/in.zip/in.zip", "too_large"))
    with limited(ReadLimits(nesting=3)):
        check(deep, ("in.zip/in.zip/in.zip/a.txt", b"1"))
    damaged = bytearray(zipped(a_txt=bytes(range(256)) * 20, b_txt=b"1"))
    damaged[60:80] = bytes(20)
    check(bytes(damaged), ("a.txt", "unreadable"), ("b.txt", b"1"))
    locked = bytearray(zipped(a_txt=b"1"))
    for header in (b"PK\x03\x04", b"PK\x01\x02"):
        locked[locked.index(header) + (6 if header.endswith(b"\x04") else 8)] |= 1
    check(bytes(locked), ("a.txt", "encrypted"))
    with limited(ReadLimits(unpacked_bytes=1)), pytest.raises(ReadError) as caught:
        check(zipped(a_txt=b"1", b_txt=b"2"))
    assert caught.value.code == "too_large"


def test_what_archives_in_an_archive_hold_counts_together(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(a_zip=zipped(one_txt=b"1", two_txt=b"2"), b_zip=zipped(one_txt=b"1"), c_txt=b"3"))
    with limited(ReadLimits(members=5)):
        assert unpacked(path) == [
            ("a.zip/one.txt", b"1"),
            ("a.zip/two.txt", b"2"),
            ("b.zip", "too_large"),
            ("c.txt", b"3"),
        ]


def test_an_archive_is_looked_into_within_the_limits_of_the_workers(tmp_path: Path) -> None:
    path, good = tmp_path / "a.zip", tmp_path / "b.zip"
    path.write_bytes(zipped(a_txt=bytes(1000), big_txt=b"".join(b"%d" % n for n in range(100_000))))
    good.write_bytes(zipped(good_txt=b"1"))
    with Workers(Limits(output_bytes=50_000), processes=1, ready=read_once) as workers:
        assert found(workers, path, good) == [
            (f"{path}/a.txt", bytes(1000)),
            (f"{path}/big.txt", "too_large"),
            (f"{good}/good.txt", b"1"),
        ]


@pytest.mark.parametrize(
    ("data", "code"), [(zipped(a_txt=b"1")[:-10], "unreadable"), (zipped(a_txt=b"1", b_txt=b"2"), "too_large")]
)
def test_an_archive_that_cannot_be_listed_is_refused_by_the_reader(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with limited(ReadLimits(members=1)):
        assert list_members(str(path), path.read_bytes()) is None
        with pytest.raises(ReadError) as caught:
            read(data)
    assert caught.value.code == code


def test_an_archive_of_many_is_opened_once(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(**{f"n{number}_txt": b"%d" % number for number in range(50)}))
    listing = list_members(str(path), path.read_bytes())
    members = listing.members if listing else ()
    path.unlink()
    assert sorted(unpack_member(str(path), member.place) for member in members) == sorted(b"%d" % n for n in range(50))


@pytest.mark.parametrize(
    ("name", "words"), [("missing.txt", "no such file"), (".", "folder"), ("a\0b", "can't be read")]
)
def test_what_cannot_be_read(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        read_file(tmp_path / name)
    assert caught.value.code == "unreadable"


def test_too_large_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    with limited(ReadLimits(file_bytes=4)), pytest.raises(ReadError) as caught:
        read_file(path)
    assert caught.value.code == "too_large"


def test_a_pipe_is_read_when_somebody_writes_into_it(tmp_path: Path) -> None:
    path, data = tmp_path / "pipe", "收到申请12件".encode() * 20_000
    os.mkfifo(path)

    def write() -> None:
        with path.open("wb", buffering=0) as pipe:
            for start in range(0, len(data), 50_000):
                pipe.write(data[start : start + 50_000])

    with ThreadPoolExecutor(1) as others:
        written = others.submit(write)
        assert read_file(path) == data
        written.result()


def test_who_writes_late_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_WRITER_SECONDS", 0.0)
    path = tmp_path / "pipe"
    os.mkfifo(path)
    held = os.open(path, os.O_RDWR)
    with ThreadPoolExecutor(1) as others:
        read = others.submit(read_file, path)
        with pytest.raises(TimeoutError):
            read.result(timeout=0.5)
        os.write(held, b"late")
        os.close(held)
        assert read.result() == b"late"


def test_a_pipe_nobody_writes_into_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_WRITER_SECONDS", 0.1)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError, match="Nothing is written into the pipe"):
        read_file(tmp_path / "pipe")


def test_devices_and_sockets_are_no_files(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        for path in (Path("/dev/zero"), Path("/dev/null"), tmp_path / "socket"):
            with pytest.raises(ReadError, match="a device or a socket"):
                read_file(path)
