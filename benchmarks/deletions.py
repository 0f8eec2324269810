"""How many words of the lexicon could go without a test noticing it.

    python -m benchmarks.deletions [--sample 300]

Takes words evenly over the lexicon and reads without each of them: the sentence of its own entry with the word in it,
every sentence of the tests that holds the word, then the labelled pages that do. A word is held where one of them reads
otherwise than with it. Prints the words that nothing holds, and their share.
"""

from __future__ import annotations

import argparse
import importlib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from core.document import read
from core.errors import ReadError
from core.reading.narrative import read_narrative
from core.reading.parse import parse
from core.text.clean import clean
from core.text.lexicon import Entry, entries
from core.types import Document, Fact

cutting = importlib.import_module("core.text.lexicon.cut")
TESTS = Path(__file__).parent.parent / "tests"
_USUAL_YEAR = 2016
Reading = frozenset[tuple[str, str | None, float]]
Text = tuple[str, int]
Senses = Mapping[str, tuple[frozenset[str], ...]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=300)
    sample = parser.parse_args().sample
    words = [(entry, word) for entry in entries() for word in entry.words]
    chosen = words[:: max(len(words) // sample, 1)][:sample]
    loose = [(entry, word) for entry, word in chosen if not is_held(entry, word)]
    for entry, word in loose:
        print(f"{'+'.join(sorted(entry.senses))}\t{word}")
    print(f"{len(loose)} of {len(chosen)} words could go without a test noticing it: {len(loose) / len(chosen):.1%}")


def is_held(entry: Entry, word: str) -> bool:
    """Whether a sentence or a page of the tests reads otherwise without the word in the sense of the entry."""
    texts = [(entry.example.replace("{}", word), entry.year), *(text for text in _sentences() if word in text[0])]
    pages = [page for page in _pages() if word in page.read_text("utf-8", errors="ignore")]
    with_it = [_of_text(text) for text in texts]
    with _without(entry, word):
        if any(_read_text(text) != kept for text, kept in zip(texts, with_it, strict=True)):
            return True
    for page in pages:
        kept = _of_page(page)
        with _without(entry, word):
            if _read_page(page) != kept:
                return True
    return False


@contextmanager
def _without(entry: Entry, word: str) -> Iterator[None]:
    """The lexicon as it is without one sense of one word."""
    known: Callable[[], Senses] = vars(cutting)["senses"]
    whole = known()
    left = tuple(taken for taken in whole[word] if taken != entry.senses)
    less = {other: readings for other, readings in whole.items() if other != word} | ({word: left} if left else {})
    vars(cutting)["senses"] = lambda: less
    _forget()
    try:
        yield
    finally:
        vars(cutting)["senses"] = known
        _forget()


def _forget() -> None:
    for made in vars(cutting).values():
        if hasattr(made, "cache_clear"):
            made.cache_clear()


@cache
def _sentences() -> tuple[Text, ...]:
    rows = tomllib.loads((TESTS / "core/reading/sentences.toml").read_text("utf-8"))["sentences"]
    own = [(entry.example.replace("{}", entry.words[0]), entry.year) for entry in entries()]
    return *((row["text"], row.get("year", _USUAL_YEAR)) for row in rows), *own


@cache
def _pages() -> tuple[Path, ...]:
    folders = (TESTS / "pages", TESTS / "corpus")
    return tuple(path for folder in folders for path in sorted(folder.glob("*.txt")))


@cache
def _of_text(text: Text) -> Reading:
    return _read_text(text)


def _read_text(text: Text) -> Reading:
    return _figures(read_narrative(Document(text[0]), clean(text[0]), text[1], ())[0])


@cache
def _of_page(page: Path) -> Reading:
    return _read_page(page)


def _read_page(page: Path) -> Reading:
    try:
        return _figures(parse(read(page.read_bytes(), page.name)).facts)
    except ReadError:
        return frozenset()


def _figures(facts: tuple[Fact, ...]) -> Reading:
    return frozenset((fact.indicator, fact.applicant, fact.value) for fact in facts)


if __name__ == "__main__":
    main()
