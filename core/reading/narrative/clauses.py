"""The words of a sentence in clauses, and each clause in pieces: one number or one negation with the words about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.reading.narrative.senses import any_of, has, said_by, says
from core.text.lexicon import COUNT, MARKS, Word, mask
from core.text.lexicon.figures import Figure

STOPS = MARKS - {"、"}
"""What ends a clause."""
_NAMES = frozenset(("thing.", "chan.", "out.", "res.", "why.", "appl.", "path.", "staff.", "quality.", "other."))
_NAMING = (
    "act.answer",
    "act.conclude",
    "act.carry",
    "act.pending",
    "person.principal",
    "other",
    "act.repeal",
    "act.in_force",
)
_NOT, _AND, _STOPPING = mask("not"), mask("、", "and"), mask(*sorted(STOPS))
_DISPUTES = ("thing.review", "thing.lawsuit", "thing.complaint")
_OF_DISPUTES = mask(*_DISPUTES)
_DOING = frozenset(("act.", "out.", "res.", "path.", "quality."))


class Clause(NamedTuple):
    """Words between two marks. `before` and `after` are the marks; `depth` counts the brackets around it."""

    words: tuple[Word, ...]
    before: str
    after: str
    depth: int
    said: int
    """The bits of its words."""


class Piece(NamedTuple):
    """What is said with one number or one negation: the words on its left and on its right."""

    left: tuple[Word, ...]
    right: tuple[Word, ...] = ()
    figure: Word | None = None
    negation: Word | None = None
    whole: bool = False
    """Whether the next number is a part of it: 6件中的4件."""
    unpaired: bool = False
    """Whether it is one of several numbers that are told of names one by one, and nobody knows of which."""

    @property
    def words(self) -> tuple[Word, ...]:
        """All words but the number and the negation."""
        return self.left + self.right


def clauses(words: Sequence[Word]) -> list[Clause]:
    """The clauses in order; brackets open and close a level."""
    done: list[Clause] = []
    depth, before, begin, said = 0, "", 0, 0
    for position, word in enumerate(words):
        if not word.mask & _STOPPING:
            said |= word.mask
            continue
        stop = word.text
        if position > begin:
            done.append(Clause(tuple(words[begin:position]), before, stop, depth, said))
            before, said = "", 0
        before = stop if not before or stop in "();。" else before
        begin = position + 1
        depth = depth + 1 if stop == "(" else max(depth - 1, 0) if stop == ")" else depth
    if begin < len(words):
        done.append(Clause(tuple(words[begin:]), before, "", depth, said))
    done = _with_their_names(done)
    numbers_named = any(clause.before == clause.after == ":" for clause in done)
    return [part for clause in done for part in _parted(clause)] if numbers_named else done


def _clause(words: Sequence[Word], before: str, after: str, depth: int) -> Clause:
    return Clause(tuple(words), before, after, depth, said_by(words))


def _with_their_names(done: Sequence[Clause]) -> list[Clause]:
    """同意公开、部分公开、不予公开的,依次是10件、3件、2件: the names stand in the clause before."""
    found: list[Clause] = []
    held = False
    for clause in done:
        before = found[-1] if held else None
        if before is not None and _follows_its_names(clause, before):
            clause = _clause(before.words + clause.words, before.before, clause.after, clause.depth)
            found[-1] = clause
        else:
            found.append(clause)
        held = bool(clause.said & _AND) and not clause.said & COUNT
    return found


def _follows_its_names(clause: Clause, before: Clause) -> bool:
    return clause.depth == before.depth and clause.before in ",:" and _only_numbers(clause.words)


def _only_numbers(words: Sequence[Word]) -> bool:
    """Whether the words only tell the numbers of names told before: 依次是10件、3件."""
    first = next((position for position, word in enumerate(words) if is_count(word)), len(words))
    return first < len(words) and any_of(words[:first], "respectively") and not any(map(_names, words[:first]))


def _parted(clause: Clause) -> Iterator[Clause]:
    """行政复议:23件行政诉讼:9件: what stands behind a number between two colons names the next."""
    if clause.before == ":" and clause.after == ":" and len(clause.words) > 1 and is_count(clause.words[0]):
        yield _clause(clause.words[:1], clause.before, ",", clause.depth)
        clause = _clause(clause.words[1:], ",", clause.after, clause.depth)
    yield clause


def is_count(word: Word) -> bool:
    """Whether the word is a number of things, exact or not."""
    return bool(word.mask & COUNT)


def is_and(word: Word) -> bool:
    """Whether the word joins names: 、 和 及."""
    return bool(word.mask & _AND)


def pieces(clause: Clause) -> list[Piece]:
    """The pieces of a clause; without a number and a negation there is one that has neither."""
    words = clause.words
    counts = [at for at, word in enumerate(words) if word.mask & COUNT] if clause.said & COUNT else []
    if clause.said & _NOT:
        denying = (at for at, word in enumerate(words) if word.mask & _NOT)
        nots = [at for at in denying if not _is_counted(words, at, counts)]
        if nots and (denied := _denied(words, counts, nots)) is not None:
            return denied
    if not counts:
        return [Piece(words)]
    return _paired(list(_numbered(words, counts)))


def _is_counted(words: Sequence[Word], position: int, counts: Sequence[int]) -> bool:
    """不存在的4件: what became of some is counted, nothing is denied."""
    if not has(words[position], ("out.",)):
        return False
    behind = next((at for at in range(position + 1, len(words)) if not words[at].may_be("filler")), None)
    return behind in counts


def groups(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """The names of a list, each with its words."""
    found: list[list[Word]] = [[]]
    for word in words:
        if word.mask & _AND:
            found.append([])
        elif word.mask & _OF_DISPUTES and _begins_another(word, found[-1]):
            found.append([word])
        else:
            found[-1].append(word)
    return [tuple(group) for group in found if any(map(says, group)) or any_of(group, "other")]


def _begins_another(word: Word, group: Sequence[Word]) -> bool:
    """被行政复议行政诉讼: two kinds of disputes side by side are two names."""
    kinds = [kind for kind in _DISPUTES if word.may_be(kind)]
    return bool(kinds) and any(any_of(group, kind) for kind in _DISPUTES if kind not in kinds)


def _denied(words: tuple[Word, ...], counts: Sequence[int], nots: Sequence[int]) -> list[Piece] | None:
    """The pieces of a clause with a negation, where the negation is the clause's own."""
    first = nots[0]
    ones = {position for position in counts if _is_one(words[position])}
    rest = [position for position in counts if position not in ones]
    if not rest:
        # 没有一起复议; 一件也没有收到.
        left = tuple(word for position, word in enumerate(words[:first]) if position not in ones)
        right = tuple(word for position, word in enumerate(words) if position > first and position not in ones)
        return [Piece(left, _without_negations(right), negation=words[first])]
    behind = [position for position in nots if position > rest[-1]]
    if behind:
        head = _numbered(words[: behind[0]], [position for position in counts if position < behind[0]])
        return [*head, Piece((), _without_negations(words[behind[0] + 1 :]), negation=words[behind[0]])]
    return None


def _without_negations(words: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(word for word in words if not (word.may_be("not") and len(word.readings) == 1))


def _is_one(word: Word) -> bool:
    """一件, 1起: a number that a negation takes with it."""
    return word.figure is not None and word.figure.value == 1


def _numbered(words: tuple[Word, ...], counts: Sequence[int]) -> Iterator[Piece]:
    """One piece a number; the words between two numbers go to the one that they name."""
    first = counts[0]
    names_first = any(map(_names, words[:first]))
    left: tuple[Word, ...] = words[:first]
    for order, position in enumerate(counts):
        last = order + 1 == len(counts)
        between = words[position + 1 : None if last else counts[order + 1]]
        if between and not last and (begin := _behind_among(between)):
            # 网站占了大头:1466条中的1203条; 5条里当面提出的2条: what is said is said of the second.
            yield Piece(left, figure=words[position], whole=True)
            left = between[begin:]
            continue
        own, following = (between, ()) if last else _shared_out(between, names_first=names_first)
        yield Piece(left, own, figure=words[position])
        left = following


def _behind_among(between: tuple[Word, ...]) -> int:
    """Where the words behind 中 begin that stands right behind a number; 0 where none does."""
    for position, word in enumerate(between):
        if word.may_be("among"):
            return position + 1
        if not word.may_be("filler"):
            return 0
    return 0


def _shared_out(between: tuple[Word, ...], *, names_first: bool) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words between two numbers: those of the first, those of the second."""
    if between[-1:] and between[-1].may_be("change"):
        # 比上年(8件)|增加3件: the word stands before what came about.
        return between[:-1], between[-1:]
    for position, word in enumerate(between):
        if is_and(word) and not (position and names_first and any(map(_names, between[:position]))):
            return between[:position], between[position + 1 :]
    for position, word in enumerate(between):
        if position and word.may_be("each"):
            # 六个分公司|各配兼职1人.
            return between[:position], between[position:]
    if names_first:
        return (), between
    for position, word in enumerate(between):
        if position and has(word, _DOING):
            return between[:position], between[position:]
    return (between, ()) if between and not has(between[0], _DOING) else ((), between)


def _names(word: Word) -> bool:
    """Whether the word names what is counted (and not only that something was done)."""
    return has(word, _NAMES) or not word.senses.isdisjoint(_NAMING)


def _paired(found: list[Piece]) -> list[Piece]:
    """甲、乙分别为1件、2件: one piece a name; where they are not as many, none of the numbers has a name."""
    first = found[0]
    if len(found) < 2 or any(map(says, (word for piece in found[1:] for word in piece.left))):
        return found
    if not any_of(first.left, "respectively"):
        # 答复6件、8件: two numbers of one name.
        bare = not first.right and not first.whole and all(not piece.words and not piece.whole for piece in found[1:])
        alike = len({piece.figure.figure.counter for piece in found if piece.figure and piece.figure.figure}) == 1
        return [piece._replace(unpaired=True) for piece in found] if bare and alike else found
    at = next(position for position, word in enumerate(first.left) if word.may_be("respectively"))
    shared = first.left[at + 1 :]
    years = tuple(_years_of(first.left[:at]))
    if len(years) == len(found):
        return [piece._replace(left=(year, *shared)) for piece, year in zip(found, years, strict=True)]
    names = groups(first.left[: at + 1])[-len(found) :]
    if len(names) != len(found):
        return [piece._replace(unpaired=True) for piece in found]
    return [piece._replace(left=(*name, *shared)) for piece, name in zip(found, names, strict=True)]


def _years_of(words: Sequence[Word]) -> Iterator[Word]:
    """2018年、2019年、2020年分别收到9件、11件、14件: each year by itself."""
    for word in words:
        for year in word.figure.years if word.figure is not None else ():
            yield Word(word.start, word.end, f"{year}年", (), Figure("year", years=(year,)))
