"""Inputs that a fuzzer makes, led by which lines they reach: an error each, or an answer, within time and memory.

    python -m tests.torture.fuzz file|question|reply [--seconds 300] [--kept FOLDER]

An input on which anything else happens is kept in FOLDER, told, and the exit code is not 0. What reached new lines is kept there
too, and is where the next run begins. Needs atheris (`make fuzz` installs it), which is for Linux.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["core", "store"]):
    from core.asking.answer import answer
    from core.document.fixed import pdf
    from core.document.limits import ReadLimits, set_limits
    from core.errors import ReadError
    from core.work.messages import unpacked
    from core.work.shape import WrongShape
    from store import Archive
    from store.intake.parsing import File, parse_file

from tests.core.document.test_document_safety import files  # noqa: E402
from tests.forging import forge  # noqa: E402
from tests.report_files import WRITERS, report_blocks  # noqa: E402

_ENDINGS = sorted(files())
_LONGEST = 30_000
_SLOWEST = 60
_MEMORY_MB = 3000
_QUESTIONS = (
    "泰顺2018年收到申请数是多少",
    "温州各县2018年申请量排名前三",
    "how many requests did 泰顺 receive in 2018",
    "泰顺县2018年收到申请17件，比2017年增长20%，占全市的三分之一。",
    "泰顺2014到2018年，公开率最高的是哪年？",
)


def file_seeds() -> Iterator[bytes]:
    """A small file of every format and a report in those that hold one, behind a byte that names the ending."""
    report = report_blocks(forge(1, "2021"))
    for number, ending in enumerate(_ENDINGS):
        yield bytes([number]) + files()[ending]
        if ending in WRITERS:
            data = WRITERS[ending](report)
            yield bytes([number]) + (data if isinstance(data, bytes) else data.encode())


def read_file(data: bytes) -> None:
    """Read a file; the first byte says how its name ends."""
    if data:
        with suppress(ReadError):
            parse_file(File(f"a.{_ENDINGS[data[0] % len(_ENDINGS)]}", data[1:]))


def open_archive() -> Archive:
    """The seeds, stored."""
    archive = Archive(Path(tempfile.mkdtemp()) / "a.db")
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        parsed = parse_file(File(path.name, path.read_bytes()))
        archive.save(path.read_bytes(), path.name, parsed.document, parsed.report)
    return archive


def asking() -> Callable[[bytes], None]:
    """Answer a question, or judge a pasted text."""
    archive = open_archive()

    def ask(data: bytes) -> None:
        answer(data.decode(errors="replace"), archive)

    return ask


def take_reply(data: bytes) -> None:
    """Take what a process that reads sent."""
    with suppress(WrongShape):
        unpacked(data, parse_file)


_SEEDS: dict[str, Callable[[], Iterator[bytes]]] = {
    "file": file_seeds,
    "question": lambda: (question.encode() for question in _QUESTIONS),
    "reply": lambda: iter((b'i{"files": true, "calls": true}', b'p{"page": 1, "pages": 2}', b"r[]", b"raw:")),
}
_WORK: dict[str, Callable[[], Callable[[bytes], None]]] = {
    "file": lambda: read_file,
    "question": asking,
    "reply": lambda: take_reply,
}


def main() -> None:
    """Fuzz one target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=[*_WORK])
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--kept", type=Path, default=Path("fuzzed"))
    options = parser.parse_args()
    kept = options.kept / options.target
    kept.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(_SEEDS[options.target]()):
        (kept / f"seed-{number}").write_bytes(seed)
    # Neither programs nor the recognition of pictures and of pages without words, which takes seconds.
    os.environ["PATH"] = ""
    set_limits(ReadLimits(pixels=50))
    pdf._recognition = lambda: None
    work = _WORK[options.target]()
    given = (
        f"-max_total_time={options.seconds}",
        f"-max_len={_LONGEST}",
        f"-timeout={_SLOWEST}",
        f"-report_slow_units={_SLOWEST}",
        f"-rss_limit_mb={_MEMORY_MB}",
        f"-artifact_prefix={kept}/wrong-",
        "-print_final_stats=1",
    )
    atheris.Setup([sys.argv[0], *given, str(kept)], work)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
