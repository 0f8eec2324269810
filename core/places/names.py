"""How divisions are called: 景宁畲族自治县 is the name, 景宁县 the short name, 景宁 the stem."""

from __future__ import annotations

import re

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|"
    "达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|普米|鄂温克|独龙|裕固|保安|鄂伦春|各"
)
_STEM = re.compile(
    rf"(.{{2,40}}?|.)族?((?:(?:{_PEOPLES})族|(?:蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔))*)"
    r"(特别行政区|自治[区州县旗]|地区|林区|特区|(?<=浦东|滨海|两江)新区|[省市县区旗盟])"
)
_TOWNSHIP_SUFFIX = re.compile(r"(?:民族)?(?:街道|地区|[镇乡])(?:办事处)?$|苏木$")


def stem(name: str) -> str:
    """The name of a division or township without its kind: 泰顺县 泰顺, 恩施土家族苗族自治州 恩施, 亭子坝镇 亭子坝."""
    match = _STEM.fullmatch(name)
    return match[1] if match else _TOWNSHIP_SUFFIX.sub("", name) or name


def short_name(name: str) -> str:
    """The name as people write it: 景宁县 for 景宁畲族自治县, 恩施州; other names as they are."""
    match = _STEM.fullmatch(name)
    if match and match[3].startswith("自治") and match[3] != "自治区":
        return match[1] + match[3][-1]
    return name
