"""How many strokes could go from the lexicon without a test noticing it.

    python -m benchmarks.deletions [--sample 300]     (default: all)

A stroke takes a word, or one alternative of a word that is written with some. Without it are read again, as their
tests read them: the sentences of the tests, the examples of the patterns and of the other entries, the labelled pages.
It is noticed where one of them is read otherwise. Prints the strokes that nothing notices, and their share.
"""

from __future__ import annotations

import argparse
import importlib
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ahocorasick_rs

from core.document import read
from core.errors import ReadError
from core.reading.narrative import read_narrative
from core.reading.narrative.patterns import examples
from core.reading.opened import open_report
from core.reading.tables.covered import covered
from core.text.clean import clean
from core.text.lexicon import entries
from core.types import Document, Fact
from tests.core.reading import test_lexicon_sentences, test_narrative
from tests.strokes import Stroke, written

cutting = importlib.import_module("core.text.lexicon.cut")
_automaton: Callable[[], tuple[Any, tuple[Any, ...]]] = vars(cutting)["_automaton"]
TESTS = Path(__file__).parent.parent / "tests"
_USUAL_YEAR = 2016
_WHOLE = "whole"
_Match = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the tests. `of` names the entry whose example it is: that goes with the word it shows."""

    length: int
    read: Callable[[], object]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A text, and what it is read as with the whole lexicon."""

    text: Text
    reading: object


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0)
    sample = parser.parse_args().sample
    words = _words_by_stroke()
    strokes = list(words)
    chosen = strokes[:: max(len(strokes) // sample, 1)][:sample] if sample else strokes
    known = _read_with_all(list(_texts()))
    loose = [stroke for stroke in chosen if not is_noticed(stroke[0], words[stroke], known)]
    for stroke in loose:
        print("\t".join(stroke))
    print(f"{len(loose)} of {len(chosen)} strokes could go without a test noticing it: {len(loose) / len(chosen):.1%}")


def is_noticed(senses: str, words: Sequence[str], known: Mapping[str, Sequence[Known]]) -> bool:
    """Whether a text of the tests is read otherwise without the words in these senses."""
    texts = {id(one): one for word in words for one in known.get(word, ())}
    shortest_first = sorted(texts.values(), key=lambda one: one.text.length)
    with _without(senses, words):
        return any(one.text.of != senses and one.text.read() != one.reading for one in shortest_first)


def _words_by_stroke() -> dict[Stroke, list[str]]:
    """The words that each stroke would take from the lexicon: those that are not written otherwise, too."""
    ways: dict[tuple[str, str], list[frozenset[Stroke]]] = {}
    for one in written():
        ways.setdefault((one.senses, one.word), []).append(one.strokes)
    found: dict[Stroke, list[str]] = {stroke: [] for taken in ways.values() for strokes in taken for stroke in strokes}
    for (_, word), taken in ways.items():
        for stroke in frozenset.intersection(*taken):
            found[stroke].append(word)
    return found


def _read_with_all(texts: Sequence[Text]) -> dict[str, list[Known]]:
    """The texts by the words that they are cut into."""
    found: dict[str, list[Known]] = {}
    used: set[int] = set()
    choose: Callable[[str, list[_Match]], Iterator[_Match]] = vars(cutting)["_chosen"]

    def noting(piece: str, matches: list[_Match]) -> Iterator[_Match]:
        for match in choose(piece, matches):
            used.add(match[0])
            yield match

    vars(cutting)["_chosen"] = noting
    for text in texts:
        used.clear()
        one = Known(text, text.read())
        for number in used:
            found.setdefault(_automaton()[1][number][0], []).append(one)
    vars(cutting)["_chosen"] = choose
    return found


class _Less:
    """The automaton of the lexicon, but for some words."""

    def __init__(self, whole: ahocorasick_rs.AhoCorasick, gone: frozenset[int]) -> None:
        self._whole = whole
        self._gone = gone

    def find_matches_as_indexes(self, text: str, *, overlapping: bool) -> list[_Match]:
        found = self._whole.find_matches_as_indexes(text, overlapping=overlapping)
        return [match for match in found if match[0] not in self._gone]


@contextmanager
def _without(senses: str, words: Sequence[str]) -> Iterator[None]:
    """The lexicon without one sense of some words. Quick looks still see them: looking in vain changes nothing."""
    whole, taken = _automaton()
    left = list(taken)
    gone = set()
    for number, (word, readings, *_) in enumerate(taken):
        if word in words:
            others = tuple(reading for reading in readings if reading != frozenset(senses.split()))
            if others or (readings and word in _kept_whole()):
                left[number] = (word, others, vars(cutting)["_said"](word, others, None))
            elif senses != _WHOLE or not readings:
                gone.add(number)
    less = _Less(whole, frozenset(gone)), tuple(left)
    vars(cutting)["_automaton"] = lambda: less
    try:
        yield
    finally:
        vars(cutting)["_automaton"] = _automaton


def _kept_whole() -> frozenset[str]:
    return frozenset(word for entry in entries() if entry.senses == {_WHOLE} for word in entry.words)


def _texts() -> Iterator[Text]:
    """The texts of the tests and how each test reads its own."""
    folder = TESTS / "core/reading"
    for row in tomllib.loads((folder / "sentences.toml").read_text("utf-8"))["sentences"]:
        yield _sentence(row["text"], row.get("year", _USUAL_YEAR))
    for row in tomllib.loads((folder / "once_misread.toml").read_text("utf-8"))["sentences"]:
        yield _sentence(f"{row['under']}\n{row['text']}", row["year"])
    for row in test_lexicon_sentences.SENTENCES:
        for word in row["words"]:
            yield _with_its_account(row["text"].replace("{}", word), row["year"], word)
    for example in examples():
        yield _sentence(example.text, example.year)
    ways = (test_narrative.WAYS_TO_SAY_IT, test_narrative.SET_OUT_IN_OTHER_WAYS, test_narrative.PARTS_AND_SUMS)
    for text, year, _ in (case for cases in ways for case in cases):
        yield _sentence(text, year)
    for entry in entries():
        yield _sentence(entry.example.replace("{}", entry.words[0]), entry.year, " ".join(sorted(entry.senses)))
    for path in sorted(path for name in ("pages", "corpus") for path in (TESTS / name).glob("*.txt")):
        yield from _page(path)


def _sentence(text: str, year: int, of: str = "") -> Text:
    return Text(len(text), lambda: _figures(read_narrative(Document(text), clean(text), year, ())[0]), of)


def _with_its_account(text: str, year: int, word: str) -> Text:
    return Text(len(text), lambda: test_lexicon_sentences.read(text, year, word))


def _page(path: Path) -> Iterator[Text]:
    """The prose of a page with all that is told of it; nothing of a page that is no report."""
    document = read(path.read_bytes(), path.name)
    try:
        opened = open_report(document)
    except ReadError:
        return
    within = tuple(covered(opened.text, opened.tables))
    own, year = opened.identity.organization or "", opened.identity.year
    yield Text(len(document.text), lambda: read_narrative(document, opened.text, year, within, own))


def _figures(facts: tuple[Fact, ...]) -> frozenset[tuple[str, str | None, float]]:
    return frozenset((fact.indicator, fact.applicant, fact.value) for fact in facts)


if __name__ == "__main__":
    main()
