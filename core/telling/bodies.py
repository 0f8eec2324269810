"""What bodies are called in sentences: 泰顺县 for its government; Taishun County 泰顺县 in English."""

from __future__ import annotations

import re
from functools import lru_cache

from core.places import divisions as places
from core.places import organizations
from core.places.names import stem
from core.text import pinyin
from core.types import Language

_GOVERNMENT = "人民政府"
_OF_A_PLACE = re.compile("(?:[县旗镇乡]|苏木|(?<!自治)区)人民政府$")
_OF_A_CITY = re.compile("市人民政府$")
_PLACES_ABOVE = re.compile("^.{2,20}?[省市](?=.{2,20}[县区旗市]$)")
_COMMITTEE = "管理委员会"
_ZONES = (
    ("综合实验区", "Comprehensive Experimental Zone"),
    ("经济技术开发区", "Economic and Technological Development Zone"),
    ("高新技术产业开发区", "High-tech Industrial Development Zone"),
    ("经济开发区", "Economic Development Zone"),
    ("开发区", "Development Zone"),
    ("新区", "New Area"),
)
_KINDS = (
    *_ZONES,
    ("自治县", "Autonomous County"),
    ("自治旗", "Autonomous Banner"),
    ("自治州", "Autonomous Prefecture"),
    ("自治区", "Autonomous Region"),
    ("特别行政区", "Special Administrative Region"),
    ("林区", "Forestry District"),
    ("地区", "Prefecture"),
    ("省", "Province"),
    ("市", "City"),
    ("县", "County"),
    ("区", "District"),
    ("旗", "Banner"),
    ("盟", "League"),
)
_KNOWN_AS = {"内蒙古": "Inner Mongolia", "西藏": "Tibet", "陕西": "Shaanxi", "香港": "Hong Kong", "澳门": "Macao"}
"""Places whose English name is not how Chinese reads them."""
_MOST_NAMES = 4096


def body_name(name: str, language: Language, division_code: str | None = None) -> str:
    """A body in a sentence: the government of a county, a district or a township by the place alone.

    A city with districts is not called by its place: 温州市 would be its counties too.
    """
    short = _short(name, division_code)
    return short if language == "zh" else _with_english(name, short)


def _short(name: str, division_code: str | None) -> str:
    if _OF_A_PLACE.search(name) or (_OF_A_CITY.search(name) and _is_of_county(name, division_code)):
        return name.removesuffix(_GOVERNMENT)
    return name


@lru_cache(_MOST_NAMES)
def _is_of_county(name: str, division_code: str | None) -> bool:
    if division_code is None:
        chain = organizations.leading_places(name, None)
        return bool(chain) and chain[-1].level == "county"
    return not division_code.endswith("00")


@lru_cache(_MOST_NAMES)
def _with_english(name: str, short: str) -> str:
    chain = organizations.leading_places(name, None)
    own = chain[-1].name if chain else _PLACES_ABOVE.sub("", short).removesuffix(_COMMITTEE)
    if not chain and short == name and not own.endswith(tuple(kind for kind, _ in _ZONES)):
        return short
    place = _place(own)
    if place is None:
        return short
    if short != name or name == own:
        return f"{place} {short}"
    if name == own + _COMMITTEE:
        return f"{place} Administrative Committee {short}"
    return f"{place} Government {short}" if name.endswith(own + _GOVERNMENT) else f"{short} ({place})"


def _place(name: str) -> str | None:
    """泰顺县: Taishun County; None where its reading is not known."""
    zone = next((kind for kind, _ in _ZONES if name.endswith(kind)), "")
    own = name.removesuffix(zone) if zone else stem(name)
    read = _KNOWN_AS.get(own) or (pinyin.reading(own) or "").capitalize()
    if not read:
        return None
    if name.endswith("市") and any(found.name == name and found.level == "province" for found in places.by_stem(own)):
        return read
    kind = next((english for ending, english in _KINDS if name.endswith(ending)), "")
    return f"{read} {kind}".strip()
