"""How people name a report, a year or a row in words of their own: 报告标题全称, 那栏填的几, peak year for requests."""

from __future__ import annotations

from core.asking.words.wording import Written

CHINESE: tuple[Written, ...] = (
    # 自然人、商业企业、其他: of applicants, as those before it are.
    (
        "其他",
        r"((?:自然人|个人|企业|公司|科研机构|公益组织|法律服务机构)[、,，和及与])其他(?=[、,，;。?？)）]|$|的|各|分别)",
        r"\1其他申请人",
        False,
    ),
    # 瓯海22年那份报告标题全称: the report is told by its title.
    (
        ("标题", "题目", "全称", "名称"),
        r"(?:那份|这份)?(?:年报|报告)的?(?:标题|题目|全称|名称)(?:全称|全名)?(?:是什么|是啥|叫什么|叫啥|怎么写)?(?:给我)?(?=$|[,，。?？])",
        "有哪些年报",
        False,
    ),
    # 23新收最少的哪家: of 2023.
    *(
        (
            hint,
            rf"(?<![\d.,\-–~至过于第前后约近达到的是收])(1[5-9]|2[0-6])(?=(?:年度)?{hint})",
            r"20\1年",
            False,
        )
        for hint in (
            "新收",
            "收到",
            "上年结转",
            "结转",
            "予以公开",
            "部分公开",
            "不予",
            "办理结果",
            "行政复议",
            "行政诉讼",
            "规范性",
        )
    ),
    # 新收为零的有几家?
    ("几家", r"(?<=的)有几家(?=[?？,，。]|$)", "有几个县", False),
    # 龙湾21年年报录了没
    ("录", r"(年(?:的)?年报|年报告)(?:收?录)(?:进来|进去|入)?了?(?:没有?|吗)", r"\1有吗", False),
    # 翻了一番还多: by more than 100 %.
    ("一番", r"翻了?一番(?:还多|不止|以上|还不止)", "增长超过100%", False),
    # 是不是去年一下子窜上去的
    ("一下", r"(?:突然|猛地|忽然)?一下子?(?:窜|蹿|冲|涨|跳|升|飙)了?上(?:去|来)了?的?", "增长了", False),
    # 主要是因为啥
    ("因为", r"[,，]?主要(?:是|就是)?因为(?:啥|什么|哪[些个])(?:原因)?", "最多的理由是哪种", False),
    # 龙湾加龙港,去年申请占全部的几成
    (
        "占全部",
        r"((?:加起来|俩|两家|两个|[\u4e00-\u9fff]{2,3}(?:加|和)[\u4e00-\u9fff]{2,3}[,，])[^,，?？]{0,12}?)占全部的?(?=几成|多少|比|百)",
        r"\1占全市的",
        False,
    ),
    ("真", r"(?<![认当])真(?:的)?(?=比[^,，?？]{2,12}[高低多少大小])", "", False),
    # 主要是哪几条理由, 主要是谁提的
    (
        "主要",
        r"主要(?:都)?(?:是)?(?:因为)?(?:哪|什么|啥)[几些]?[条个种类项]?(?:的)?(?:理由|原因|情形)",
        "最多的理由是哪种",
        False,
    ),
    (
        "主要",
        r"主要(?:都)?是谁(?:提|申请|提交|递)的?[,，]?(?:是)?(?:(?:个人|自然人|公民|老百姓)还是(?:企业|公司|单位)|(?:企业|公司|单位)还是(?:个人|自然人|公民))?",
        "哪类申请人最多",
        False,
    ),
    ("拒得", r"拒得(?=[多少])", "不予公开", False),
    # 下滑最明显的, 跌得最狠的
    *(
        (
            hint,
            rf"(下滑|下降|减少|回落|跌|掉|降|增长|增加|上升|上涨|涨|升)得?最(?:为)?{hint}",
            lambda match: f"{'下降' if match[1][0] in '下减回跌掉降' and match[1] != '上升' else '增长'}最多",
            False,
        )
        for hint in ("明显", "厉害", "狠", "猛", "显著", "凶")
    ),
    ("谁最", r"谁(?:的)?(申请|复议|诉讼)(?:量|数)?最([多少])[,，、]谁最([多少])", r"哪个县\1最\2,哪个最\3", False),
    # 增长最快的三个县: the first three of such a ranking.
    *(
        (
            hint,
            rf"({hint}[快慢多大猛高]的)(?:前)?([两二三四五六七八九十]|\d{{1,2}})(?:个|家)(?:县市区|县区|区县|县市|县|区|地方|单位)?",
            r"\1前\2名",
            False,
        )
        for hint in (
            "增长最",
            "上升最",
            "增加最",
            "涨得最",
            "涨最",
            "下降最",
            "减少最",
            "降得最",
            "变化最",
            "增幅最",
            "降幅最",
        )
    ),
    # 保护第三方那栏填的几
    (
        ("栏", "格", "行"),
        r"(?:[那这该]一?)(?:栏|格|行)(?:里|中)?(?:的数)?(?:填|写)?的?(?:是)?(?=几|多少|$|[?？])",
        "",
        False,
    ),
    ("发", r"(?<![制印颁出公下])发(?:布)?了?(?=(?:行政)?(?:红头|规范性)文件)", "制发", False),
    # 都是2件,有例外吗
    ("例外", r"[,，]?(?:有没有例外|有无例外|有例外吗|有没有不一样的|没有例外吧)(?=[?？。]*$)", ",对吗", False),
    # 一件都没被纠错的县
    (
        "一",
        r"一[件例起宗]也?都?(?:没有?|未)(?:被|予以)?(纠错|纠正|维持|受理|收到|公开)(?:过)?的?(?=[县区市单机])",
        r"\1为0的",
        False,
    ),
    # 降了百分之多少: by how much percent.
    (
        ("百分之多少", "百分之几"),
        r"(下降|降低|减少|降|减|跌|增长|增加|上升|涨|升|增)了?(?:有)?百分之(?:多少|几)",
        lambda match: f"{'降' if match[1][0] in '下降减跌' else '增'}幅多少",
        False,
    ),
    ("账", r"(?:[那这]一?[本笔]?|的)?账(?:面)?(?=对得上|对不对得上|平不平|平吗|平衡)", "表", False),
    # 没找到2021年报的县
    ("找到", r"的?((?:19|20)\d\d)年?(?:的)?年?报(?:告)?(?:没找到|没找着|找不到)", r"没有\1年年报", False),
    ("县单", r"单个?(?:县|县市区|单位|机关)(?:的)?单(?:个|一)?年(?:度)?的?", "哪个县哪一年", False),
    # 洞头现在有效的规范性文件: of the latest report, where no year is named.
    *(
        (
            hint,
            rf"^(?!.*(?:(?:19|20)\d\d|\d\d年|[去前今]年))(.*?){hint}(?=.{{0,12}}(?:有效|管用|在用))",
            r"\1最新的",
            False,
        )
        for hint in ("现在", "目前", "眼下", "如今", "当前")
    ),
    *((hint, rf"(最[高低多少])的?{hint}", r"\1", False) for hint in ("纪录", "记录")),
    ("来信", r"来信(?=申请)", "信函", False),
)

ENGLISH: tuple[Written, ...] = (
    ("% of", r"^(?:the )?% of (?=requests|applications|outcomes|denials)", "what share of ", False),
    (
        "channel did",
        r"\bwhich channel did (?:the )?most (?:applicants|requesters|people)(?: in| of)? ([a-z' ]{2,30}?) use\b",
        r"which channel of requests has the most \1",
        False,
    ),
    (
        "twelve",
        r"\b(?:across|over) the twelve (?:divisions|counties|districts|bodies|areas)\b",
        "across all counties",
        False,
    ),
    *(
        (hint, rf"\b{hint} (?:the )?max(?:imum)? ([a-z_.]{{3,60}})", r"which year had the most \1", False)
        for hint in ("year of", "year with")
    ),
    (
        "share of",
        r"^share of (\d{6}) in (?:the )?total ([a-z_.]{3,60}) ((?:19|20)\d\d)(?: \(pct\))?",
        r"\1 \2 \3占全市",
        False,
    ),
    ("ppl", r"\bppl\b", "people", False),
    ("check", r"^[a-z_ -]{3,24} check: ?(?=does|do |is |are )", "", False),
    *(
        (hint, rf"\b{hint} (?:for|of|in|by|in terms of) ", "which year had the most ", False)
        for hint in ("peak year", "busiest year", "record year")
    ),
    (
        "channel was",
        r"\bwhich channel was (?:the )?(?:most )?used (?:the )?(?:most|most often)?\b",
        "which channel of requests has the most",
        False,
    ),
    (
        "argmax",
        r"\bargmax over years? ?\(?((?:19|20)\d\d) ?(?:-|–|to) ?((?:19|20)\d\d)\)? of ([a-z_.]+) (?:for|of|in) (\d{6})(?:; ?return (?:the )?year and (?:the )?value)?",
        r"which year had the most \3 \4 \1-\2",
        False,
    ),
    ("avg(", r"\b(?:avg|mean|average)\(([a-z_.]+)\)", r"mean of \1", False),
    (
        ("all 12", "all the 12", "all twelve", "all the twelve"),
        r"\ball (?:the )?(?:12|twelve) (?:divisions|counties|districts|bodies|areas)\b",
        "all counties",
        False,
    ),
    ("taking all", r"\btaking (?=all\b)", "of ", False),
    ("for filing", r"\bfor (?:filing|submitting|lodging|making) (?=requests|applications)", "of ", False),
    (
        "hold",
        r"\bdoes the (?:accounting |basic )?(?:identity|equation|balance) ?(?:\([^()]{0,90}\))? ?hold (?:true )?(?:for|in)\b",
        "check the figures of",
        False,
    ),
    (
        "deadline",
        r",? (?:and )?(?:was|is) (?:that|it) (?:before|after|within|past|on time for) the (?:legal |statutory )?(?:deadline|time limit)"
        r"(?: of (?:31 march|march 31|31 january))?",
        "",
        False,
    ),
    ("how big is", r"\bhow big is (?:the|your) (?:dataset|database|collection),? ?(?:i\.?e\.?,?)? ?", "", False),
    ("altogether", r"(?<=hold) altogether\b", "", False),
    ("sum of its", r" ?\(sum of its (?:items|parts|rows)\)", "", False),
)
