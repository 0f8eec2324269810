"""How people speak of themselves and of others while they ask: 我家在龙湾，…; 像我这样的; 多少人去申请公开信息."""

from __future__ import annotations

import re

from core.asking.words.wording import Written

_PEOPLE = r"(?:老百姓|群众|市民|大家|居民|村民|百姓)(?:们|自己)?"
_PLACE = r"(?P<place>[\u4e00-\u9fff]{2,4}?)"
_HERE = r"(?:这边|这里|本地|这一?带|老家)?"
_FELL = r"(?:掉|跌|降|涨|升|增|减|少|多|下降|上升|增长|增加|减少)"


def _where(match: re.Match[str]) -> str:
    """Where who asks is: whose figures are meant, unless the place is named with them."""
    place = match["place"]
    return "" if not place or place in match.string[match.end() :] else f"{place},"


WORDINGS: tuple[Written, ...] = (
    # 我家在龙湾，…; 我在平阳住，…: where who asks is
    ("住在", rf"(?:^|(?<=[,，。]))我们?(?:家|就|也)?(?:是)?住在{_PLACE}{_HERE}(?:的)?[,，。]", _where, False),
    ("几个人", r"几个人(?=(?:去|来|跑去|跑来)?申请)", "多少人", False),
    ("家在", rf"(?:^|(?<=[,，。]))我们?(?:自己)?(?:的)?家(?:就|也)?(?:住)?在{_PLACE}{_HERE}[,，。]", _where, False),
    *(
        (
            hint,
            rf"(?:^|(?<=[,，。]))我们?(?:就|也)?(?:住)?在{_PLACE}{_HERE}{hint}(?:了?[^,，。\d]{{0,4}})?[,，。]",
            _where,
            False,
        )
        for hint in ("住", "上班", "工作", "生活", "上学", "打工", "做生意", "开店")
    ),
    # 我去年也去申请过一次结果被拒了。苍南2023年像我这样…
    (
        "申请过",
        r"(?:^|(?<=[,，。;；]))(?:去年|前年|今年|之前|以前|上次|前几年|前阵子)?(?:我|俺|咱)们?(?:去年|前年|今年|之前|以前|上次)?(?:也|就|还|自己)?(?:去|来)?(?:在(?P<place>[\u4e00-\u9fff]{2,4}?))?申请过(?:一[次回]|几[次回]|[两三][次回])?(?:信息公开|公开)?[,，]?(?:结果|但是?|可是?|就)?[^,，。?？\d多少几哪]{0,10}[。,，；;]",
        _where,
        False,
    ),
    *(
        (
            hint,
            rf"{hint}我们?(?:这样|这种|一样|这般)(?:的)?(?:人|情况|老百姓|群众)?(?:的)?(?=[\u4e00-\u9fff])",
            "",
            False,
        )
        for hint in ("像", "跟", "和")
    ),
    # 老百姓申请公开，有几件…: whoever asks, of whom no form tells how many were answered so
    (
        "申请",
        rf"{_PEOPLE}(?:来|去|向政府|跟政府|找政府|主动)?(?:申请(?:政府)?(?:信息)?公开|申请(?:要)?(?:信息|资料))[,，]",
        "申请,",
        True,
    ),
    ("要", rf"{_PEOPLE}(?:来|去|向政府|跟政府|找政府|问政府)?要(?:政府)?(?:的)?(?:信息|资料|材料)[,，]", "申请,", True),
    # 有多少人去申请公开信息
    (
        "人",
        r"((?:多少|几)个?人(?:去|来|跑去|跑来|想)?(?:向[^,，。?？\d]{2,8})?申[请情清])(?:过|了)?(?:政府)?(?:公开(?:政府)?信息|信息公开)(?:的)?",
        r"\1",
        False,
    ),
    # 哪年申请的人多一点
    ("人", r"(?<=申请)(?:信息公开|公开)?的人(?:数)?(?=(?:比较|更|最)?[多少](?!是|为|数))", "", False),
    # 公司企业来申的
    *((hint, rf"(?<=[企业司位人体]){hint}申的", "的", False) for hint in ("来", "去", "过来")),
    # 规范性文件这个词我不太懂，龙港20年新发了几个这种文件
    *(
        (
            hint,
            rf"^(?:[嗯呃额哦啊那个]{{1,3}}[….,，。]{{0,6}})?([\u4e00-\u9fff]{{3,8}}?)(?:这个?)(?:词|说法|术语|东西|概念)我?(?:们)?(?:老百姓)?(?:也|都|真|是)?(?:不太|不大|不怎么|不是很|不)(?:会)?{hint}[哈啊呀呢的了]{{0,2}}[,，。](.{{4,40}}?)(?:这种|这类|这样的)(?:文件|东西|案子|事情?|申请|信息)?",
            r"\2\1",
            False,
        )
        for hint in ("懂", "明白", "清楚", "了解")
    ),
    # 苍南分出龙港之后，两地…: what happened to both
    (
        "出",
        r"([\u4e00-\u9fff]{2,3}?)(?:县|市)?(?:分|析|拆|划|独立)出(?:了|来)?([\u4e00-\u9fff]{2,3}?)(?:市|县)?(?:之|以)?后[,，]?(?=[^?？]{0,20}(?:两|二|俩|都|各|分别|合计|一起|加))",
        r"\1和\2,",
        False,
    ),
    (
        "从",
        r"([\u4e00-\u9fff]{2,3}?)(?:市|县)?从([\u4e00-\u9fff]{2,3}?)(?:市|县)?(?:分|析|拆|划|独立)(?:出去|出来|出|开)(?:了)?(?:之后|以后|后)?[,，](?=[^?？]{0,20}(?:两|二|俩|都|各|分别|合计|一起|加))",
        r"\2和\1,",
        False,
    ),
    # 永嘉县2016年发了多少条政府信息: of its own accord, by whatever channel
    (
        "条",
        r"(?<![网微公平台号站报])(?:发|发布|公布|挂|登)(?:了|过|出)+((?:多少|几)条)(?:政府)?(?:公开)?(?:的)?信息(?=[啊呀呢吗哦]*[?？。,，]|[啊呀呢吗哦]*$)",
        r"主动公开\1信息",
        True,
    ),
    # 掉了多少个百分点……不对，掉了百分之多少: the second is asked for
    (
        "不对",
        rf"{_FELL}[了过]?(?:多少|几)个?(?:百分点|件|成|倍)[?？….,，。\s]{{1,6}}[哦啊呃噢]{{0,2}}(?:不对|说错了|错了|不是)[?？….,，。\s]{{1,4}}(?:我(?:是说|说的是|问的是|想问的?是?))?(?={_FELL}[了过]?(?:多少|几|百分之))",
        "",
        False,
    ),
    # 来听的有多少人次, of a training
    ("来", r"来(?:听|参加|上课|培训|学习)的(?:一共|总共|共)?(?:有)?(?=(?:多少|几)人)", "接受培训的有", False),
    # 我老家在苍南，…; 我就是文成人，…
    ("老家", rf"(?:^|(?<=[,，。]))我们?(?:的)?老家(?:就|也)?(?:是|在){_PLACE}{_HERE}的?[,，。]", _where, False),
    # 申请公开的人特别多，到底几件
    (
        "人",
        r"(?<=申请)(?:公开|信息公开)?的人(?:数)?(?:特别|挺|很|蛮|好|非常|相当|比较|还)+多的?(?=[,，])",
        "",
        False,
    ),
    ("真", r"真(?:正|的)?(?=给公开|公开了?的)", "", False),
    # 老百姓因为信息公开告政府: no form tells of lawsuits who files them
    (
        ("告", "诉", "官司", "复议"),
        rf"(?<![被老]){_PEOPLE}(?=(?:因为?[^,，。?？\d]{{2,8}}?)?(?:告|起诉|跟政府打官司|打官司|提起(?:行政)?(?:复议|诉讼)|申请(?:行政)?复议))",
        "有人",
        True,
    ),
    ("因为", r"因为?(?:政府)?信息公开(?=(?:告|起诉|打官司|被告|被起诉))", "", False),
    # 龙港刚成立那年，就是2019年
    (
        "那",
        r"(?:刚)?(?:成立|设市|建市|撤镇设市|挂牌)(?:的)?那一?年[,，]?(?:也?就是|即)?(?=(?:19|20)\d\d)",
        "",
        False,
    ),
    ("温洲", "温洲", "温州", True),
    (
        "从事",
        r"从事(?:政务|政府信息|信息)公开(?:工作)?的?(?:工作)?人员(?=[有共一]|几|多少|数)",
        "从事政府信息公开工作人员",
        True,
    ),
    # 一路往下走
    (
        "往",
        r"(?:一路|一直|持续|不断|年年)(?:都|在)*往([下上])(?:走|掉|降|滑|涨|升|窜)(?:的)?",
        lambda match: f"逐年{'下降' if match[1] == '下' else '上升'}",
        False,
    ),
    # 怎么老那么高，去年几件: a judgement beside what is asked
    (
        "怎么",
        r"怎么(?:老是?|总是?|一直|都|就|还)?(?:那么|这么)[高多少低](?:呢|啊)?[,，](?=[^?？]{0,20}(?:几|多少))",
        ",",
        False,
    ),
    (
        "得",
        r"(?:这|那|近|前)几年([^,，。?？\d]{2,8}?)是不是(?:都)?(?:掉|跌|降|涨|升)得(?:很|特别|好)?(?:厉害|狠|凶|猛|快)[?？,，]\s{0,2}(?=[^?？]{0,20}多少)",
        r"\1,",
        False,
    ),
    # 龙港去年的申请跟前年差多少, where no year is named beside it: last year's
    (
        "前年",
        r"^((?!那|跟|和|与|比|较)(?:(?!(?:19|20)\d\d|\d\d年|[去今上]年).){2,30}?(?:申请|复议|诉讼)[^\d]{0,8}?)(?:跟|和|与|同|比|较)前年(?=[比相差多少增减高低涨跌])",
        r"\1去年跟前年",
        False,
    ),
    # 被告上法庭的信息公开案: a lawsuit
    (
        "案",
        r"((?:告上|告到|闹上|诉至)(?:法庭|法院)|被起诉|打官司)的(?:政府)?信息公开的?案(?:件|子)?",
        r"\1的",
        False,
    ),
    # 办完了多少件，收到的是不是全办完了: beside how many were received
    (
        "办",
        r"(?<=[件个了呀])[呀啊呢]?[,，?？]\s?(?:收到的|申请的?|新收的)(?:是不是|是否|有没有)?(?:全部?|都)(?:给)?(?:办完|办结|办好)了?(?:吗|没有?|么)?(?=[?？。]?$)",
        ",新收多少件",
        False,
    ),
)

ENGLISH: tuple[Written, ...] = (
    # Break Wencheng's 2022 litigation down into …
    (
        "down into",
        r"^(?:please )?(?:break|split) ([a-z' ]{3,30}?) ((?:19|20)\d\d) [a-z ]{3,30}? down into ",
        r"\1 \2 ",
        False,
    ),
    (
        "handle",
        r"\bhandled? (?=(?:the |its )?(?:more |fewer |most |fewest |many |any |no |\d+ )?(?:administrative )?(?:reviews|lawsuits|litigation|reconsiderations)\b)",
        "had ",
        False,
    ),
    (
        "handle",
        r"\b(how many (?:administrative )?(?:reviews|lawsuits|reconsiderations)) did ([a-z' ]{3,30}?) handle\b",
        r"\1 did \2 have",
        False,
    ),
    # full-grant rate, of requests granted in full
    *((hint, rf"\b{hint}(?:ed|ing)? rate\b", "grant rate", False) for hint in ("full-grant", "full grant")),
    # Sum over 330302, 330303
    ("over", r"\bover (?=[1-6]\d{5}(?:,| and\b|\b))", "of ", False),
    ("across", r"\bacross (?=[1-6]\d{5}(?:,| and\b|\b))", "of ", False),
    *(
        (hint, rf"\b(the|its|their|a) {hint} (?=[a-z])", r"\1 ", False)
        for hint in ("corresponding", "equivalent", "analogous", "matching", "comparable")
    ),
    # Same table for 2020
    (
        "same",
        r"^(?:and |now )?(?:the |do the |give the |show the )?same (?:table|list|breakdown|figures?|numbers?|comparison|query|thing|set) (?=for |in |of )",
        "same ",
        False,
    ),
    (
        "missing",
        r"\bwhich(?: one)?s? of the (?:twelve|12|eleven|11)(?: counties)? (?:is|are) missing\b",
        "which counties are missing",
        False,
    ),
    (
        "procurement",
        r"\b(?:the )?(?:number|count) of projects and (?:the )?(?:total )?amount (?:of|for|in) ((?:centrali[sz]ed )?(?:government )?procurement)",
        r"\1 projects and \1 amount",
        False,
    ),
)
