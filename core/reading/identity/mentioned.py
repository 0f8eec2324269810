"""Bodies that the running text of a page names: with their place, as townships, or by their level alone.

Names are never cut out of running words: a township counts only where the gazetteer knows its name, another body only
where its name begins with a place, and a body told by its level (县财政局) only where it is the subject of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from core.places import divisions as places
from core.places import mentions, organizations
from core.reading.identity.page import OPENING, QUOTED, Page
from core.reading.identity.title import HEAD

RELATIVE = re.compile("^(?:本|我|该)?(?!市[中南北郊]区)[省市县区州旗]")
_SELF_KINDS = {
    "局": "局",
    "委": "委|委员会|管委会",
    "办": "办|办公室",
    "厅": "厅",
    "中心": "中心",
    "院": "院",
    "校": "学|学校|学院",
    "会": "会",
    "队": "队",
    "馆": "馆",
    "公司": "公司",
    "镇": "镇|镇人民政府|镇政府",
    "乡": "乡|乡人民政府|乡政府",
    "街": "街道|办事处",
}
_OFFICE = _SELF_KINDS["办"]
_TOWNSHIPS = {"镇": "镇", "乡": "乡", "街": "街道"}
_SELF = re.compile(f"(?:我|本)({'|'.join(_SELF_KINDS)})(?![法理议计])")
_ITS_OFFICE = re.compile("(?:党政|综合|党委|政府|政务){0,4}办(?:公室)?$")
_ABOVE_PLACE = re.compile("(?:国家税务总局|国家统计局|中国人民银行|中共|共青团)$")
_GOVERNMENT = re.compile("政府(?:办(?:公[室厅])?)?$|[省市县区州旗镇乡]$|街道$")
_KEEPER = re.compile("(?:主办|承办|版权所有|主管|技术支持)(?:单位|部门)?[ :]*$")
_SITE = re.compile("门户|网站|网|信息网|信息公开网")
_DECLARED = re.compile("(?:公布|发布|公开|编制|反映|将)$")
_YEAR_FOLLOWS = re.compile(" ?(?:\\([^()]{1,30}\\))? ?(?:19|20)\\d\\d")
_OF_ITS_YEAR = re.compile(
    " ?(?:\\([^()]{1,30}\\))? ?(?:19|20)\\d\\d年?度?(?:政府|政务)?(?:信息)?公开"
    "(?:工作)?(?:年度)?的?(?:情况|报告|年报|总结)"
)
_OF_ANOTHER = re.compile("(?:转发|参照|学习|关于|按照|根据|依据|对|《)$")
_MAKES = re.compile(
    " ?(?:\\([^()]{1,30}\\))? ?(?:负责|牵头)?(?:(?:根据|依据|按照|依照|遵照|对照|严格)[^,。;\n]{0,50}?)?"
    "(?:编制|编写|撰写|制作|解释|起草|发布|公布)"
)
_MAKES_OR_DISCLOSES = re.compile("编制|把|按|依照|主动|认真|全年|严格|共")
_CLEAN = re.compile('(?:^|[\n。;,:(“”"|>、 ]|年度?|以来)$')
_ASK_BEFORE = re.compile(
    "(?:联系|咨询|请[与向到]|寄至?|来[信函电]|单位名称|(?:受理|工作|编制|责任|承办)(?:单位|机构|部门)|电话|地址|查[阅询]|网[址站]为)"
    "[^。;\n]{0,10}$|\\($"
)
_ASK_AFTER = re.compile("[^。;,\n]{0,6}(?:联系|咨询|电话|[(,]?地址|[(,]?邮编)|\\)")
_ADDRESS = re.compile("(?:地址|位于|地处|坐落|住所)[^。;\n]{0,12}$")
_IN_AN_ADDRESS = re.compile("[^。;,)\n]{0,10}?(?:路|街(?!道)|号|巷|大道|村|楼|区|\\d)")
_WHOLE_PLACE = re.compile("全[省市县区州旗镇乡](?!委)|我[省市县区州旗](?!委)")
_OF_ALL = re.compile(
    "全([省市县区州旗])[^。\n]{0,12}?(?:公开|收到|办理|受理|答复|发布)[^。\n]{0,20}?\\d+ ?[余多]?[条件份宗]"
)
_FORMALLY = 4
_VERB = (
    "(?:19|20)\\d\\d|坚持|认真|按照?|依照|严格|深入|积极|高度|紧紧|紧扣|主动|公开|共|全年|全面|累计|始终|进一步|及时"
    "|切实|扎实"
    "|以|把|将|在|对(?![我本各全])|未|没有|根据|通过|门户|网站|官[网方]|微信|微博|公众号|信息公开|政府信息|收到|受理|结合|围绕|立足|聚焦|着力|大力|不断|持续|办"
    "理|负责"
)
_ACTS = re.compile(
    rf" ?(?:\([^()]{{1,30}}\))?,? ?(?:党[组委](?:政府)?|领导(?:班子)?)?"
    rf"(?:{_VERB}|编制|编写|制定|现(?:将|公|予)|特(?:此|编|公|将)|(?=[ |]*(?:\n|$)))"
)
_RELATIVE_BODY = re.compile(
    f"(?:^|[。,;:(“ ]|年度?|公布|发布|将)((?![市县区州旗省](?:委|政府))[省市县区州旗][\u4e00-\u9fff]{{1,14}}?(?:局|委员"
    f"会|委|办公室|中心|厅))(?={_VERB})",
    re.MULTILINE,
)
_RUNNING = re.compile(
    "[我本该你他她们的了着过可便也就都又等是有被把将让向于其之后前以及与]|通过|进行|按照|根据|要求|工作|领导"
)
_DECLARES = re.compile(
    "(?:现|特|兹)(?:将|予以?|面?向社会)?(?:公布|发布|公开)|(?:现|特|兹)将|由"
    "|(?:^|[。\n ])(?:(?:19|20)\\d\\d年度?,?|(?=国家|中国|全国|最高))",
    re.MULTILINE,
)
_DECLARED_BODY = re.compile(rf" ?(?:\([^()]{{0,30}}\))? ?(?:{_VERB}|编制|编写|撰写|制作)")
_TOWNSHIP = re.compile("(?:街道|镇|乡|苏木)(?:(?:人民)?政府|办事处|$)")
_TOWNSHIP_END = re.compile("街道|镇|乡|苏木")
_LONGEST_STEM = 6
# Words of office language that townships bear as names, too.
_WORDS_AND_NAMES = re.compile("建设|发展|和谐|平安|文明|中心|小城|古城|新城|振兴|创新|先进|团结|开发|服务")
_BEFORE_A_TOWNSHIP = re.compile("(?:[年日由将]|年度|公布|发布|公开|联系|请与|本局|负责)$|[^\u4e00-\u9fff]$|^$")
_OF_A_TOWNSHIP = re.compile("人民政府|办事处")
_NO_TOWNSHIP = re.compile("(?:办事处)?[长级村区民化及和与、等各]")


def own_kind(text: str) -> str | None:
    """How the body's name must end, by what it calls itself most (我局, 本镇); None where it does not say."""
    said = Counter(match[1] for match in _SELF.finditer(text))
    return _SELF_KINDS[said.most_common(1)[0][0]] if said else None


def mentioned(page: Page, year: int | None) -> list[str]:
    """Bodies the running text names, the likeliest issuer first."""
    text = QUOTED.sub(lambda m: "《" + "·" * (len(m[0]) - 2) + "》", page.head)
    kind = own_kind(page.body[: 2 * HEAD])
    of_all = None if kind or _relative_subjects(text) else _OF_ALL.search(text)
    scores: Counter[str] = Counter()
    for name, weight in _with_their_place(text, year):
        if of_all and not _GOVERNMENT.search(name):
            continue
        if own := _as_itself(name, kind):
            scores[own] += weight
    if not scores and kind is None:
        scores.update(_declared(text[:OPENING]))
    township_kinds = [of for said, of in _TOWNSHIPS.items() if kind in (None, _SELF_KINDS[said])]
    if not scores and township_kinds:
        scores.update(_townships(page.head if kind else text, township_kinds))  # It may name itself in its own rules.
    found = [name for name, _ in scores.most_common(5)] if _one_leads(scores) else []
    return found or ([of_all[1] + "人民政府"] if of_all else [])


def _one_leads(scores: Counter[str]) -> bool:
    """Whether one body is named more, or more formally, than others; a page that lists bodies is none of theirs."""
    best = [count for _, count in scores.most_common(2)]
    return len(best) < 2 or best[0] > best[1] or best[0] >= _FORMALLY


def relative_subject(page: Page) -> str | None:
    """The only body told by its level alone (县财政局) that discloses itself, where no whole county is spoken of."""
    found = _relative_subjects(QUOTED.sub("", page.head))
    return found.pop() if len(found) == 1 and not _WHOLE_PLACE.search(page.head) else None


def _relative_subjects(text: str) -> set[str]:
    return {name for name in _RELATIVE_BODY.findall(text) if not _RUNNING.search(name)}


def _with_their_place(text: str, year: int | None) -> Iterator[tuple[str, int]]:
    """Each body whose name begins with a place, and how likely it is the issuer."""
    done = 0
    for mention in mentions.find(text, year):
        if mention.start < done:
            continue
        above = _ABOVE_PLACE.search(text, max(mention.start - 10, 0), mention.start)
        start = above.start() if above else mention.start
        name = text[start : mention.start] + (
            organizations.body_at(text, mention.start) or text[mention.start : mention.end]
        )
        done = start + len(name)
        weight = _weight(text, start, done, name)
        if weight:
            yield name, weight


def _as_itself(name: str, kind: str | None) -> str | None:
    """The name as that of the body that reports: without its own office; None where the page calls itself otherwise."""
    if kind is None:
        name = organizations.without_inner_office(name)
        return organizations.of_government(name) if _GOVERNMENT.search(name) else name
    of_kind = re.compile(f"(?:{kind})$")
    if of_kind.search(name):
        office = kind == _OFFICE
        name = name if office else organizations.without_inner_office(name)
        return organizations.of_government(name) if _GOVERNMENT.search(name) and not office else name
    named = _ITS_OFFICE.sub("", name)
    return named if named != name and of_kind.search(named) else None


def _weight(text: str, start: int, end: int, name: str) -> int:
    """How likely a mention names the issuer: as who reports, or whom to ask; 0 for whoever else the text speaks of."""
    before, after = text[max(start - 20, 0) : start], text[end : end + 80]
    if _KEEPER.search(before) or (name.endswith("政府") and _SITE.match(after)):
        return 0
    declared = bool(_DECLARED.search(before) and _YEAR_FOLLOWS.match(after))
    declared = declared or bool(before.endswith("由") and _MAKES.match(after))
    declared = declared or bool(_OF_ITS_YEAR.match(after) and not _OF_ANOTHER.search(before))
    subject = bool(_CLEAN.search(before) and _ACTS.match(after))
    if not (declared or subject or _asked_there(before, after)):
        return 0
    if re.search("[省市县区州旗盟]$", name):
        # A bare place issues a report only where the whole of it reports.
        return 1 if _WHOLE_PLACE.search(text) or re.match("(?:全年)?(?:主动|共|累计)公开", after) else 0
    formal = declared or (subject and (_YEAR_FOLLOWS.match(after) or before.rstrip().endswith(("年,", "年度,"))))
    return 1 + (3 if formal else 0) + (2 if _MAKES_OR_DISCLOSES.match(after) else 0)


def _asked_there(before: str, after: str) -> bool:
    """Whether a mention stands where the text says whom to ask, and is no part of an address."""
    if _IN_AN_ADDRESS.match(after) and _ADDRESS.search(before):
        return False
    return bool(_ASK_BEFORE.search(before) or _ASK_AFTER.match(after))


def _declared(opening: str) -> Iterator[str]:
    """Bodies that the opening says the report is of (由…编制, 现公布…2018年), their place told by its stem only."""
    for match in _DECLARES.finditer(opening):
        name = organizations.body_at(opening, match.end())
        if not name or not _DECLARED_BODY.match(opening, match.end() + len(name)):
            continue
        if not (RELATIVE.match(name) or _RUNNING.search(name) or _TOWNSHIP.search(name) or mentions.find(name)):
            yield organizations.without_inner_office(name)


def _townships(text: str, kinds: list[str]) -> Iterator[str]:
    """Townships of the gazetteer, those of its names that have another kind today (柳荫乡, now 柳荫镇) with them."""
    for end in _TOWNSHIP_END.finditer(text):
        if end[0] in kinds and not _NO_TOWNSHIP.match(text, end.end()) and not _in_an_address(text, end):
            stem = _stem_before(text, end.start(), bool(_OF_A_TOWNSHIP.match(text, end.end())))
            if stem:
                yield stem + end[0]


def _in_an_address(text: str, name: re.Match[str]) -> bool:
    before = text[max(name.start() - 20, 0) : name.start()]
    return bool(_ADDRESS.search(before) and _IN_AN_ADDRESS.match(text, name.end()))


def _stem_before(text: str, end: int, explicit: bool) -> str | None:
    """The longest stem of a township that ends at an offset and begins where a name may begin."""
    for length in range(min(_LONGEST_STEM, end), 1, -1):
        stem, before = text[end - length : end], text[max(end - length - 4, 0) : end - length]
        if not _BEFORE_A_TOWNSHIP.search(before) or (_WORDS_AND_NAMES.fullmatch(stem) and not explicit):
            continue
        if places.is_township_stem(stem):
            return stem
    return None
