"""Zip files from strangers: opened with limits, read member by member."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from core.document.limits import limits
from core.errors import ReadError

MAX_NAME = 1000
_START = 512
_RATIO_MATTERS_ABOVE = 1_000_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_ENTRY = b"PK\x01\x02"

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, IndexError)


@dataclass(slots=True)
class Container:
    """An opened zip. What is read counts against the limit of what may be unpacked, whatever headers promise."""

    archive: zipfile.ZipFile
    left: int = field(default_factory=lambda: limits().unpacked_bytes)

    def names(self) -> Sequence[str]:
        """The names of the members, as the zip spells them."""
        return self.archive.namelist()

    def files(self) -> Iterator[zipfile.ZipInfo]:
        """The members that are files."""
        return (info for info in self.archive.infolist() if info.filename and not info.is_dir())

    def read(self, member: str | zipfile.ZipInfo) -> bytes:
        """The bytes of a member. Raises ReadError: too_large, encrypted, unreadable, unsupported."""
        try:
            info = member if isinstance(member, zipfile.ZipInfo) else self.archive.getinfo(member)
        except KeyError as error:
            raise ReadError("unreadable", "A part of the file is missing.") from error
        if info.flag_bits & 1:
            raise ReadError("encrypted", "The archive asks for a password.")
        if info.compress_type not in _METHODS:
            raise ReadError("unsupported", "The archive is packed in an unusual way: unpack the file first.")
        limit = min(limits().member_bytes, self.left)
        if info.file_size > _RATIO_MATTERS_ABOVE:
            limit = min(limit, max(info.compress_size * limits().ratio, _RATIO_MATTERS_ABOVE))
        try:
            with self.archive.open(info) as stream:
                data = stream.read(limit + 1)
        except _DAMAGE as error:
            raise ReadError("unreadable", "The archive is damaged.") from error
        if len(data) > limit:
            raise ReadError("too_large", "The archive unpacks to too much.")
        self.left -= len(data)
        return data

    def start(self, member: zipfile.ZipInfo) -> bytes:
        """The first bytes of a member, by which its format is told; none where it can't be unpacked."""
        try:
            with self.archive.open(member) as stream:
                return stream.read(_START)
        except (*_DAMAGE, RuntimeError):
            return b""

    def xml(self, member: str) -> etree._Element:
        """The parsed XML of a member; no entity is expanded and nothing is fetched."""
        return parse_xml(self.read(member))


_OF_WINDOWS = ("thumbs.db", "desktop.ini", "ehthumbs.db")
"""Files that Windows leaves in folders."""


def open_zip(data: bytes) -> Container:
    """The zip in these bytes. Raises ReadError: unreadable, too_large."""
    most = limits().members
    # Counted before any is looked at; archives stored within hold such marks too.
    if data.count(_ENTRY) > 20 * most:
        raise _too_many(most)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise ReadError("unreadable", "The archive is damaged.") from error
    if len(archive.infolist()) > most:
        raise _too_many(most)
    return Container(archive)


def _too_many(most: int) -> ReadError:
    return ReadError("too_large", f"The archive holds more than {most:,} files.")


def without_declaration(text: str) -> str:
    """A text of XML or html without the declaration at its beginning: what it says of the encoding holds no more."""
    declaration = _DECLARATION.match(text)
    return text[declaration.end() :] if declaration else text


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML file; no entity is expanded and nothing is fetched. Raises ReadError: unreadable."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError("unreadable", "A part of the file is damaged.") from error


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member as a person sees it: UTF-8 where marked, else the zip was packed in GBK, most likely."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def inner_name(info: zipfile.ZipInfo) -> str | None:
    """The path of a member within the archive, or None for what no person put there (thumbnails, lock files).

    Names never leave the archive: folders are kept, leading and parent ones dropped.
    """
    parts = [part for part in PurePosixPath(member_name(info).replace("\\", "/")).parts if part not in ("/", "..")]
    if not parts or "__MACOSX" in parts or parts[-1].startswith((".", "~$")) or parts[-1].lower() in _OF_WINDOWS:
        return None
    return "/".join(parts)[-MAX_NAME:]


def members(data: bytes) -> Iterator[tuple[str, bytes | ReadError]]:
    """The files of a zip by name, in its order; one that can't be unpacked comes as its error.

    Raises ReadError where the zip as a whole is unreadable or too large.
    """
    return members_of(open_zip(data))


def members_of(container: Container) -> Iterator[tuple[str, bytes | ReadError]]:
    """The files of an opened archive by name, in its order; one that can't be unpacked comes as its error."""
    for info in container.files():
        name = inner_name(info)
        if name is None:
            continue
        try:
            yield name, container.read(info)
        except ReadError as error:
            yield name, error
