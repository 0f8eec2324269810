"""Nothing a person can type or set is left out of the documentation, and nothing in it has gone."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from pydantic_settings import BaseSettings

from cli.app import main
from server.http.settings import HttpSettings, StdioSettings
from store.intake.endings import ENDINGS, is_wanted
from store.settings import Settings

ROOT = Path(__file__).parent.parent
COMMANDS = {"en": "docs/commands.md", "zh": "docs/commands.zh.md"}
SETTINGS = {
    "en": ("README.md", "docs/bot.en.md", "docs/server.md"),
    "zh": ("README.zh.md", "docs/bot.md", "docs/server.md"),
}
READMES = ("README.md", "README.zh.md")
_SETTING = re.compile(r"`(GONGKAI_[A-Z_]*[A-Z])`")
# A format as the READMEs name it, and the endings by which a folder's files are taken for one.
FORMATS = {
    "text": ".txt .text .xml",
    "Markdown": ".md .markdown",
    "LaTeX": ".tex",
    "AsciiDoc": ".adoc",
    "rst": ".rst",
    "org": ".org",
    "html": ".htm .html .xhtml .shtml .asp .aspx .jsp .php",
    "mht": ".mht .mhtml",
    "warc": ".warc",
    "eml": ".eml",
    "epub": ".epub",
    "fb2": ".fb2",
    "docx": ".docx .docm .dotx",
    "doc": ".doc .dot",
    "wps": ".wps .wpt",
    "odt": ".odt .fodt",
    "rtf": ".rtf",
    "xlsx": ".xlsx .xlsm",
    "ods": ".ods",
    "csv": ".csv .tsv",
    "ofd": ".ofd",
    "zip": ".zip",
    "tar": ".tar",
    "gz": ".gz .tgz",
    "bz2": ".bz2",
    "xz": ".xz",
    "PDF": ".pdf",
    "xls": ".xls .et .ett",
    "xlsb": ".xlsb",
    "png": ".png .gif .bmp",
    "jpg": ".jpg .jpeg",
    "webp": ".webp",
    "heic": ".heic .heif .avif",
    "tiff": ".tif .tiff",
}
# Words of the table that name no format.
PROSE = {"README.md": {"any", "of", "these", "with", "scans", "and", "photos", "pictures"}, "README.zh.md": set()}


def read(file: str) -> str:
    return (ROOT / file).read_text("utf-8")


def section(text: str, command: str) -> str:
    """The heading of a command and what stands below it."""
    found = re.search(rf"^## gongkai {command}\b.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"`## gongkai {command}` is missing"
    return found[0]


def options(command: click.Command) -> set[str]:
    """Every name of every option but --help, which all have."""
    return {
        name for one in command.params if isinstance(one, click.Option) for name in (*one.opts, *one.secondary_opts)
    }


@pytest.mark.parametrize("language", COMMANDS)
@pytest.mark.parametrize("name", main.commands)
def test_a_command_is_documented_with_its_options(name: str, language: str) -> None:
    told = section(read(COMMANDS[language]), name)
    head = told.splitlines()[0]
    command = main.commands[name]
    arguments = [one.make_metavar(click.Context(command)) for one in command.params if isinstance(one, click.Argument)]
    assert head == " ".join(["## gongkai", name, *("SHELL" if "bash" in one else one for one in arguments)])
    named = set(re.findall(r"`(--?[a-z]+(?:-[a-z]+)*)", told))
    assert named - {"-"} == options(command)


@pytest.mark.parametrize("language", COMMANDS)
def test_no_command_is_documented_that_has_gone(language: str) -> None:
    assert re.findall(r"^## gongkai (\w+)", read(COMMANDS[language]), re.MULTILINE) == list(main.commands)


@pytest.mark.parametrize("language", SETTINGS)
def test_every_setting_is_documented_and_none_that_has_gone(language: str) -> None:
    kinds: tuple[type[BaseSettings], ...] = (Settings, HttpSettings, StdioSettings)
    known = {f"{kind.model_config['env_prefix']}{name.upper()}" for kind in kinds for name in kind.model_fields}
    assert {name for file in SETTINGS[language] for name in _SETTING.findall(read(file))} == known


@pytest.mark.parametrize("readme", READMES)
def test_every_format_that_is_taken_in_is_in_the_readme(readme: str) -> None:
    rows = [line.split("|")[1] for line in read(readme).splitlines() if line.startswith("| ") and "`pip" in line]
    plain = next(line.split("|")[1] for line in read(readme).splitlines() if "LibreOffice" in line and "|" in line)
    words = " ".join([plain, *rows]).replace("文本", "text")
    assert set(re.findall("[A-Za-z]+2?", words)) - PROSE[readme] == FORMATS.keys()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_the_readme_is_taken_in(name: str) -> None:
    assert all(is_wanted(f"a{ending}") for ending in FORMATS[name].split())


def test_every_ending_belongs_to_a_format_of_the_readme() -> None:
    assert {ending for endings in FORMATS.values() for ending in endings.split()} == ENDINGS
