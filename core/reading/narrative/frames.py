"""Frames: one number or one negation of a sentence with all that is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, zip_longest
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from core.reading.narrative.clauses import Clause, Piece, clauses, groups, is_and, is_count, pieces
from core.reading.narrative.halves import whole_years
from core.reading.narrative.senses import (
    PLACES,
    SAYS,
    THINGS,
    any_of,
    has,
    has_any,
    is_other,
    is_place,
    is_thing,
    said_by,
    says,
)
from core.reading.narrative.times import CARRYING, TELLING, Time, Times, carried, is_left_over, read_times
from core.text.lexicon import COUNT, MARKS, NUMBER, Word, every_sense, mask
from core.text.lexicon.figures import Figure
from core.types import Number

Whose = Literal["own", "part", "other", "business"]
Of = Literal["all", "bracket", "next"]

_ACTS = ("act.receive", "act.accept", "act.answer", "act.conclude", "act.handle")
_NAMED_BY = ("chan.website", "chan.wechat", "chan.weibo", "chan.gazette", "chan.column", "chan.platform", "whose.own")
_OTHERS = ("其他", "其它", "其余", "另外")
_DISPUTES = ("thing.review", "thing.lawsuit", "thing.complaint")
_OWN, _OF_PART, _OF_OTHER = mask("whose.all", "whose.own"), mask("whose.part"), mask("whose.other")
_OWNERS, _NAMED = _OWN | _OF_PART | _OF_OTHER, mask("named")
# Reviews and lawsuits that the body decides, or that came about in its other business.
_OF_BUSINESS = ("other.enforcement", "act.adjudicate", "act.handle", "other.application")
_AGAIN = frozenset(("对", "就", "针对", "上述", "以上", "这", "该", "对于", "连同", "对上述", "加上"))
# 办公室设在县政府办公室: where it sits is not whose the figures are.
_JOINTLY = frozenset(("配合", "协同", "会同", "联合", "会商"))
_SEATED = frozenset(("设在", "挂靠", "挂靠在", "设于"))
_ENDS_OF_ALL = ("res.corrected", "res.upheld", "quality.overdue")
_CHANGED_FROM = ("由", "从")
# Bodies that stand below the one that reports.
_SUBORDINATE = ("局属", "厅属", "委属", "部属", "直属", "下属", "所属")
_SOCIAL, _WEBSITE, _MANY = mask("chan.wechat", "chan.weibo"), mask("chan.website"), mask("many")
_OWN_CHANNELS = mask("chan.website", "chan.platform", "chan.column", "chan.net")
# 均按时答复,并同意公开; 均书面答复,同意公开: what is said of all goes on.
_GOES_ON = ("并", "且", "并且", "并已")
_DOCUMENTS = ("thing.normative", "thing.regulation")
_DONE_WITH_DOCUMENTS = ("act.issue", "act.repeal", "act.in_force")
_LISTED_IN_2019 = mask("thing.licensing.alone", "thing.punishment.alone", "thing.coercion.alone")
_ATTENDING = ("参加", "出席")
_OF_PEOPLE = mask("staff.", "thing.staff", "thing.course", "act.train")
_TELLING_WHERE = ("告知", "并告知", "已告知")
_RESULTS = frozenset(("办理结果", "答复结果", "处理结果", "办理情况", "答复情况"))
_SET_UP = ("thing.reading_point", "thing.office", "staff.")
_LEAST_CROSSED = 3
_PLACES_OF_PARTS = ("chan.column", "chan.media", "chan.other")
_THIS_ONE = frozenset(("该", "此", "这", "上述", "以上"))
_CHANNELS, _AMONG, _PART, _OTHER = mask("chan."), mask("among"), mask("part"), mask("other.")
_MOSTLY, _CHANGED_TO, _OTHER_DISPUTE = mask("mostly"), mask("change.to"), mask("other.dispute")
_INSPECTING, _ADJUDICATING, _FOR_ALL = mask("act.inspect"), mask("act.adjudicate"), mask("whose.all")
_ON_WHOSE = _OWNERS | _INSPECTING | _ADJUDICATING
_OF_DISCLOSURE, _OF_DISPUTES = mask("disclosure", "thing.request"), mask(*_DISPUTES)
_BITS_OF_ACTS, _BITS_OF_DOCUMENTS = mask(*_ACTS), mask(*_DOCUMENTS)
# What may part the names of a list, or what is said of all of a figure from the figure.
_BETWEEN_NAMES, _BEFORE_ALL = mask("and", "、", *_DISPUTES), mask("all", "res.", "act.pending")
_PATHS = mask("path.")
_SINCE, _EXCEPT, _NEXT = mask("since"), mask("except"), mask("when.next")
_MARKS = mask(*sorted(MARKS))
_PASSED_OVER = NUMBER | _MARKS | _OTHER
_START, _words = attrgetter("start"), attrgetter("words")
_SHOWN = mask("act.disclose", "act.publish", "thing.item", "thing.interpretation")
_OF_REQUESTS, _REASONS = ("out.", "why."), ("why.",)
_BITS_OF_REQUESTS, _OF_A_REQUEST = mask(*_OF_REQUESTS), mask(*_OF_REQUESTS, "act.file")
_MONEY, _DONE_FOR_MONEY = mask("thing.money", "thing.fee"), mask("act.answer", "act.conclude", "act.carry")
_PRINCIPAL, _ATTEND, _BEGINNING = mask("person.principal"), mask("act.attend"), mask("when.this", "whose.own")
_PRINCIPAL_ATTENDS, _ON_WHOSE_DISPUTES = _PRINCIPAL | _ATTEND, _OF_DISCLOSURE | _OF_DISPUTES | _OTHER_DISPUTE
# Behind these marks another stretch of the sentence begins.
_BEGINNING_ANEW = frozenset(";。!?\n")
_ALL, _BESIDES_THEM, _ANDS = mask("all"), mask("other"), mask("、", "and")
_WORKS, _CARRY, _CLEANING = mask("works", "person.deputy"), mask("act.carry"), mask("act.clean")
_ENDS_HEADING = "情况"
_REASONS_TO_STOP = ("out.not_corrected", "out.fee_unpaid")
_SAYING_WHOSE = mask(*_NAMED_BY, "whose.part", "whose.all", "act.file", "why.")
_TOLD = SAYS | NUMBER | mask("not", "amount")
_SAYING_MORE = ("chan.", "appl.", "out.", "why.", "quality.", "path.", "res.")
_STATING = SAYS | mask("unrelated", "person.principal")
_TITLE = "《》"
_TITLED = (frozenset(("other.titled",)),)
_WHOLE_SHARE = 99.95
# What is known of frames, beside what they say.
_UNPAIRED, _RESTATED, _DATED = mask("unpaired"), mask("restated"), mask("dated")
_EXCEPTED, _EXCEPTED_SOME = mask("excepted"), mask("excepted.some")
_ALONE, _IN_WRITING = mask("alone"), mask("written.list")
_NOT_COUNTED = mask("counter.", "value.any")
NO_CHANNELS, _MANY_CHANNELS, _OTHER_CHANNELS = mask("channels.none"), mask("channels.many"), mask("channels.others")
_ONLY_SITE, _ONLY_PLATFORM = mask("channels.site"), mask("channels.platform")
_CARRIED = {None: 0, "in": mask("carried.in"), "out": mask("carried.out")}
_ANY_CARRIED, _JOINED, _ONCE_AGAIN = mask("carried.in", "carried.out"), mask("joined"), mask("again")
_REFUSED, _FREE = mask("refused"), mask("free")


class Frame(NamedTuple):
    """One number or one negation, and what is said of it."""

    words: tuple[Word, ...]
    """What is said with it, the words that only name a body or a site left out."""
    said: int
    """The bits of its words."""
    topic: tuple[Word, ...]
    """The thing that was spoken of before, where the words name none."""
    span: tuple[int, int]
    """The stretch of the sentence that says it."""
    group: int = 0
    """Which stretch between semicolons it stands in."""
    depth: int = 0
    """How many brackets stand around it."""
    figure: Word | None = None
    counted: Figure | None = None
    """The number as it was read from its word, with its counter and its years."""
    value: Number | None = None
    negation: Word | None = None
    of: Of | None = None
    """Whether it is said of another figure, without a number of its own: of all of it, in brackets behind it, or
    right after it."""
    shared: bool = False
    """Whether the number or the negation is said of several names at once: 信函、传真申请1件."""
    part: bool = False
    time: Time = "this"
    whose: Whose = "own"
    done: int = 0
    """What its words say together, as bits: carried.in, carried.out, joined (收到并答复3件), again (对3件), refused,
    free."""
    months: frozenset[int] = frozenset()
    """The months that its words name."""
    context: int = 0
    """What is known from around it, as bits: the headings above, the channels, what stands beside it."""

    def saying(self, words: tuple[Word, ...], **others: Any) -> Frame:
        """The same with other words, and what else is given."""
        return self._replace(words=words, said=said_by(words), **others)

    def says(self, *senses: str) -> bool:
        """Whether one of its words may have one of the senses, or one of a kind of them (thing.)."""
        return bool(self.said & mask(*senses))

    def holds(self, *names: str) -> bool:
        """Whether one of these is known of it: of what its words say together, or from around it."""
        return bool((self.done | self.context) & mask(*names))

    @property
    def denied(self) -> bool:
        """Whether it says that there is none."""
        return self.negation is not None

    @property
    def unread(self) -> tuple[Word, ...]:
        """The words that the lexicon does not know."""
        # A word with a sense is known: only the others are looked at.
        return tuple([word for word in self.words if not word.mask and not word.known])


@dataclass(slots=True)
class _State:
    topic: tuple[Word, ...] | None = None
    """None: what was spoken of before the sentence."""
    time: Time = "this"
    until: bool = False
    whose: Whose = "own"
    part: bool = False
    before_part: Time = "this"
    """The time that held before the part: what is told of the part's time ends with it."""
    since: bool = False
    """Whether it is told since something began (成立以来), be that the report's year or one long before."""
    this_year: bool = False
    """Whether the report's year was named, so that a negation holds for it too."""
    places: tuple[Word, ...] = ()
    """The gazette of which issues were counted: what is disclosed next stands in it."""
    attending: tuple[Word, ...] = ()
    """The head of the body, where the figure before is of what the head attended."""

    def copy(self) -> _State:
        """The same, which goes on by itself."""
        return replace(self)


def frames(
    words: Sequence[Word],
    year: int | None,
    topic: Callable[[], tuple[Word, ...]],
    fallback: tuple[Word, ...] = (),
    context: int = 0,
) -> list[Frame]:
    """The frames of a sentence, in order.

    `topic` gives the thing spoken of before it, `fallback` is that of its headings; `context` is what is around it.
    """
    walk = _Walk(year, topic, fallback, context)
    walk.through(words)
    return whole_years(walk.done)


class _Walk:
    """Goes through the clauses of one sentence and remembers what holds for those that follow."""

    def __init__(
        self,
        year: int | None,
        topic: Callable[[], tuple[Word, ...]],
        fallback: tuple[Word, ...],
        context: int,
    ) -> None:
        self._year = year
        self._context = context
        self._fallback = fallback
        self._before = topic
        self._state = _State()
        self._named = False
        """Whether a thing was named since, so that what was spoken of before is no longer meant."""
        self._outer: list[_State] = []
        self._group = 0
        self._after_figure = self._after_outcome = self._after_told = False
        self._beside = self._names_next = self._is_attended_in_part = False
        self._excepted = 0
        """That some were set apart (除涉密的外), so that what is said of all is not said of the number before; and
        that they were counted (除1件外), so that what is denied is not denied of all."""
        self._listed: list[Piece] = []
        self._of_years: tuple[Word, ...] = ()
        self.done: list[Frame] = []

    def through(self, words: Sequence[Word]) -> None:
        """Collects every frame of the sentence."""
        leads: dict[int, tuple[Word, ...]] = {}
        parted = clauses(words)
        for at, clause in enumerate(parted):
            if clause.depth != len(self._outer) or clause.before in _BEGINNING_ANEW:
                self._enter(clause)
            self._names_next = clause.after == "(" and _is_counted_behind_brackets(parted, at)
            self._is_attended_in_part = clause.after == "(" and _tells_who_attends(parted[at + 1 : at + 2])
            before, time = len(self.done), self._state.time
            lead = () if clause.before in _BEGINNING_ANEW else leads.get(clause.depth, ())
            self._listed = []
            for piece in pieces(clause):
                self._frame_piece(piece, clause, lead)
                self._listed.append(piece)
                if lead and piece.figure is not None and any_of(piece.left, "appl.natural_person", "appl.business"):
                    # 新收申请由自然人和法人提出,其中自然人88件、其他3件: the clause before is over.
                    lead = ()
            if clause.said & _PART:
                self._see_share(clause)
            if self._state.time == "other" and any_of(clause.words, "against"):
                # 与2023年的42条相比增加16条: what follows is not that year's.
                self._state.time = time
            told = len(self.done) > before
            if clause.said & _EXCEPT and clause.words[-1].text.endswith("外"):
                self._excepted = _set_apart(clause)
            framed = [frame for frame in self.done[before:] if frame.of is None] if told else []
            told_of_all = told and self.done[-1].of == "all"
            # 均为当面申请,2件…: what is said of all of a number adds nothing to the next.
            is_over = bool(framed) or (told_of_all and any(frame.figure for frame in self.done))
            leads[clause.depth] = () if is_over else clause.words
            if clause.before == "(" and not framed and leads.get(clause.depth - 1):
                # 书面申请(信函)19件: what stands in brackets belongs to the name before them.
                name = leads[clause.depth - 1]
                leads[clause.depth - 1] = (*name, *_added_to_a_name(clause.words, name))
            self._after_figure = is_count(clause.words[-1]) or told_of_all
            self._after_outcome = len(framed) == 1 and bool(framed[0].said & _BITS_OF_REQUESTS)
            self._after_told = not framed and told and self.done[-1].of == "next"
            if framed:
                self._see_siblings(framed)

    def _enter(self, clause: Clause) -> None:
        while len(self._outer) < clause.depth:
            self._outer.append(self._state.copy())
        while len(self._outer) > clause.depth:
            self._state = self._outer.pop()
        if clause.before in _BEGINNING_ANEW:
            if self._state.part and self._state.time == "other":
                self._state.time = self._state.before_part
            self._state.whose, self._state.part, self._state.places = "own", False, ()
            self._excepted, self._state.attending = 0, ()
            self._state.time = "this" if self._state.time == "other" and self._beside else self._state.time
            self._group += 1

    def _frame_piece(self, piece: Piece, clause: Clause, lead: tuple[Word, ...]) -> None:
        on_left, on_right = said_by(piece.left), said_by(piece.right)
        if on_left & _PART and not self._state.part:
            self._state.part, self._state.before_part = True, self._state.time
        times = self._times(piece, on_left, on_right)
        if on_left & _ON_WHOSE:
            self._see_whose(piece, on_left)
        if piece.figure is None and piece.negation is None:
            self._frame_without_number(piece, on_left, clause, times)
            return
        piece, on_left = self._with_those_before(piece, on_left, lead)
        left: tuple[Word, ...] = piece.left
        said_of_all: tuple[Word, ...] = ()
        if on_right & _BEFORE_ALL and on_left & SAYS:
            piece, said_of_all = _split_off_all(piece)
        if on_left & THINGS:
            left = _without_heading(piece, on_left)
        if on_left & _AMONG:
            whole, left = _behind_among(left)
            self._see_topic(_content(whole))
        words = _content(left + piece.right) + (_title_of(piece) if piece.right else ())
        if self._of_years:
            words = self._said_of_years(piece, words)
        said = said_by(words)
        places = self._places(piece, words, said, lead) if lead or self._state.places else ()
        frame = self._frame(piece, on_left, places + words, said | said_by(places), times)
        if piece.right and _counts_bodies(piece):
            self._state.whose = "part"
        between = bool(on_left & _BETWEEN_NAMES and said_by(left) & _BETWEEN_NAMES)
        if between or piece.negation is not None or frame.said & _BITS_OF_DOCUMENTS:
            self.done += _distributed(frame, left, piece.right, self._year, between=between)
        else:
            self.done.append(frame)
        self._of_years = frame.words if on_left & NUMBER and _names_a_year(piece) else ()
        if frame.said & _LISTED_IN_2019 and _counter(piece.figure) == "项":
            # 行政许可上一年38项,本年增加2项: the business itself is counted.
            self._state.topic, self._named = tuple(word for word in words if word.mask & _LISTED_IN_2019), True
        elif frame.said & THINGS:
            self._see_topic(frame.words if frame.whose != "business" else _as_business(frame.words))
        if said & _CHANNELS:
            self._state.places = tuple(word for word in words if word.may_be("chan.gazette"))
        if said_of_all:
            self._frame_without_number(Piece(said_of_all), said_by(said_of_all), clause, times)

    def _with_those_before(self, piece: Piece, on_left: int, lead: tuple[Word, ...]) -> tuple[Piece, int]:
        """The piece with what was said before and is said of it, too; and the bits of the words on its left."""
        alone = piece.left
        if on_left & _CHANGED_TO:
            self._see_change()
            if not on_left & THINGS:
                named = (word for one in self._listed for word in one.words if is_thing(word) or has(word, ("staff.",)))
                piece = piece._replace(left=(*named, *piece.left))
        piece = _with_lead(piece, lead) if lead else piece
        on_left = on_left if piece.left is alone else said_by(piece.left)
        if not on_left & _PRINCIPAL_ATTENDS:
            self._state.attending = ()
            return piece, on_left
        piece = self._with_who_attends(piece)
        return piece, said_by(piece.left)

    def _with_who_attends(self, piece: Piece) -> Piece:
        """主要负责人参加发布会1次,参加访谈2次: who attended the first attended the second."""
        first = piece.left[0] if piece.left else None
        if first is not None and first.may_be("act.attend"):
            held = () if self._is_attended_in_part else self._state.attending
            return piece._replace(left=(*held, *piece.left)) if held else piece
        who = tuple([word for word in piece.left if word.mask & _PRINCIPAL])
        # 举办发布会3场,局长出席1场: the body is spoken of.
        alone = who and _attend(piece.left) and not any(frame.group == self._group for frame in self.done)
        self._state.attending = who if alone else ()
        return piece

    def _see_change(self) -> None:
        """由2名减少到1名: the number before the change is that of the year before."""
        last = self.done[-1] if self.done else None
        if last is not None and last.time == "this" and last.words and last.words[-1].text in _CHANGED_FROM:
            self.done[-1] = last._replace(time="other")

    def _places(self, piece: Piece, words: Sequence[Word], said: int, lead: Sequence[Word]) -> tuple[Word, ...]:
        """By what something is disclosed, where the words do not say it and those before them do."""
        held = self._state.places
        if piece.whole or said & _OF_PEOPLE:
            return ()
        if said & PLACES and any(is_place(word) and not word.may_be("chan.column") for word in words):
            return ()
        return (*_places_of(lead), *(held if said & _SHOWN else ()))

    def _said_of_years(self, piece: Piece, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """2016年公开信息180条,2017年195条,2018年公开221条: what is said of the first year is said of the next."""
        if not self.done or piece.figure is None or not _names_a_year(piece):
            return words
        alike = _counter(self.done[-1].figure) == _counter(piece.figure)
        again = {word.text for word in words} < {word.text for word in self._of_years}
        return self._of_years if again and alike else words

    def _frame_without_number(self, piece: Piece, on_left: int, clause: Clause, times: Times) -> None:
        """What is said of the figure before: 均为网上申请; (网上申请); 为网上申请."""
        words = _content(piece.words)
        said = said_by(words)
        if not self._named and not said & THINGS and not all(word.known for word in words) and self._before():
            # Another matter begins: what the sentence before spoke of is no longer meant.
            self._state.topic, self._named = self._fallback, True
        in_brackets = clause.before == "(" and clause.after == ")"
        rest = in_brackets and bool(said & _BESIDES_THEM)
        if self._names_next or (not said & _STATING and not rest) or said & _EXCEPT:
            return
        goes_on = bool(self.done) and self.done[-1].of == "all" and not in_brackets and _goes_on(words)
        of: Of = "all" if goes_on or said & _ALL else "bracket" if in_brackets else "next"
        outcome = self._after_outcome and said & _BITS_OF_REQUESTS
        if in_brackets and not self._after_figure and not outcome and not (rest and self._after_told):
            return
        self.done.append(self._frame(piece, on_left, words, said, times, of))
        if of != "bracket" and said & THINGS:
            self._see_topic([word for word in words if not is_other(word)])
        if in_brackets and self._outer and said & _PATHS:
            paths = tuple(word for word in words if word.mask & _PATHS)
            # 诉讼1件(未经复议直接起诉),结果维持: the result is of that way.
            self._outer[-1].topic = (*paths, *(self._outer[-1].topic or ()))

    def _times(self, piece: Piece, on_left: int, on_right: int) -> Times:
        before = self._state.time
        left_alone = piece.negation is None and bool(on_left & SAYS)
        words, said = (piece.left, on_left) if left_alone else (piece.words, on_left | on_right)
        if said & TELLING or on_right & (CARRYING | _NEXT):
            carries = bool((said | on_right) & CARRYING) or is_left_over(piece.left, piece.right, self._year)
            times = read_times(words, piece.right, self._year, before, until=self._state.until, carries=carries)
        else:
            times = _unchanged(before, until=self._state.until)
        if times.after == "other" and any(_is_date(word) for word in piece.right):
            # 其中1件为2022年12月31日邮寄;办结6件: only the one number is of that day.
            times = times._replace(after=before)
        if (on_left | on_right) & _CLEANING and piece.figure is None and piece.negation is None:
            # 对2000年以来的文件进行清理,制发3件: the documents are of those years, not what was done.
            times = times._replace(after=before)
        self._beside = times.after != before and not said & SAYS
        self._state.time, self._state.until = times.after, times.until
        self._state.since = times.after == "several" and bool(self._state.since or said & _SINCE)
        self._state.this_year = self._state.this_year or times.this_year
        if piece.negation is not None and self._state.this_year and times.here in ("other", "several"):
            return times._replace(here="this")
        return times

    def _frame(
        self, piece: Piece, on_left: int, words: tuple[Word, ...], said: int, times: Times, of: Of | None = None
    ) -> Frame:
        """The frame of a piece; `on_left` are the bits of the words on its left, `said` those of its words."""
        figure = piece.figure.figure if piece.figure is not None else None
        around = self._context | self._excepted | channels(said) | _counted_as(figure)
        part = self._state.part or bool(said & _EXCEPT)
        around |= _PART if part else 0
        self._excepted = self._excepted if of is not None else 0
        around |= _UNPAIRED if piece.unpaired else 0
        around |= _RESTATED if piece.whole or _is_told_again(piece) else 0
        around |= _DATED if times.this_year else 0
        around |= _SINCE if self._state.since and times.here == "several" else 0
        return Frame(
            words=words,
            said=said,
            topic=() if said & THINGS else self._topic(said),
            span=_span(piece),
            group=self._group,
            depth=len(self._outer),
            figure=piece.figure,
            counted=figure,
            value=figure.value if figure is not None else 0 if piece.negation is not None else None,
            negation=piece.negation,
            of=of,
            part=part,
            time=times.here,
            whose=self._whose(words, said) if said & _ON_WHOSE_DISPUTES else self._state.whose,
            done=_together(piece, on_left, times, self._year),
            months=times.months,
            context=around,
        )

    def _spoken_of(self) -> tuple[Word, ...]:
        """The thing spoken of last, in the sentence or before it."""
        if self._state.topic is None:
            self._state.topic = self._before() or self._fallback
        return self._state.topic

    def _topic(self, said: int) -> tuple[Word, ...]:
        """The thing spoken of before; what is only said of requests may be of those of the heading."""
        topic = self._spoken_of()
        if not all(word.may_be("thing.item") for word in topic):
            of_money = said & _DONE_FOR_MONEY and all(word.mask & _MONEY for word in topic)
            if not of_money and not said & _OF_A_REQUEST:
                return topic
        return (*topic, *self._fallback)

    def _whose(self, words: tuple[Word, ...], said: int) -> Whose:
        """Whether reviews and lawsuits are about disclosure, or the body's business."""
        if said & _OF_DISCLOSURE:
            self._state.whose = "own" if self._state.whose == "business" else self._state.whose
        elif said & _OF_DISPUTES and any(any_of(told, *_OF_BUSINESS) for told in (words, *map(_words, self._listed))):
            self._state.whose = "business"
        elif said & _OTHER_DISPUTE and any(
            word.may_be("other.dispute") and word.text.startswith(_OTHERS) for word in words
        ):
            # 其他行政复议案件8件、行政诉讼案件3件: the lawsuits are others, too.
            self._state.whose = "business"
        return self._state.whose

    def _see_topic(self, words: Sequence[Word]) -> None:
        things = [word for word in words if word.mask & THINGS]
        if not things or (has(things[-1], ("other.",)) and self._keeps_topic(words, things[-1])):
            return
        paths = tuple(word for word in things if has(word, ("path.",)))
        self._state.topic, self._named = (*paths[-1:], *things[-1:]), True

    def _keeps_topic(self, words: Sequence[Word], other: Word) -> bool:
        """涉及征地12件, 其中工作动态8条: what the requests or the items are about is not spoken of next."""
        if not self._named and self._before() and not any_of(self._fallback, "thing.request"):
            return False
        kept = any_of(self._spoken_of(), "thing.item", "thing.request")
        return any_of(words, "about") or (kept and not any_of(words, *_ACTS, "act.hold", "act.charge"))

    def _see_siblings(self, framed: Sequence[Frame]) -> None:
        """直接起诉3件、复议后起诉2件,维持4件 leaves open of which."""
        said = 0
        for frame in framed:
            said |= frame.said
        if said & _PATHS and (said & every_sense("path.")).bit_count() > 1:
            self._state.topic = ()

    def _see_whose(self, piece: Piece, on_left: int) -> None:
        if on_left & _INSPECTING and piece.figure is not None and any_of(piece.words, "thing.request"):
            self._state.whose = "other"
            return
        if on_left & _ADJUDICATING and any(
            word.text.startswith("作为") and word.may_be("act.adjudicate") for word in piece.left
        ):
            # 作为复议机关审理…: reviews of what others decided.
            self._state.whose = "other"
            return
        if not on_left & _OWNERS:
            return
        texts = [word.text for word in piece.left]
        if not _SEATED.isdisjoint(texts):
            return
        if piece.figure is None and not _JOINTLY.isdisjoint(texts):
            # 会同司法部门清理文件,废止2件; 各站所配合,配有兼职2人: with whom it was done is not whose the figures are.
            return
        if piece.figure is None and on_left & _WORKS and on_left & _OF_PART:
            # 各股室分工负责,兼职人员有4人; 各站所负责人为成员: who works on it is not whose the staff is.
            return
        if piece.figure is None and on_left & _CARRY and any_of(self._spoken_of(), "thing.request"):
            # 系上级转办: by whom a request was handed on.
            return
        all_ = on_left & _FOR_ALL
        parted = (self._state.part or self._state.whose == "part") and any_of(piece.words, *_ACTS)
        for said in [word.mask for word in _without_places(piece.left)]:
            if parted and said & _NAMED:
                # 县政府本级受理22件,自然资源局受理31件: one body among several.
                self._state.whose = "part"
            elif said & _OWN:
                self._state.whose = "own"
            elif said & _OF_PART and not all_:
                self._state.whose = "part"
            elif said & _OF_OTHER:
                self._state.whose = "other"

    def _see_share(self, clause: Clause) -> None:
        """12件,占5%: the figure is a part."""
        if not self.done:
            return
        shares = [word.figure.value for word in clause.words if word.figure is not None and word.figure.kind == "share"]
        if shares and (shares[0] or 0) < _WHOLE_SHARE:
            self.done[-1] = self.done[-1]._replace(part=True)


@cache
def _unchanged(time: Time, *, until: bool) -> Times:
    """What holds goes on."""
    return Times(time, time, until)


def _attend(words: Sequence[Word]) -> bool:
    """Whether the words tell of an event that somebody attended."""
    return any(word.mask & _ATTEND or word.text.endswith(_ATTENDING) for word in words)


def _span_of_denied(name: tuple[Word, ...], negation: Word) -> tuple[int, int]:
    held = sorted((*name, negation), key=_START)
    return _extent([word for word in held if word.mask & _TOLD] or held)


def _is_told_again(piece: Piece) -> bool:
    """6份申请中; 15件申请的办理结果: those that were answered."""
    last = piece.right[-1] if piece.right else None
    return last is not None and (bool(last.mask & _AMONG) or last.text in _RESULTS)


def _without_places(words: Sequence[Word]) -> Iterator[Word]:
    """Without the bodies that only name a place: 网站镇街频道, 村(社区)公开栏."""
    for word, following in zip_longest(words, words[1:]):
        place = following is not None and has(following, _PLACES_OF_PARTS)
        if not (place and word.may_be("whose.part") and not word.text.startswith("各")):
            yield word


def _set_apart(clause: Clause) -> int:
    """What is known behind 除…外."""
    counted = clause.said & COUNT or any(word.text in _THIS_ONE for word in clause.words)
    return _EXCEPTED | _EXCEPTED_SOME if counted else _EXCEPTED


def _tells_who_attends(behind: Sequence[Clause]) -> bool:
    """参加发布会5次(其中局长参加3次): the number before the brackets is not that of the head."""
    return any(any_of(clause.words, "person.principal") for clause in behind)


def _is_counted_behind_brackets(parted: Sequence[Clause], at: int) -> bool:
    """属于国家秘密(测绘成果)1件: the clause is the name of a number behind the brackets, and states nothing."""
    depth = parted[at].depth
    behind = next((clause for clause in parted[at + 1 :] if clause.depth <= depth), None)
    return behind is not None and behind.depth == depth and behind.before == ")" and is_count(behind.words[0])


def channels(said: int) -> int:
    """By what something is disclosed, as a bit: nothing named, the site, the platform, others, or many with the site.

    `said` are the bits of the words.
    """
    if not said & _CHANNELS:
        return NO_CHANNELS
    kinds, many = said & every_sense("chan."), said & _MANY
    others = kinds & ~_OWN_CHANNELS
    if others:
        apart = kinds != others or (many and others.bit_count() > 1 and others & ~_SOCIAL)
        return _MANY_CHANNELS if (many or kinds.bit_count() > 1) and apart else _OTHER_CHANNELS
    return _MANY_CHANNELS if many else _ONLY_SITE if said & _WEBSITE else _ONLY_PLATFORM


def _goes_on(words: Sequence[Word]) -> bool:
    """Whether a clause says more of all that the clause before it spoke of."""
    if not words or words[0].text in _GOES_ON:
        return bool(words)
    return has(words[0], ("out.",)) and all(word.known and not word.text.endswith("的") for word in words)


def _is_date(word: Word) -> bool:
    return word.figure is not None and word.figure.kind == "date"


def _names_a_year(piece: Piece) -> bool:
    return any(word.figure is not None and word.figure.kind == "year" for word in piece.left)


def _counter(word: Word | None) -> str:
    return word.figure.counter if word is not None and word.figure is not None else ""


def _counted_as(figure: Figure | None) -> int:
    """How the number is counted, and whether it is 0 or 1."""
    if figure is None:
        return _NOT_COUNTED
    value = f"value.{figure.value}" if figure.value in (0, 1) else "value.any"
    return mask(f"counter.{figure.counter}", value)


def _span(piece: Piece) -> tuple[int, int]:
    """The stretch of its words that tell something, which stand in the order of the sentence."""
    counted, negation = piece.figure, piece.negation
    held = (*piece.left, *([counted] if counted else ()), *([negation] if negation else ()), *piece.right)
    return _extent([word for word in held if word.mask & _TOLD] or held)


def _extent(words: Sequence[Word]) -> tuple[int, int]:
    return words[0].start, words[-1].end


def _content(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words but for marks, times, and unknown ones that only say whose a site is or what a reason is about."""
    kept: list[Word] = []
    last = len(words) - 1
    for position, word in enumerate(words):
        said = word.mask
        if word.readings and not said & _PASSED_OVER:
            kept.append(word)
            continue
        if said & NUMBER:
            if said & COUNT:
                kept.append(word)
            continue
        if said & _MARKS:
            continue
        if position < last:
            if word.readings:
                # 交通|系统: of which line of business.
                if said & _OTHER and words[position + 1].mask & _FOR_ALL and is_other(word):
                    continue
            elif words[position + 1].mask & _SAYING_WHOSE and not word.known:
                continue
        kept.append(word)
    return tuple(kept)


def _with_lead(piece: Piece, lead: tuple[Word, ...]) -> Piece:
    """行政复议和诉讼,本年度没有发生: the things may stand in the clause before."""
    if piece.whole or any_of(lead, "against"):
        return piece
    words = _content(piece.words)
    said = said_by(words)
    if any_of(words, "out.unprocessed") and has_any(lead, _REASONS_TO_STOP) and not has_any(words, _REASONS_TO_STOP):
        # 逾期不补正,不再处理其申请2件: why, in the clause before.
        return piece._replace(left=(*(word for word in lead if has(word, _REASONS_TO_STOP)), *piece.left))
    became = tuple(word for word in lead if has(word, _OF_REQUESTS) and not any_of((word,), "out.consult", "out.vague"))
    if piece.figure is not None and became and _only_tells(words):
        # 不属于本机关公开,告知查询途径的3件: what they were told, and what became of them in the clause before.
        return piece._replace(left=became)
    if said & THINGS:
        return piece
    if piece.negation is not None and any_of(lead, "act.answer") and any_of(lead, "all"):
        # 申请均已答复,没有延期的: what was done with all is said, and adds nothing to what is denied.
        return piece
    if (piece.negation is not None and not any_of(words, "act.carry")) or not said & SAYS:
        return piece._replace(left=(*lead, *piece.left))
    if piece.negation is None and any_of(words, "out.denied") and not has_any(words, _REASONS):
        # 涉及商业秘密,不予公开1件: why, in the clause before.
        return piece._replace(left=(*(word for word in lead if has(word, _REASONS)), *piece.left))
    return piece


def _only_tells(words: Sequence[Word]) -> bool:
    """告知查询途径的: what a request was answered with, but not what became of it."""
    outcomes = [word for word in words if has(word, _OF_REQUESTS)]
    others = (word for word in words if word not in outcomes)
    tells = bool(outcomes) and all(word.text.startswith(_TELLING_WHERE) for word in outcomes)
    return tells and not any_of(others, "act.disclose", "thing.request", "whose.part")


def _behind_among(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """收到的申请中,予以公开3件: what stands before 中 is what the number is a part of."""
    for position in range(len(words) - 1, 0, -1):
        whole = "among" in words[position].senses and any(
            is_thing(word) or has(word, ("act.answer", "act.conclude")) for word in words[:position]
        )
        # 公文类信息中主动公开31件: of a class the number tells no more.
        whole = whole and not said_by(words[:position]) & _OTHER
        if whole and any(map(says, words[position + 1 :])):
            return words[:position], words[position + 1 :]
    return (), words


def _without_heading(piece: Piece, on_left: int) -> tuple[Word, ...]:
    """五、复议诉讼情况本年度没有行政复议: a heading that runs into its sentence names the things twice."""
    left = piece.left
    headings = [word for word in left if word.text.endswith(_ENDS_HEADING)]
    if not headings and not on_left & _BEGINNING:
        return left
    for position in range(len(left), 0, -1):
        ends_before = left[position - 1].text.endswith(_ENDS_HEADING)
        if not ends_before and (position == len(left) or not _begins(left[position]) or is_and(left[position - 1])):
            continue
        before, after = left[:position], (*left[position:], *piece.right)
        if _named(before) & _named(after) and not any_of(before, *_ACTS):
            return left[position:]
    return left


def _begins(word: Word) -> bool:
    """Whether a sentence may begin with the word, behind a heading that runs into it."""
    return bool(word.mask & _BEGINNING)


def _named(words: Sequence[Word]) -> set[str]:
    """What the words name that is counted."""
    return {sense for word in words if is_thing(word) for sense in word.senses}


def _split_off_all(piece: Piece) -> tuple[Piece, tuple[Word, ...]]:
    """申请9件全是网上提交: what is said of all of the figure stands apart from the figure itself."""
    one = piece.figure is not None and piece.figure.figure is not None and piece.figure.figure.value == 1
    ends = one and any_of(piece.left, *_DISPUTES) and not has_any(piece.left, ("res.",))
    for position, word in enumerate(piece.right):
        if word.may_be("all") or (ends and (has(word, ("res.",)) or word.may_be("act.pending"))):
            return piece._replace(right=piece.right[:position]), piece.right[position:]
    return piece, ()


def _done_with_each(names: Sequence[tuple[Word, ...]], *, on_right: bool) -> tuple[Word, ...]:
    """未实施许可、处罚; 许可、处罚未实施: what stands before the first name or behind the last was done with each."""
    outer = names[0] if on_right else names[-1][::-1]
    thing = next((position for position, word in enumerate(outer) if is_thing(word)), 0)
    return tuple(word for word in outer[:thing] if has(word, ("act.",)) and not is_thing(word))


def _crossed(frame: Frame) -> list[Frame]:
    """没有制发和废止规章、规范性文件: everything that was done with each kind of document."""
    acts = [word for word in frame.words if has(word, _DONE_WITH_DOCUMENTS)]
    things = [word for word in frame.words if has(word, _DOCUMENTS)]
    if not acts or not things or len(acts) + len(things) < _LEAST_CROSSED:
        return []
    rest = tuple(word for word in frame.words if word not in acts and word not in things)
    return [frame.saying((act, thing, *rest), topic=()) for thing in things for act in acts]


def _up_to_each(name: tuple[Word, ...]) -> tuple[Word, ...]:
    """微博、微信各公开信息: what stands from 各 on is said of every name."""
    for position, word in enumerate(name):
        if position and any_of((word,), "each", "all") and any(map(says, name[:position])):
            return name[:position]
    return name


def _places_of(lead: Sequence[Word]) -> Iterator[Word]:
    """By what something is disclosed, as the clause before says; 以网站为主 says only what mostly is."""
    said = said_by(lead)
    if said & PLACES and not said & _MOSTLY:
        yield from filter(is_place, lead)


def _added_to_a_name(words: tuple[Word, ...], name: tuple[Word, ...]) -> tuple[Word, ...]:
    """书面申请(信函)19件 says more; 政策解读稿(含图解、视频)146篇 only says what it consists of.

    国家秘密(测绘成果)1件: only what the requests were about.
    """
    if has_any(name, ("thing.administrative_fee",)):
        # 行政事业性收费(工本费等)金额341.26万元: what it consists of.
        return ()
    if has_any(name, ("why.",)):
        return tuple(word for word in words if has(word, (*_SAYING_MORE, "when.", "whose.", "cumulative")))
    if any_of(words, "part") and all(word.known for word in words):
        return tuple(word for word in words if has(word, _SAYING_MORE))
    return words


def _title_of(piece: Piece) -> tuple[Word, ...]:
    """组织19期《》: what is counted has a title and no other name; 36个部门: bodies are counted."""
    counted = (
        piece.figure is not None and piece.figure.figure is not None and piece.figure.figure.counter in ("个", "家")
    )
    first = piece.right[0] if piece.right else None
    if first is None or not (first.text == _TITLE or (counted and any_of((first,), "whose.part", "whose.own"))):
        return ()
    return (first.taken(_TITLED),)


def _counts_bodies(piece: Piece) -> bool:
    """三家局属单位收到11件: what follows is theirs."""
    first = piece.right[0] if piece.right else None
    return first is not None and _counter(piece.figure) in ("个", "家") and first.text.startswith(_SUBORDINATE)


def _together(piece: Piece, on_left: int, times: Times, year: int | None) -> int:
    """What the words say together, as bits."""
    left, negation = piece.left, piece.negation
    done = _CARRIED[times.carried]
    if negation is not None:
        done |= (_REFUSED if negation.may_be("refusal") else 0) | (_FREE if negation.may_be("free") else 0)
        done |= 0 if times.carried else _carried_in(left, year)
    if on_left & _BITS_OF_ACTS and on_left & _ANDS and _joined(left):
        done |= _JOINED
    if left and left[-1].text in _AGAIN and not on_left & SAYS and not any_of(piece.right, "all"):
        done |= _ONCE_AGAIN
    return done


def _joined(words: Sequence[Word]) -> bool:
    acts = [position for position, word in enumerate(words) if word.mask & _BITS_OF_ACTS]
    for first, second in pairwise(acts):
        between = words[first + 1 : second]
        if any(map(is_and, between)) and all(is_and(word) or word.may_be("filler") for word in between):
            return True
    return False


def _ends(word: Word) -> bool:
    """未发生行政复议、行政诉讼案件败诉: what is said of the last name is said of all."""
    return has(word, _ENDS_OF_ALL)


def _as_business(words: Sequence[Word]) -> tuple[Word, ...]:
    """Reviews of the body's business: results told next are not those of disclosure."""
    return tuple(map(_business, words))


def _business(word: Word) -> Word:
    dispute = next((thing for thing in _DISPUTES if word.may_be(thing)), None)
    return word.taken((frozenset((f"business.{dispute}",)),)) if dispute else word


def _carried_in(words: Sequence[Word], year: int | None) -> int:
    return _CARRIED[carried(words, year)] if any_of(words, "act.carry") else 0


def _distributed(
    frame: Frame, left: tuple[Word, ...], right: tuple[Word, ...], year: int | None, *, between: bool
) -> Iterator[Frame]:
    """甲、乙0件: one frame a name, where the number or the negation may be said of each; and one of all together.

    `between`: something on its left may part names.
    """
    if frame.said & _BITS_OF_DOCUMENTS and not frame.value and len(crossed := _crossed(frame)) > 1:
        yield from crossed
        return
    on_right = frame.denied and any(is_thing(word) or has(word, ("out.", "act.carry")) for word in right)
    if not on_right and not between:
        yield frame
        return
    names = groups(right) if on_right else []
    names = names if len(names) > 1 else groups(left)
    if len(names) < 2:
        yield frame
        return
    apart = not frame.value or any_of(frame.words, "each", "all")
    if not apart or frame.done & _JOINED:
        yield frame._replace(shared=True)
        return
    yield frame._replace(shared=True)
    places = [name for name in names if not has_any(name, (*_SET_UP, "thing."))]
    set_up = has_any(right, _SET_UP) or any(has_any(name, _SET_UP) for name in names)
    if places and any_of(frame.words, "each") and set_up:
        # 在甲中心、乙站设立查阅点各1处, 甲和乙各设1处查阅点: the names are places, and the number is that of each.
        return
    ends = tuple(word for word in names[-1] if has(word, _ENDS_OF_ALL)) if frame.denied else ()
    names = [*(name if any(map(_ends, name)) else (*name, *ends) for name in names[:-1]), _up_to_each(names[-1])]
    listed = {word for name in names for word in name}
    rest = tuple(word for word in frame.words if word not in listed)
    alone = (_ALONE | _IN_WRITING if frame.says("chan.written") else _ALONE) | frame.context & ~channels(frame.said)
    topic = frame.topic or tuple(word for word in frame.words if is_thing(word))[-1:]
    shared = _done_with_each(names, on_right=on_right and len(groups(right)) > 1)
    for name in names:
        acts = () if has_any(name, ("act.",)) else shared
        words = (*acts, *_content(name), *rest)
        yield frame.saying(
            words,
            done=frame.done & ~_ANY_CARRIED | _carried_in(name, year),
            topic=() if any(map(is_thing, words)) else topic,
            span=_span_of_denied(name, frame.negation) if frame.negation is not None else frame.span,
            context=alone | channels(said_by(words)),
        )
