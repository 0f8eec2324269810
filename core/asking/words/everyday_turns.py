"""How people go on in a conversation: 那隔壁永嘉呢, 这么说是多了还是少了, 底稿上写的是62件, back to 330328: ….

Words that only lead from one question to the next say nothing of what is asked.
"""

from __future__ import annotations

from core.asking.words.wording import Written

CHINESE: tuple[Written, ...] = (
    ("隔壁", r"^(那么?|跟|和|比)?隔壁的?(?=[\u4e00-\u9fff]{2})(?![的县区市镇乡家])", r"\1", False),
    *(
        (hint, rf"(?:^|(?<=[,，。]))(?:那)?(?:{hint})(?:来|的话|起来)?[,，]?(?=[^,，。])", "", False)
        for hint in ("这么说", "这样说", "照这么说", "如此说来", "这么看", "这样看", "这么一看")
    ),
    ("一下子", r"一下子(?:就|又)?(?=变|成|是|有)", "", False),
    ("解读", r"(政策解读(?:稿件?|材料)?)(?:一共|总共|共)?发了(?=几|多少)", r"\1发布", False),
    ("变", r"(?<=[年就又])变(?:成|为)了?(?=多少|几)", "是", False),
    # 底稿上写的是62件: who wrote it is no matter.
    *(
        (
            hint,
            rf"{hint}(?:里面|里头|里|上面|上头|上)?(?:写|记|登|填|报)?(?:着|的)?(?:是)?(?=[^,，。]{{0,60}}\d)",
            "",
            False,
        )
        for hint in ("底稿", "台账", "草稿", "初稿", "底账")
    ),
    ("写的是", r"(?<=公开|申请|复议|诉讼|结转)写的?是(?=\d)", "是", False),
    # 是不是特别少啊？几件
    (
        "是不是",
        r"是不是(?:特别|很|非常|挺|比较|相当|格外|太)?(?:少|多|高|低)[啊呀吗]*[?？,，](?:有|是|到底|具体|一共|总共)*(?=(?:几|多少)[件条个起次])",
        "是",
        False,
    ),
    # 都是怎么交的: by which channels
    (
        "怎么",
        r"(?:都|分别)?(?:是)?(?:通过)?怎么(?:交|递交|提交|递|提|送|申请)(?:上来|过来|来)?的[呀啊呢]?(?=[?？,，。]|$)",
        "各渠道多少",
        False,
    ),
    ("当面", r"当面去?(?:交|递|提|送)(?:的|来的|过来的|上来的)", "当面申请的", False),
    ("当面", r"当面去的", "当面申请的", False),
    # 没给的是啥原因: what was not given was denied or could not be provided.
    (
        "没",
        r"没(?:有)?(?:能)?给的(?:申请)?(?:主要|大多|都)?(?:是)?(?:因为)?(?:啥|什么|哪些|哪种|何种)(?:原因|理由)(?:居多|多|最多)?",
        "不予公开和无法提供各有哪些理由",
        True,
    ),
    # 有几件没给公开的，就是不予公开: the second says what the first means.
    ("就是不予公开", r"(?:有)?(几|多少)件没(?:有)?给?公开的?[,，]就是不予公开的?", r"不予公开\1件", False),
)

ENGLISH: tuple[Written, ...] = (
    ("back to", r"^(?:ok(?:ay)?,? )?(?:now )?(?:back|returning|going back) to ([a-z\d' ]{2,24})[:,] ?", r"\1, ", False),
    ("add ", r"^(?:now |please |also |and )*add (?=[a-z_.]+ (?:for|in)\b)(?!.*(?:[a-z] and [a-z]|\+| to ))", "", False),
    (
        "(",
        r" ?\((?:denied|refused|rejected) (?:over|divided by|/) (?:all )?(?:answered|outcomes|concluded|total)\)",
        "",
        False,
    ),
    ("number of outcomes", r"\bnumber of outcomes\b", "total of outcomes", False),
    ("greater", r"\bgreater\b(?! than)", "higher", False),
    ("only", r"(?<=\d) only(?=[?.!]*$)", "", False),
    ("year 2", r",? year (?=20\d\d\b)", " ", False),
)
