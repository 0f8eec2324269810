"""温州去年收到申请2901件: told of a city without a report of its own, it is told of its counties together."""

from __future__ import annotations

import re
from datetime import date

from core.asking.understood.scope import counties_are_stored, only_city
from core.asking.words.catalog import Catalog, governing
from core.asking.words.cut import cut
from core.asking.words.prepare import prepare
from core.places.divisions import Division

# 近三千件, 2901件: how many there were, and no place, share or change.
_AMOUNT = re.compile(
    r"(?:合计|总共|一共|共计?|总数|总量|总计)?(?:为|是|有|达到?|收到?)?"
    r"(?P<amount>(?:将近|接近|近|约|大约|超过?|逾|不到|不足|达)?(?:\d[\d,.]{0,15}|[一二两三四五六七八九十百千万零]{1,12})多?余?[件起宗](?!以|申请里|中))"
)
_AMOUNT_EN = re.compile(
    r"(?P<amount>(?:about |nearly |almost |over |more than )?\d[\d,]{0,15} "
    r"(?:administrative )?(?:requests|reviews|lawsuits|applications))",
    re.IGNORECASE,
)
_TOGETHER_EN = re.compile(r"in total|in all|altogether|combined", re.IGNORECASE)
_WHOLE = re.compile(r"全市(?:各(?:县市区|县区|区县|县))?(?!第|最|各|的?第|平均|排)")
# Told of the bodies within, of a place among them, of a change or a share: read as it stands.
_OTHERWISE = re.compile(
    r"各|每|均|占|比|较|倍|%|％|第|最|县|区(?!间)|增|减|降|涨|\b(?:each|every|average|than|percent|counties|districts)\b"
)
_CLAUSES = re.compile(r"([,，;；。]\s*)")


def of_counties(told: str, catalog: Catalog, today: date) -> str:
    """The words as told of the counties of the city, clause by clause; the same where no city or amount is named."""
    return "".join(_of_counties(clause, catalog, today) for clause in _CLAUSES.split(told))


def names_amount(told: str) -> bool:
    """Whether it is said how many there were: else nothing need be looked up."""
    return _amount(told) is not None


def _amount(told: str) -> re.Match[str] | None:
    return (_AMOUNT_EN if told.isascii() else _AMOUNT).search(told)


def _of_counties(told: str, catalog: Catalog, today: date) -> str:
    amount = _amount(told)
    whole = _WHOLE.search(told)
    if amount is None or _OTHERWISE.search((told.replace(whole.group(), "") if whole else told).lower()):
        return told
    name, city = _city_named(told, catalog, today)
    if name is None and whole:
        name, city = whole.group(), only_city(catalog)
    if name is None or city is None or governing(catalog, city, "government"):
        return told
    if told.isascii():
        together = "" if _TOGETHER_EN.search(told) else " in total"
        said = told.replace(amount["amount"], f"{amount['amount']}{together}", 1)
        return re.sub(re.escape(name), lambda match: f"{match.group()} counties", said, count=1, flags=re.IGNORECASE)
    said = f"{told[: amount.start()]}合计{amount['amount']}{told[amount.end() :]}"
    return said.replace(name, f"{city.name}各县", 1).replace("各县全市", "各县")


def _city_named(told: str, catalog: Catalog, today: date) -> tuple[str | None, Division | None]:
    """The one place named, where it is a city without a report whose counties have reports."""
    tokens = cut(prepare(told), catalog, today)
    placed = [token for token in tokens if token.divisions or token.bodies or token.stored]
    cities = [d for token in placed for d in token.divisions if counties_are_stored(catalog, d)]
    if len(placed) != 1 or len(cities) != 1 or placed[0].bodies or placed[0].stored:
        return None, None
    return placed[0].text, cities[0]
