"""What the parser reads from the fixed pages, as a hash a page: `python -m tests.fingerprint` writes it anew.

Reports that are stored are read again only where the parser's number has risen. So a change of any reading must raise
`PARSER_VERSION`; the command does both, and the test beside the readers fails until it was run.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from core.document import read
from core.errors import ReadError
from core.reading.parse import parse
from core.version import PARSER_VERSION

TESTS = Path(__file__).parent
ROOT = TESTS.parent
FOLDERS = ("seeds", "tests/corpus", "tests/pages")
COMMAND = "python -m tests.fingerprint"
_FILE = TESTS / "fingerprint.json"
_VERSION_FILE = ROOT / "core/version.py"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The number of a parser, and a hash of what it reads from each page, by the page's path."""

    parser_version: int
    readings: Mapping[str, str]

    def otherwise(self, other: Fingerprint) -> list[str]:
        """The pages that both know and read otherwise."""
        return [page for page, found in self.readings.items() if other.readings.get(page, found) != found]


def pages() -> list[str]:
    """The fixed pages by their path in the repository, in order."""
    files = (path for folder in FOLDERS for path in (ROOT / folder).iterdir() if path.is_file())
    return sorted(path.relative_to(ROOT).as_posix() for path in files if path.suffix not in (".json", ".toml", ".md"))


def fingerprint_of(page: str) -> str:
    """A hash of everything that is stored of a page: a report with all its parts, or why it is none."""
    document = read((ROOT / page).read_bytes(), Path(page).name)
    try:
        found: object = asdict(parse(document))
    except ReadError as error:
        found = error.code
    # Where a page came from is no reading: the bytes say it, not the parser.
    if isinstance(found, dict) and isinstance(found.get("identity"), dict):
        found["identity"].pop("origin", None)
    told = json.dumps([document.text, found], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def present() -> Fingerprint:
    """What the parser reads now."""
    with ProcessPoolExecutor() as processes:
        return Fingerprint(PARSER_VERSION, dict(zip(pages(), processes.map(fingerprint_of, pages()), strict=True)))


def committed() -> Fingerprint:
    """What the parser read when the command was last run. Raises ValueError where a merge left the file broken."""
    held = json.loads(_FILE.read_text("utf-8"))
    return Fingerprint(held["parser_version"], held["readings"])


def next_version(before: Fingerprint, now: Fingerprint) -> int:
    """The number the present parser must have: higher than before where it reads a page otherwise."""
    return max(now.parser_version, before.parser_version + bool(now.otherwise(before)))


def main() -> None:
    """Write the file anew, and raise the parser's number where readings changed since it was last written."""
    now = present()
    try:
        before = committed()
    except (FileNotFoundError, ValueError):
        before = Fingerprint(PARSER_VERSION, dict.fromkeys(now.readings, ""))
    changed = now.otherwise(before)
    version = next_version(before, now)
    if version != PARSER_VERSION:
        text = _VERSION_FILE.read_text("utf-8")
        _VERSION_FILE.write_text(re.sub(r"(?m)^PARSER_VERSION = \d+$", f"PARSER_VERSION = {version}", text), "utf-8")
    held = {"parser_version": version, "readings": dict(now.readings)}
    _FILE.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write("".join(f"{page} is read otherwise\n" for page in changed))
    sys.stdout.write(f"{len(now.readings)} pages, {len(changed)} read otherwise; PARSER_VERSION is {version}\n")


if __name__ == "__main__":
    main()
