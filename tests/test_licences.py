"""What the project uses is free to use with an MIT project: no copyleft beyond the LGPL, and nothing unlocked."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements/base.txt", "requirements/dev.txt", "requirements/extras.txt", "requirements/fuzz.txt")
_FREE = re.compile(
    r"\b(?:MIT|BSD|Apache|PSF|Python Software Foundation|ISC|MPL|Mozilla|Unlicense|OFL|SIL Open Font|Zlib|HPND|0BSD"
    r"|LGPL|Lesser General Public|Public Domain|CC0|CNRI|Artistic|Historical Permission)",
    re.IGNORECASE,
)
_COPYLEFT = re.compile(r"(?<!L)(?:\bA?GPL|(?<!Lesser )General Public License|Affero|SSPL|\bEUPL|\bBUSL)", re.IGNORECASE)
# What a package says of its licence in a way that no rule reads, looked up by hand.
BY_HAND = {"text-unidecode": "Artistic License, of the two that it may be used under"}


def locked(file: str) -> set[str]:
    """The packages of a lock file."""
    return set(re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / file).read_text("utf-8"), re.MULTILINE))


def licence(name: str) -> str | None:
    """What an installed package says of its licence; None where it is not installed here."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return None
    classifiers = [one for one in said.get_all("Classifier") or () if one.startswith("License ::")]
    written = [
        line
        for field in ("License-Expression", "License")
        for line in (said.get_all(field) or [""])[0].splitlines()[:1]
    ]
    return BY_HAND.get(name) or "; ".join([*classifiers, *written])


@pytest.mark.parametrize("name", sorted({name for file in LOCKS for name in locked(file)}))
def test_a_package_is_under_a_free_licence(name: str) -> None:
    told = licence(name)
    if told is None:
        pytest.skip("for another system or version of Python")
    assert _FREE.search(told), told
    assert not _COPYLEFT.search(re.sub(r"LGPL\S*|[^;]*Lesser General Public[^;]*", "", told)), told


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-3.0-only",
        "AGPL-3.0",
        "GNU General Public License v2",
        "License :: OSI Approved :: GNU Affero General Public License v3",
    ],
)
def test_the_rule_refuses(licence: str) -> None:
    assert _COPYLEFT.search(re.sub(r"LGPL\S*|[^;]*Lesser General Public[^;]*", "", licence))


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = [one for extra in project["project"]["optional-dependencies"].values() for one in extra]
    named = {re.split(r"[<>=!~;\[ ]", one)[0].lower().replace("_", "-") for one in extras}
    dev = {name.lower().replace("_", "-") for name in locked("requirements/dev.txt")}
    base = {name.lower().replace("_", "-") for name in locked("requirements/base.txt")}
    assert named <= dev
    assert named | base <= {name.lower().replace("_", "-") for name in locked("requirements/extras.txt")}
    assert {re.split(r"[<>=!~;\[ ]", one)[0].lower() for one in project["project"]["dependencies"]} <= base


def test_lock_files_agree() -> None:
    """The same versions; for other versions of Python there may be others."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for file in LOCKS:
        for name in locked(file):
            versions = re.findall(rf"^{re.escape(name)}==(\S+)", (ROOT / file).read_text("utf-8"), re.MULTILINE)
            found.setdefault(name, set()).add(tuple(versions))
    assert {name: versions for name, versions in found.items() if len(versions) > 1} == {}


@pytest.mark.parametrize("file", LOCKS)
def test_no_lock_file_names_an_address(file: str) -> None:
    assert "://" not in (ROOT / file).read_text("utf-8")


@pytest.mark.parametrize("file", LOCKS)
def test_every_package_is_locked_by_its_hash(file: str) -> None:
    entries = re.split(r"^(?=[A-Za-z0-9._-]+==)", (ROOT / file).read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)
