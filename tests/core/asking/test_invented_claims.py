"""Claims of two to four clauses about invented reports: none judged wrongly, no clause dropped, hardly any left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

import pytest

from core.asking.answer import answer
from core.asking.claims import Verdict, verify
from store.archive import Archive
from tests.core.asking.invented import Figures, fill, invent
from tests.core.asking.invented_claims import Claim, chinese, english

TODAY = date(2024, 6, 1)
FIGURES = invent()
Generate = Callable[[Figures, int, int], Iterator[Claim]]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("invented") / "invented.db") as opened:
        fill(opened, FIGURES)
        yield opened


def _verdict_on(verdicts: tuple[Verdict, ...], start: int, end: int) -> Verdict | None:
    """The verdict that covers most of a stretch of the text."""
    covering = [(min(v.end, end) - max(v.start, start), v) for v in verdicts if v.start < end and start < v.end]
    return max(covering, key=lambda pair: pair[0])[1] if covering else None


@pytest.mark.parametrize(
    ("generate", "count", "seed"),
    [(chinese, 500, 11), (chinese, 200, 12), (english, 200, 13)],
    ids=["chinese", "more chinese", "english"],
)
def test_no_claim_is_judged_wrongly_and_no_clause_dropped(
    archive: Archive, generate: Generate, count: int, seed: int
) -> None:
    wrong: list[tuple[str, str, str]] = []
    judged: Counter[bool] = Counter()
    for claim in generate(FIGURES, count, seed):
        verdicts = verify(claim.text, archive, today=TODAY)
        assert all(before.end <= after.start for before, after in pairwise(verdicts)), claim.text
        for said, (start, end) in zip(claim.clauses, claim.spans, strict=True):
            verdict = _verdict_on(verdicts, start, end)
            status = verdict.status if verdict else "dropped"
            right = {True: "agrees", False: "differs", None: "unverifiable"}[said.true]
            if status not in (right, "unverifiable"):
                wrong.append((claim.text, said.text, status))
            if said.true is not None:
                judged[status != "unverifiable"] += 1
    assert not wrong
    assert judged[False] <= 0.02 * judged.total(), judged


def test_the_whole_agrees_only_where_every_clause_does(archive: Archive) -> None:
    seen = Counter[bool]()
    for claim in chinese(FIGURES, 60, 14):
        statuses = {verdict.status for verdict in verify(claim.text, archive, today=TODAY)}
        found = answer(claim.text, archive, today=TODAY)
        agrees = found.text.startswith("全部相符")
        assert agrees == (statuses == {"agrees"}), found.text
        seen[agrees] += 1
    assert seen[True] and seen[False]
