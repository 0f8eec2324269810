"""What an answer was about and whose staff was trained say nothing else: 回应扰民等事件15次, 培训基层信息员30人次.

Nor does what the information was on that disputes are about: 因征地信息公开被申请行政复议4件.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.reading.narrative.clauses import STOPS
from core.reading.narrative.senses import any_of, has, has_any
from core.text.lexicon import COUNT, Word, mask

ANSWERS = mask(
    *("thing.interpretation", "thing.topic", "thing.event", "thing.press_conference", "thing.interview", "act.respond")
)
_NOTHING = (frozenset(("filler",)),)
_POST, _PAPER = (frozenset(("other.post",)),), "公报"
_ON = frozenset(("围绕", "针对", "聚焦", "就", "对", "结合", "关于"))
_GIVING = ("act.publish", "act.respond", "act.hold", "act.make", "act.attend")
_GIVEN = ("thing.interpretation", "thing.topic", "thing.event", "thing.press_conference", "thing.interview")
# 针对网民留言回应312次: what is answered may be no matter of the form.
_KEPT = ("other.contact", "other.proposal", "thing.", "act.answer", "act.receive", "not", "part")
# 发布动态、政策解读35篇: a list names more than one matter.
_LISTING = ("、", "and", "other.post", "other.contact", "act.", "chan.", "thing.", "not", "whose.other", "part", "sum")
_TRAINING, _PEOPLE = "培训", ("人", "人次", "名")
_STAFF, _OTHERS = ("staffed", "member", "thing.staff"), ("other.", "appl.", "not", "when.", "act.hold", "disclosure")
_SHOWING, _SUCH_AS = ("act.disclose", "act.publish"), "等"
_NO_CLASSES = (
    *("thing.request", "thing.interpretation", "thing.topic", "thing.normative", "thing.regulation", "out.", "chan."),
    *("staff.", "sum", "act.receive"),
    *("act.accept", "act.answer", "act.conclude", "act.disclose", "act.publish", "act.issue", "act.carry"),
)
_COUNTERS_OF_ITEMS, _NEAR = frozenset(("条", "件", "条次")), 4
_ITEMS = (frozenset(("thing.item",)),)
_FOR_WHOM = ("对", "为", "面向")
_BECAUSE, _OF_INFORMATION = ("因", "因为", "由于", "涉及"), ("信息公开", "政府信息公开")
_STARTING = ("act.publish", "act.make")


def without_matters(words: Sequence[Word]) -> list[Word]:
    """The words, those that name a matter as ones that add nothing."""
    done: list[Word] = []
    begin = 0
    for end in [*(at for at, word in enumerate(words) if word.text in STOPS), len(words)]:
        clause = words[begin:end]
        on = set(_on_a_matter(clause)) | set(_behind_an_act(clause))
        done += [word.taken(_NOTHING) if at in on else word for at, word in enumerate(clause)]
        done += words[end : end + 1]
        begin = end + 1
    return done


def _on_a_matter(clause: Sequence[Word]) -> Iterator[int]:
    """围绕…发布, 针对…问题: what stands behind the word, up to what was done."""
    begin = next((at for at, word in enumerate(clause) if word.text in _ON), None)
    if begin is None:
        return
    rest = range(begin + 1, len(clause))
    end = next((at for at in rest if has(clause[at], (*_GIVING, *_GIVEN))), len(clause))
    matter = clause[begin + 1 : end]
    if not any(map(_is_number, matter)):
        yield from (at for at in range(begin + 1, end) if not has(clause[at], _KEPT))


def _behind_an_act(clause: Sequence[Word]) -> Iterator[int]:
    """发布H7N9防控等|解读稿件, 发布新农合|政策解读: what stands between the act and the thing."""
    thing = next((at for at, word in enumerate(clause) if has(word, _GIVEN)), 0)
    act = next((at for at in range(thing - 1, -1, -1) if has(clause[at], _GIVING)), None)
    matter = () if act is None else clause[act + 1 : thing]
    if act is None or not matter or any(map(_is_number, matter)) or has_any(matter, _KEPT):
        return
    named = any(not word.known for word in matter) and not has_any(matter, _LISTING)
    if matter[-1].text == "等" or (named and any_of((clause[act],), *_STARTING)):
        yield from range(act + 1, thing)


def without_classes(words: Sequence[Word]) -> list[Word]:
    """公开|药品价格、服务价格|等信息51条: of which classes what was disclosed is."""
    done = list(words)
    for at, word in enumerate(words):
        if not word.text.startswith(_SUCH_AS) or not _is_counted(words[at + 1 :]):
            continue
        begin = next((to for to in range(at - 1, -1, -1) if has(words[to], _SHOWING) or words[to].text in STOPS), None)
        if begin is None or not has(words[begin], _SHOWING):
            continue
        classes = words[begin + 1 : at]
        if classes and not has_any(classes, _NO_CLASSES) and not any(map(_is_number, classes)):
            done[begin + 1 : at] = [one if one.text == "、" else one.taken(_NOTHING) for one in classes]
            done[at] = word.taken(_ITEMS)
    return done


def _is_counted(behind: Sequence[Word]) -> bool:
    """Whether a number of items stands right behind: 等|信息|共|51条."""
    for word in behind[:_NEAR]:
        if word.figure is not None:
            return word.figure.counter in _COUNTERS_OF_ITEMS
        if not (has(word, ("thing.item",)) or word.may_be("sum") or word.senses == {"filler"}):
            return False
    return False


def without_sections(words: Sequence[Word]) -> list[Word]:
    """培训|基层|水|管|所|信息员178人次: where the staff that is trained works."""
    done = list(words)
    for at, word in enumerate(words):
        if word.text.startswith(_TRAINING) and has(word, ("thing.course", "act.train")):
            end = next((to for to in range(at + 1, len(words)) if words[to].figure or words[to].is_mark), at)
            trained = words[at + 1 : end]
            others = [one for one in trained if not one.may_be("other.post")]  # 财政所
            if _counts_people(words[end]) and has_any(trained, _STAFF) and not has_any(others, _OTHERS):
                done[at + 1 : end] = [one if has(one, _STAFF) else one.taken(_NOTHING) for one in trained]
    return done


def without_trained(words: Sequence[Word]) -> list[Word]:
    """对|各科室|护士长、信息员|做了1次培训: for whom the course was held is not who held it."""
    done = list(words)
    for at, word in enumerate(words):
        if word.text not in _FOR_WHOM:
            continue
        end = next((to for to in range(at + 1, len(words)) if _ends_whom(words[to])), len(words))
        held = end < len(words) and has(words[end], ("act.hold",))
        if held and end > at + 1 and not any_of(words[at + 1 : end], "disclosure", "thing.request"):
            done[at + 1 : end] = [one.taken(_NOTHING) for one in words[at + 1 : end]]
    return done


def _ends_whom(word: Word) -> bool:
    return has(word, ("act.",)) or word.figure is not None or word.text in STOPS


def without_causes(words: Sequence[Word]) -> list[Word]:
    """因|征地|信息公开|被申请行政复议4件: what the information is on."""
    done = list(words)
    for at, word in enumerate(words):
        if word.text not in _OF_INFORMATION:
            continue
        begin = at
        while begin and _names_a_matter(words[begin - 1]):
            begin -= 1
        if begin and words[begin - 1].text in _BECAUSE:
            done[begin:at] = [one.taken(_NOTHING) for one in words[begin:at]]
    return done


def without_reasons(words: Sequence[Word]) -> list[Word]:
    """另有7件|因|未|到期限转到下一年度: why it was so, and nothing that is denied."""
    done = list(words)
    counted = False
    for at, word in enumerate(words):
        if word.text in STOPS:
            counted = False
        elif word.figure is not None:
            counted = counted or _is_number(word)
        elif counted and word.may_be("not") and words[at - 1].text in _BECAUSE:
            done[at] = word.taken(_NOTHING)
    return done


def without_other_papers(words: Sequence[Word]) -> list[Word]:
    """水质|公报52条: no gazette of a government."""
    before = [None, *words[:-1]]
    return [
        word.taken(_POST) if word.text == _PAPER and other is not None and _names_a_matter(other) else word
        for other, word in zip(before, words, strict=True)
    ]


def _names_a_matter(word: Word) -> bool:
    return not word.known or has(word, ("other.",))


def _counts_people(word: Word) -> bool:
    return word.figure is not None and word.figure.counter in _PEOPLE


def _is_number(word: Word) -> bool:
    return bool(word.mask & COUNT)
