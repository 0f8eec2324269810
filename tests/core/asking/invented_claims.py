"""Claims of two to four clauses about invented reports, each clause with whether it is true by the figures themselves.

Nothing of the product takes part: the words are templates, the truth is arithmetic on `invented.Figures`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.types import APPLICANTS, Applicant, Number
from tests.core.asking.invented import COUNTIES, YEARS, Figures

RECEIVED, ANSWERED = "requests.received", "requests.outcome.total"
_OUTCOMES = {
    "予以公开": "requests.outcome.granted",
    "部分公开": "requests.outcome.partial",
    "不予公开": "requests.outcome.denied",
    "无法提供": "requests.outcome.unavailable",
    "不予处理": "requests.outcome.not_processed",
}
_OUTCOMES_EN = {
    "granted": "requests.outcome.granted",
    "granted in part": "requests.outcome.partial",
    "denied": "requests.outcome.denied",
}
_WHO: dict[str, Applicant] = {
    "自然人": "natural_person",
    "商业企业": "business",
    "科研机构": "research",
    "法律服务机构": "legal_services",
}
_PINYIN = {"柯城区": "Kecheng", "衢江区": "Qujiang", "常山县": "Changshan", "开化县": "Kaihua", "龙游县": "Longyou"}
_NUMERALS = ("零", "一", "二", "三", "四", "五", "六")


@dataclass(frozen=True)
class Said:
    """A clause and whether it is true; None where no figure tells."""

    text: str
    true: bool | None


@dataclass
class Claim:
    """Clauses joined to a text, with where each of them stands."""

    clauses: list[Said] = field(default_factory=list)
    text: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)

    def add(self, said: Said, joint: str = "") -> None:
        """Put a clause behind the others."""
        self.text += joint
        self.spans.append((len(self.text), len(self.text) + len(said.text)))
        self.text += said.text
        self.clauses.append(said)


@dataclass
class Writer:
    """Writes clauses about one body and year, true and false ones about equally often."""

    figures: Figures
    chance: random.Random
    body: str = ""
    year: int = 0

    def value(self, code: str, applicant: Applicant | None = None, *, year: int = 0, body: str = "") -> Number:
        """A figure of the body and year written about, or of another."""
        found = self.figures.value(body or self.body, year or self.year, code, applicant)
        assert found is not None, (body or self.body, year or self.year, code)
        return found

    def number(self, actual: Number) -> tuple[Number, bool]:
        """The figure, or another number; whether it is the figure."""
        if self.chance.random() < 0.5:
            return actual, True
        other = max(0, int(actual) + self.chance.choice([-7, -3, -2, -1, 1, 2, 3, 5, 9, 40]))
        return other, other == actual

    def pick(self, *choices: str) -> str:
        """One of several wordings."""
        return self.chance.choice(choices)

    def other(self) -> str:
        """Another county."""
        return self.chance.choice([county for county in COUNTIES if county != self.body])

    def begin(self) -> None:
        """Turn to another body and year."""
        self.body = self.chance.choice(list(COUNTIES))
        self.year = self.chance.choice(list(YEARS))

    # --- openings --------------------------------------------------------------------------------

    def opening(self) -> Said:
        """How many requests came in."""
        number, so = self.number(self.value(RECEIVED))
        body, year = self.body, self.year
        short = body.rstrip("县市区") if len(body) > 2 else body
        text = self.pick(
            f"{body}{year}年收到申请{number}件",
            f"{year}年{body}共收到政府信息公开申请{number}件",
            f"{year}年，{body}新收政府信息公开申请{number}件",
            f"{short}{year}年收到信息公开申请{number}件",
            f"{body}人民政府{year}年度收到依申请公开申请{number}件",
            f"据统计，{year}年{body}收到申请{number}件",
            f"{body}在{year}年收到的申请有{number}件",
        )
        return Said(text, so)

    # --- figures ---------------------------------------------------------------------------------

    def outcome(self) -> Said:
        name = self.chance.choice(list(_OUTCOMES))
        number, so = self.number(self.value(_OUTCOMES[name]))
        return Said(self.pick(f"{name}{number}件", f"其中{name}{number}件", f"{name}的有{number}件"), so)

    def applicant(self) -> Said:
        name = self.chance.choice(list(_WHO))
        number, so = self.number(self.value(RECEIVED, _WHO[name]))
        return Said(self.pick(f"其中{name}{number}件", f"{name}申请{number}件", f"{name}提出{number}件"), so)

    def carried_out(self) -> Said:
        number, so = self.number(self.value("requests.carried_out"))
        return Said(
            self.pick(f"结转下年度{number}件", f"结转至{self.year + 1}年{number}件", f"结转下年度继续办理{number}件"),
            so,
        )

    def disputes(self) -> Said:
        name, code = self.chance.choice([("行政复议", "review.total"), ("行政诉讼", "litigation.total")])
        number, so = self.number(self.value(code))
        return Said(self.pick(f"{name}{number}件", f"发生{name}{number}件", f"全年{name}{number}件"), so)

    def of_other(self) -> Said:
        other = self.other()
        number, so = self.number(self.value(RECEIVED, body=other))
        self.body = other
        return Said(self.pick(f"{other}{number}件", f"{other}收到{number}件"), so)

    # --- all and none ----------------------------------------------------------------------------

    def every_outcome(self) -> Said:
        name = self.chance.choice(["予以公开", "不予公开", "予以公开"])
        so: bool | None = self.value(_OUTCOMES[name]) == self.value(ANSWERED)
        if so and self.value("requests.carried_out"):
            so = None
        return Said(self.pick(f"均{name}", f"全部{name}", f"全部都{name}", f"皆{name}", f"均已{name}"), so)

    def every_applicant(self) -> Said:
        name = self.chance.choice(list(_WHO)[:2])
        so = self.value(RECEIVED, _WHO[name]) == self.value(RECEIVED)
        wordings = (f"均为{name}提出", f"全部由{name}提出", f"全部来自{name}", f"都是{name}申请", f"均由{name}提出")
        return Said(self.pick(*wordings), so)

    def concluded(self) -> Said:
        so = self.value("requests.carried_out") == 0
        return Said(self.pick("均已办结", "全部办结", "均已办理完毕", "全部答复", "且均已办结", "都已办结"), so)

    def none(self) -> Said:
        name = self.chance.choice(["不予公开", "部分公开", "无法提供", "不予处理"])
        so = self.value(_OUTCOMES[name]) == 0
        wordings = (f"没有一件{name}", f"无一{name}", f"没有{name}的", f"无一件{name}", f"没有1件{name}")
        return Said(self.pick(*wordings), so)

    def none_of(self) -> Said:
        name = self.chance.choice(["商业企业", "科研机构", "自然人"])
        so = self.value(RECEIVED, _WHO[name]) == 0
        return Said(self.pick(f"其中无一来自{name}", f"没有一件来自{name}", f"无一由{name}提出"), so)

    def no_dispute(self) -> Said:
        name, code = self.chance.choice([("行政复议", "review.total"), ("行政诉讼", "litigation.total")])
        so = self.value(code) == 0
        return Said(self.pick(f"未发生{name}", f"没有{name}", f"无{name}案件", f"全年未发生{name}", f"{name}为零"), so)

    def no_disputes(self) -> Said:
        so = self.value("review.total") == 0 and self.value("litigation.total") == 0
        return Said(self.pick("未发生行政复议和行政诉讼", "没有发生行政复议、行政诉讼"), so)

    # --- places ----------------------------------------------------------------------------------

    def extreme(self) -> Said:
        least = self.chance.random() < 0.5
        place, _ = self.figures.place(self.body, self.year, RECEIVED, least=least)
        end = "最少" if least else "最多"
        wordings = (
            f"为全市{end}",
            f"全市{end}",
            f"在衢州各县中{end}",
            f"在衢州市各县（市、区）中{end}",
            f"是全市{end}的",
        )
        return Said(self.pick(*wordings), place == 1)

    def standing(self) -> Said | None:
        place, tied = self.figures.place(self.body, self.year, RECEIVED)
        said = self.chance.choice([place, self.chance.randint(1, 6)])
        if tied > 1 or self._ties_above():
            return None
        numeral = self.pick(str(said), _NUMERALS[said])
        wordings = (
            f"位居全市第{numeral}",
            f"居全市第{numeral}位",
            f"排名全市第{numeral}",
            f"在衢州各县中排第{numeral}",
            f"列全市第{numeral}",
        )
        return Said(self.pick(*wordings), said == place)

    def _ties_above(self) -> bool:
        sizes = [self.value(RECEIVED, body=county) for county in COUNTIES]
        return len(set(sizes)) < len(sizes)

    def behind(self) -> Said:
        other = self.other()
        above = {c for c in COUNTIES if self.value(RECEIVED, body=c) > self.value(RECEIVED)}
        return Said(self.pick(f"仅次于{other}", f"全市仅次于{other}", f"数量仅次于{other}"), above == {other})

    def among_first(self) -> Said | None:
        place, _ = self.figures.place(self.body, self.year, RECEIVED)
        said = self.chance.randint(2, 4)
        if self._ties_above():
            return None
        return Said(self.pick(f"位列全市前{_NUMERALS[said]}名", f"居全市前{_NUMERALS[said]}位"), place <= said)

    def who_has(self) -> Said | None:
        """全市第二是龙港: of another county, whose place it is."""
        if self._ties_above():
            return None
        other, said = self.other(), self.chance.randint(1, 3)
        place, _ = self.figures.place(other, self.year, RECEIVED)
        least, _ = self.figures.place(other, self.year, RECEIVED, least=True)
        numeral = _NUMERALS[said]
        last = Said(self.pick(f"全市最后是{other}", f"全市最少的是{other}"), least == 1)
        nth = Said(self.pick(f"全市第{numeral}是{other}", f"全市第{numeral}名是{other}"), place == said)
        return last if self.chance.random() < 0.3 else nth

    def largest_applicant(self) -> Said | None:
        name = self.chance.choice(list(_WHO)[:2])
        values = [self.value(RECEIVED, applicant) for applicant in APPLICANTS]
        mine = self.value(RECEIVED, _WHO[name])
        if values.count(mine) > 1:
            return None
        return Said(self.pick(f"其中{name}申请最多", f"{name}占比最高", f"{name}提出的最多"), mine == max(values))

    # --- comparisons -----------------------------------------------------------------------------

    def change(self) -> Said | None:
        if self.year == min(YEARS):
            return None
        before, now = self.value(RECEIVED, year=self.year - 1), self.value(RECEIVED)
        number, so = self.number(abs(now - before))
        up = self.chance.random() < 0.7
        rising = (now > before) == up
        way, other = (("增加", "多") if rising else ("减少", "少")) if now != before else ("增加", "多")
        if not number:
            return None
        so = so and (now > before) == (way == "增加") and now != before
        wordings = (f"比上年{way}{number}件", f"同比{way}{number}件", f"比{self.year - 1}年{other}{number}件")
        return Said(self.pick(*wordings), so)

    def percent(self) -> Said | None:
        if self.year == min(YEARS):
            return None
        before, now = self.value(RECEIVED, year=self.year - 1), self.value(RECEIVED)
        actual = round(100 * abs(now - before) / before, 1)
        said = actual if self.chance.random() < 0.5 else round(actual + self.chance.choice([-8.3, 4.7, 11.2]), 1)
        if said <= 0 or now == before:
            return None
        way = self.chance.choice(["增长", "下降"])
        so = said == actual and (way == "增长") == (now > before)
        return Said(self.pick(f"同比{way}{said}%", f"比上年{way}{said}%", f"较{self.year - 1}年{way}{said}%"), so)

    def direction(self) -> Said | None:
        if self.year == min(YEARS):
            return None
        before, now = self.value(RECEIVED, year=self.year - 1), self.value(RECEIVED)
        up = self.chance.random() < 0.5
        so = now > before if up else now < before
        wordings = ("同比上升", "比上年有所增加", "高于上年") if up else ("同比下降", "比上年有所减少", "低于上年")
        return Said(self.pick(*wordings), so)

    def same(self) -> Said | None:
        if self.year == min(YEARS):
            return None
        return Said("与上年持平", self.value(RECEIVED, year=self.year - 1) == self.value(RECEIVED))

    def beside(self) -> Said:
        other = self.other()
        mine, its = self.value(RECEIVED), self.value(RECEIVED, body=other)
        more = self.chance.random() < 0.5
        so = mine > its if more else mine < its
        wordings = (f"多于{other}", f"超过{other}") if more else (f"少于{other}", f"不及{other}")
        return Said(self.pick(*wordings), so)

    def multiple(self) -> Said | None:
        other = self.other()
        times = self.value(RECEIVED) / self.value(RECEIVED, body=other)
        if times < 1.5:
            return None
        actual = round(times, 1)
        said = actual if self.chance.random() < 0.5 else round(actual + self.chance.choice([0.6, 1.3, 2.0]), 1)
        return Said(f"是{other}的{said}倍", said == actual)

    def grown(self) -> Said | None:
        """翻了三倍多: grown by so many times of what it was."""
        if self.year == min(YEARS):
            return None
        before, now = self.value(RECEIVED, year=self.year - 1), self.value(RECEIVED)
        growth = (now - before) / before if before else 0
        if growth < 2 or growth == int(growth):
            return None
        said = int(growth) + self.chance.choice([0, 0, 1, 2])
        if said > 6:
            return None
        wordings = (f"同比翻了{_NUMERALS[said]}倍多", f"比上年翻了{said}倍多", f"比{self.year - 1}年翻了{said}多倍")
        return Said(self.pick(*wordings), said < growth < said + 1)

    def record(self) -> Said | None:
        back = self.chance.choice([3, 4])
        years = range(self.year - back + 1, self.year + 1)
        if years[0] < min(YEARS):
            return None
        values = [self.value(RECEIVED, year=year) for year in years]
        most = self.chance.random() < 0.5
        end = max(values) if most else min(values)
        wordings = (
            f"为近{_NUMERALS[back]}年{'最高' if most else '最低'}",
            f"是{years[0]}年以来{'最多' if most else '最少'}的",
        )
        return Said(self.pick(*wordings), self.value(RECEIVED) == end)

    # --- shares ----------------------------------------------------------------------------------

    def share(self) -> Said | None:
        name = self.chance.choice(list(_WHO)[:2])
        return self._share(
            100 * self.value(RECEIVED, _WHO[name]) / self.value(RECEIVED), f"其中{name}占{{}}%", f"{name}占比{{}}%"
        )

    def share_of_city(self) -> Said | None:
        whole = self.figures.total(self.year, RECEIVED)
        wordings = ("占全市各县（市、区）总量的{}%", "占衢州各县的{}%")
        return self._share(100 * self.value(RECEIVED) / whole, *wordings)

    def rate(self) -> Said | None:
        code, name = self.chance.choice(
            [("requests.outcome.granted", "予以公开率"), ("requests.outcome.denied", "不予公开率")]
        )
        return self._share(100 * self.value(code) / self.value(ANSWERED), f"{name}{{}}%", f"{name}为{{}}%")

    def _share(self, actual: float, *wordings: str) -> Said | None:
        actual = round(actual, 1)
        said = actual if self.chance.random() < 0.5 else round(actual + self.chance.choice([-9.4, 3.8, 12.6]), 1)
        if not 0 < said < 100:
            return None
        return Said(self.pick(*wordings).format(said), said == actual)

    def majority(self) -> Said | None:
        name = self.chance.choice(list(_WHO)[:2])
        share = 100 * self.value(RECEIVED, _WHO[name]) / self.value(RECEIVED)
        if 20 < share <= 50:
            return None
        return Said(self.pick(f"主要来自{name}", f"以{name}为主", f"大部分由{name}提出"), share > 50)

    # --- of others, and what no figure tells -----------------------------------------------------

    def of_all(self) -> Said:
        number, so = self.number(self.figures.total(self.year, RECEIVED))
        return Said(self.pick(f"全市各县共收到申请{number}件", f"衢州市各县（市、区）合计收到申请{number}件"), so)

    def elsewhere(self) -> Said:
        number = self.value("litigation.total")
        wordings = (
            f"全国共发生行政诉讼{number}件",
            f"我国行政诉讼{number}件",
            f"邻县行政诉讼{number}件",
            f"其他县收到{number}件",
        )
        return Said(self.pick(*wordings), None)

    def untold(self) -> Said:
        return Said(
            self.pick(
                "工作成效明显",
                "群众满意度达98%",
                "得到上级充分肯定",
                "按时办结率达100%",
                "无一超期",
                "全部按时办结",
                "公开质量不断提升",
                "其中涉及征地拆迁的3件",
                "平均用时12天",
            ),
            None,
        )

    def kinds(self) -> list[Callable[[], Said | None]]:
        """What may follow an opening."""
        return [
            *(self.outcome, self.outcome, self.applicant, self.carried_out, self.disputes, self.of_other),
            *(self.every_outcome, self.every_applicant, self.concluded, self.none, self.none_of),
            *(self.no_dispute, self.no_disputes, self.extreme, self.standing, self.behind, self.among_first),
            *(self.largest_applicant, self.change, self.percent, self.direction, self.same, self.beside),
            *(
                self.multiple,
                self.grown,
                self.who_has,
                self.record,
                self.share,
                self.share_of_city,
                self.rate,
                self.majority,
            ),
            *(self.of_all, self.elsewhere, self.untold),
        ]


# What is said of the figure right before can only follow the number of requests.
_OF_REQUESTS = frozenset(
    {"every_outcome", "every_applicant", "concluded", "none_of", "extreme", "standing", "behind", "among_first"}
    | {
        "grown",
        "who_has",
        "change",
        "percent",
        "direction",
        "same",
        "beside",
        "multiple",
        "record",
        "share",
        "share_of_city",
        "majority",
    }
    | {"largest_applicant", "of_other", "applicant"}
)
_KEEPS_SUBJECT = _OF_REQUESTS - {"of_other", "beside", "applicant", "who_has"}


def chinese(figures: Figures, count: int, seed: int) -> Iterator[Claim]:
    """Claims of two to four clauses in Chinese."""
    writer = Writer(figures, random.Random(seed))
    while count:
        writer.begin()
        claim = Claim()
        claim.add(writer.opening())
        on_requests = True
        for _ in range(writer.chance.randint(1, 3)):
            kind = writer.chance.choice(writer.kinds())
            said = kind() if on_requests or kind.__name__ not in _OF_REQUESTS else None
            if said is not None:
                on_requests = on_requests and kind.__name__ in _KEEPS_SUBJECT
                claim.add(said, writer.pick("，", "，", "，", "；"))
                if kind.__name__ in ("of_all", "elsewhere", "who_has"):
                    break
        if len(claim.clauses) > 1:
            claim.text += writer.pick("", "。")
            count -= 1
            yield claim


# --- English -----------------------------------------------------------------------------------------


def english(figures: Figures, count: int, seed: int) -> Iterator[Claim]:
    """Claims of two to four clauses in English."""
    writer = Writer(figures, random.Random(seed))
    while count:
        writer.begin()
        name = _PINYIN.get(writer.body)
        if name is None:
            continue
        number, so = writer.number(writer.value(RECEIVED))
        claim = Claim()
        opening = writer.pick(
            f"{name} received {number} requests in {writer.year}", f"In {writer.year} {name} received {number} requests"
        )
        claim.add(Said(opening, so))
        makers = [_part_en, _every_en, _none_en, _place_en, _change_en, _share_en, _elsewhere_en, _applicant_en]
        for make in writer.chance.sample(makers, writer.chance.randint(1, 3)):
            said = make(writer)
            if said is not None:
                joint = " " if said.text.startswith("and ") else writer.pick(", ", ", ", ". ")
                claim.add(said, joint)
                if make in (_part_en, _applicant_en, _elsewhere_en):
                    break
        if len(claim.clauses) > 1:
            count -= 1
            yield claim


def _part_en(writer: Writer) -> Said:
    name = writer.chance.choice(list(_OUTCOMES_EN))
    number, so = writer.number(writer.value(_OUTCOMES_EN[name]))
    wordings = (f"{number} of them were {name}", f"and {number} of them were {name}", f"and {number} were {name}")
    return Said(writer.pick(*wordings), so)


def _applicant_en(writer: Writer) -> Said:
    name, who = writer.chance.choice([("individuals", "natural_person"), ("businesses", "business")])
    applicant: Applicant = "natural_person" if who == "natural_person" else "business"
    number, so = writer.number(writer.value(RECEIVED, applicant))
    return Said(writer.pick(f"{number} of them from {name}", f"and {number} came from {name}"), so)


def _every_en(writer: Writer) -> Said:
    if writer.chance.random() < 0.5:
        so = writer.value(RECEIVED, "business") == writer.value(RECEIVED)
        return Said(writer.pick("all from businesses", "all of them came from businesses"), so)
    granted: bool | None = writer.value("requests.outcome.granted") == writer.value(ANSWERED)
    if granted and writer.value("requests.carried_out"):
        granted = None
    return Said(writer.pick("all were granted", "all of them were granted", "and all were granted"), granted)


def _none_en(writer: Writer) -> Said:
    if writer.chance.random() < 0.5:
        so = writer.value(RECEIVED, "business") == 0
        return Said(writer.pick("none came from businesses", "none of them came from businesses"), so)
    so = writer.value("requests.outcome.denied") == 0
    return Said(writer.pick("none were denied", "none of them was refused", "and no request was denied"), so)


def _place_en(writer: Writer) -> Said:
    least = writer.chance.random() < 0.5
    place, _ = writer.figures.place(writer.body, writer.year, RECEIVED, least=least)
    end = "fewest" if least else "most"
    wordings = (f"the {end} of any Quzhou county", f"the {end} among the counties of Quzhou", f"the {end} in the city")
    return Said(writer.pick(*wordings), place == 1)


def _change_en(writer: Writer) -> Said | None:
    if writer.year == min(YEARS):
        return None
    before, now = writer.value(RECEIVED, year=writer.year - 1), writer.value(RECEIVED)
    number, so = writer.number(abs(now - before))
    if not number:
        return None
    way = writer.pick("up", "down")
    so = so and now != before and (way == "up") == (now > before)
    return Said(writer.pick(f"{way} by {number} on {writer.year - 1}", f"{way} {number} from the year before"), so)


def _share_en(writer: Writer) -> Said | None:
    actual = round(100 * writer.value(RECEIVED, "business") / writer.value(RECEIVED), 1)
    said = actual if writer.chance.random() < 0.5 else round(actual + writer.chance.choice([-9.4, 3.8]), 1)
    return Said(f"{said}% of them from businesses", said == actual) if 0 < said < 100 else None


def _elsewhere_en(writer: Writer) -> Said:
    number = writer.value("litigation.total")
    wordings = (f"nationwide there were {number} lawsuits", f"China as a whole had {number} lawsuits")
    return Said(writer.pick(*wordings), None)
