"""What somebody tells without the words around it that ask whether it is so: 帮核一下：…, …有没有错."""

from __future__ import annotations

import re
from collections.abc import Callable

from core.asking.words import tellers
from core.asking.words.everyday import ALL_COUNTIES, BALANCES, none_received
from core.asking.words.everyday_en import NOT_ONE
from core.asking.words.everyday_whether import NO_LAWSUIT
from core.asking.words.numbers import rounded_en
from core.text.numerals import COUNT, COUNT_EN, NUMERALS, WHOLE_NUMBER, read_count
from core.text.spreads import SPREAD

_LEAD = re.compile(
    rf"^\s*(?:{tellers.TELLER}|{tellers.HANDED_IN}|请?(?:帮我|帮忙)?(?:判断|核实|验证|确认|看看)(?:一下|下)?(?:这|下面这?|以下|下列|如下)?(?:句话|段话|说法|表述|陈述)?(?:是否|是不是)?"
    r"(?:属实|正确|准确|真实|对不对|真假|对错)?(?=[:：])"
    r"|(?:核|对|校|查)(?:一下|个)?数字?(?=[:：,，])"
    r"|(?:我)?(?:想|要|需)(?:要)?(?:核实|求证|查证|核对|确认)(?:一下|下)?(?=[:：,，])"
    r"|can i (?:say|write|state|report)(?: that)?|(?:网上|坊间)?听闻"
    r"|(?:有)?(?:读者|网友|群众|市民|听众|观众)(?:反映|反馈|来信说|来电说|留言说|举报说?)(?:称|说|道)?"
    r"|请?(?:你|您)?(?:帮忙?|帮我|麻烦(?:你|您)?)?(?:核对|核实|核查|核验|求证|查验|核|查证|查实|验证|看看?)(?:一下|下)?(?=[\s:：,，“「\"—–-]|$|[^数])"
    r"|claim[_ ]check|claims?(?=:)"
    r"|fact[- ]check(?: this)?"
    r"|(?:please )?(?:check|verify)(?: these| the| following| two| three| four){1,3} (?:statements|claims)"
    r"|(?:please )?(?:check|verify|confirm) (?:the |this |following )*(?:sentence|statement|claim|line|text)s?"
    r"(?:(?=[:,])| that\b)"
    r"|(?:please )?(?:check|verify|confirm)(?: please| this| that| whether| if)?(?=[\s:,])"
    r"|(?:is|are) (?:this|it|that|these|the following)(?: statements?| sentences?| claims?)?"
    r" (?:accurate|true|correct|right|fair)(?=[:,?])"
    r"|true or false|is it (?:true|accurate|fair|correct|right|safe)(?: to (?:say|write|state|report))? that"
    r"|(?:is it )?(?:right|correct) that"
    rf"|{tellers.TELLER_EN}"
    r"|(?:朋友圈|群里|网上|坊间|单位里|微信群)(?:里|都|有人)?(?:传|说|讲|转)(?:的是|着|言|说)?"
    r"|(?:记者|有人|群众|领导|网友|读者|委员|代表)(?:来)?问(?:道|过|我)?(?=[:：,，])"
    r"|i (?:heard|read|was told|think|believe|noted|wrote)(?: that)?"
    r"|i(?:'ve| have)(?: just| also)? (?:been told|heard|read|seen)(?: that)?"
    r"|as far as i (?:remember|recall|know),?|if i (?:remember|recall) (?:it )?(?:correctly|rightly|right),?|iirc"
    r"|it (?:seems|appears|looks)(?: like| that)?|我怀疑|我以为|你能?确定"
    r"|检查(?:一下)?(?=[ :：])|听(?:同事|朋友|别人|人|领导|邻居|老师|群里)(?:讲|说|提)(?:起|到|过)?"
    r"|validate(?=[: ])|reportedly|supposedly|it(?:'s| is) said that"
    r"|(?:领导|局长|县长|市长)?的?(?:讲话稿?|发言稿?|汇报稿?|汇报材料|述职报告|信息稿|简报|推文|公众号|公文)(?:里|上|中)?(?:写|说|称|提)(?:的|到|着|了)?是?"
    r"|我(?:们)?(?:手上|手头|手里|这里|这边)?(?:有)?(?:一)?[份篇个]?(?:材料|稿子|草稿|文件|报告|表|简报|通稿)(?:里|上)?(?:说|写|称)(?:的是|着|到)?"
    # 小王说, 张科长讲: who told it
    r"|(?:[小老阿][\u4e00-\u9fff]|[\u4e00-\u9fff]?(?:主任|科长|局长|处长|县长|市长|区长|书记|老师|记者|同学|同志))(?:跟我)?(?:说|讲|称)(?:过|道|是|了)?"
    r"|(?:稿件|稿子|通稿|报道|材料|网文|帖子)(?:里|中)?(?:称|写道|写|说)"
    # a working paper states that, it has been claimed that, the user wrote
    r"|(?:an?|the|one|this|some|another|our|their|my) "
    r"(?:(?:recent|new|local|internal|draft|working|academic|published|policy|student|news|press) ){0,2}"
    r"(?:papers?|study|studies|reports?|articles?|thesis|survey|briefs?|memo|review|analysis"
    r"|authors?|scholars?|researchers?|journalists?|colleagues?"
    r"|reviewers?|referees?|manuscript|dataset|chatbot|model|users?|clients?|customers?|students?|notes?|blogs?|posts?|websites?|sites?|releases?)"
    r" (?:states?|stated|says?|said|claims?|claimed|alleges?|alleged|argues?|argued|asserts?|asserted"
    r"|notes?|noted|contends?|suggests?|suggested"
    r"|maintains?|finds?|found|insists?|wrote|writes?|mentions?|mentioned|concludes?|concluded)(?: that)?"
    r"|user(?:'s)? (?:claim|statement|assertion)(?=:)"
    r"|users? (?:says?|said|claims?|claimed|writes?|wrote|asserts?|states?|stated)(?: that)?"
    r"|it (?:has been|was|is(?: being)?) (?:claimed|said|alleged|reported|argued|asserted|stated|suggested)(?: that)?"
    r"|validate that"
    r"|assert|[^，。,:：\d]{0,6}(?:材料|稿|总结|通报|简报|汇报)(?:里|上|中)?(?:写|说|称)?(?=[:：])"
    r"|(?:有|据)?(?:人|报道|媒体|消息|新闻|文章|材料|网友|同事|领导|朋友|记者|帖子|群里|网上|外面|办公室|稿子|通稿)(?:里|上)?"
    r"(?:写|说|称|讲|传|报道)(?:的是?|过|道|是)?|网传|听说|听讲|听讲说|据说|据称|据报道|传言|我记得|印象中"
    r"|(?:稿子|草稿|初稿|底稿|材料|通稿|报道|新闻|文章|网上)(?:里|上)?(?:写|说|称)(?:的|着|了)?)\s*[:：,，?—–-]?\s*",
    re.IGNORECASE,
)
_REPORT_EN = (
    r"(?:the|its|their|your|that|this|official)(?: (?:official|annual|actual|underlying|published|20\d\d)){0,2} "
    r"(?:reports?|data|figures?|numbers?|records?|database)"
)
_WHETHER = (
    r"(?=[是有就不这那对])(?:(?:是|有|就是|就)?(?:不是)?[这那][个么]?[数多些]字?(?:[不么嘛吧吗]|没有?)?|[是对]不[啊呀哦咯]?)"
    rf"|(?=[这那张表账平对]){BALANCES}"
    r"|(?:这)?(?:有没有|有无)(?:错误?|问题|写错|说错)|(?:这么|这样)?[说写]?(?:是不是)?对(?:不对|吗|不|吧|么)"
    r"|还是(?:没填|没有填|空着|没报|没写|空白)|真的?(?:还是)?假的?|(?:这)?说法(?:跟|和|与)(?:报告|年报)一致吗"
    r"|(?:对|属实|确|真|可信|准确|正确)否|(?:是)?真的不|可信不|错没错|没讲错吧?|有没有这么(?:多|少|高|低)(?:吗|呢)?|(?:这一?|该|此)?(?:种)?(?:说法|论断|表述)(?:是否|是不是)?(?:成立|属实|准确|正确)吗?"
    r"|(?:is|was) (?:that|this|it) so|true or false"
    r"|(?:is|was) (?:that|this|it|the claim) (?:really |actually )?(?:supported|confirmed|backed(?: up)?|borne out"
    rf"|corroborated|reflected|stated|found)(?: (?:by|in) {_REPORT_EN})?"
    rf"|(?:is|was) (?:that|this|it) what {_REPORT_EN} (?:says?|shows?|states?|reports?|gives?)"
    rf"|(?:do|does|did) {_REPORT_EN} (?:support|confirm|say|back|bear|show|match|agree with)"
    r"(?: (?:that|this|it|so|up|out|the same))*"
    r"|(?:is|was) (?:that|this|it) (?:really )?(?:accurate|the case|a fact|right|correct|true)"
    r"|是(?:这样)?[吗吧]|没错吧?|没(?:写|说|弄|搞)错吧?|(?:有)?没有?问题[吧吗]?|(?:哪里?|哪些|哪)(?:一?[句个处项条]|几[句个处项条]|儿)?(?:数|数字|地方|话)?(?:写|说)?(?:错|不对|有误|有错|不实)了?"
    r"|(?:这|那|这句|那句)话(?:说得|讲得)?(?:是不是)?(?:对(?:不对|头吗|吗|不|吧|么)|属实吗|没错吧?|准吗|准不准|靠谱吗|错没错)"
    r"|对(?:伐|哇|啵|不啦|头吗)|是伐|有这回事(?:吗|没有?)"
    r"|核实(?:一下|下)?|核对(?:一下|下)?|请核[对实]?|帮核|对错|真假|是否准确|准不准确?|准确吗|可信吗|信得过吗|靠谱吗|没毛病吧?|(?:是否|是不是)?属实吗?|(?:是)?真的吗|[能可]以?这[么样]写吗|有错吗"
    r"|(?:也?太|这么|那么|好)(?:多|少|高|低|夸张|离谱|吓人|惨)了?[点些]?[吧啊呀吗了]+"
    r"|(?:is (?:this|that|it) )?(?:right|correct|true)|(?:please )?(?:verify|check|confirm)(?: this| it| that)?"
    rf"|{tellers.IN_DOUBT}"
)
_TAG = re.compile(
    rf"(?<![\s,，。.;；—–-])[\s,，。.;；—–-]*+(?<![没未])(?<!没有)(?:{_WHETHER})\s*+[?？。!！]*+\s*+$", re.IGNORECASE
)
# 合计是不是62件
_IS_IT = re.compile(
    r"(?:是不是|是否[为是]?|是不是[只仅才]?有|是否[只仅]?有)(?=\d+(?:\.\d+)?(?:[件条次人个起项%％]|万)"
    rf"|(?:{SPREAD}|{WHOLE_NUMBER}[多余来]|[近上][百千万])[件条次人个起项宗]"
    rf"|(?:都)?(?:快|将近|接近|近|差不多|大概|大约)(?:要|有|到|了){{0,2}}(?:{WHOLE_NUMBER})[件条起次份]?了?[呀啊吗嘛吧]*[?？]*$"
    r"|[^,，。?？哪谁]{0,12}最[多少高低大小]的?[?？]*$)"
)
# 写的是62件, 填的48, 报0: what a draft says.
_WRITTEN = re.compile(
    r"(?:(?<![举申上通日年周月汇])报|写|填|记|标|登记?|录|列|印)(?:的数?)?[是为成作着了]{0,2}(?=\d)"
    # 高达25件, 足足有三百多件
    rf"|(?:高达|多达|低至|竟达|竟有|足有|足足有?|整整|居然有|竟然有|愣是有)(?=[\d近上{NUMERALS}])"
)
# received=15, carried_out=1
_FIELD = re.compile(r"\b([a-z_.]+)\s*={1,2}\s*(\d)", re.IGNORECASE)


# litigation.total(330326, 2022) = 30
_CALL_IS = re.compile(
    r"(?<![a-z_.])([a-z]{1,30}\.[a-z_.]{1,60})\s{0,3}[(\[]\s{0,3}([^()\[\],]{2,12}),\s{0,3}((?:19|20)\d\d)\s{0,3}[)\]]\s{0,3}(?:={1,2}|is)\s{0,3}(\d[\d,]*)",
    re.IGNORECASE,
)
# granted + partial == 432: the number is of neither of them.
_OF_SUM = re.compile(r"[+-] ?[a-z_]+(?:\.[a-z_]+)*(?: ?\([^()]*\))? ?(?:==?|!=|[<>]=?) ?\d", re.IGNORECASE)
_CALLS_JOINED = re.compile(r"(?<=\d) (?:and|&&?) (?=[^,;]{2,12} (?:19|20)\d\d [a-z]+\.[a-z_.]+ \d)", re.IGNORECASE)


def _year_before(match: re.Match[str]) -> str:
    """142 in 2023, up from 41 the year before."""
    return f"{match[1]}, {match[2]} in {int(match[1]) - 1}"


def _moved_to(match: re.Match[str]) -> str:
    """Fell to 1 in 2023, down from 29 the year before."""
    way = {"jumped": "rose", "climbed": "rose", "surged": "rose", "sank": "fell"}
    verb = way.get(match[1], match[1])
    return f"{verb} from {match[4]} in {int(match[3]) - 1} to {match[2]} in {match[3]}"


def _moved_since(match: re.Match[str]) -> str:
    """962 requests in 2023, up from 2 in 2022: rose from 2 in 2022 to 962 in 2023."""
    year = match["year"] or next(iter(re.findall(r"(?:19|20)\d\d", match.string[: match.start()])[-1:]), None)
    if year is None:
        return match.group()
    base = match["base"] or str(int(year) - 1)
    way = "rose" if match["way"] == "up" else "fell"
    before, noun = match["before"].rstrip(" ,"), match["noun"]
    return f"{before}, {noun} {way} from {match['then']} in {base} to {match['now']} in {year}"


def _carried_over(match: re.Match[str]) -> str:
    """And carried over 4 to the next year: a clause of its own."""
    many = "0" if match["many"] == "none" else match["many"]
    return f"{', ' if match['and'] else ''}carried over to next year {many} requests"


def _record_of(match: re.Match[str]) -> str:
    """The fewest requests since 2015 in 2023."""
    extreme = "most" if match[1] == "more" else "fewest"
    return f"the {extreme}{match[2]} {match[4] or 'of all years'}{match[3] or ''}"


def _one_in(match: re.Match[str]) -> str:
    """One in six: 17 percent."""
    return f"{match[1] or ''}{100 / (read_count(match[2].lower()) or 1):.0f}% of"


def _each_so_many(match: re.Match[str]) -> str:
    """每六件申请就有一件: a sixth of them."""
    return f"{100 / (read_count(match[1]) or 1):.0f}%的{match[2]}"


def _of_each_amount(match: re.Match[str]) -> str:
    """Each amount of a list, with what is said of all of them behind it."""
    moved = f"，{match[2]}{match[3]}，"
    return re.sub(rf"({_AMOUNT})[、，,]?(?:和|以及)?", rf"\1{moved}", match[1]).rstrip("，")


_NUMERAL = r"[\d一二两三四五六七八九十百千万零]"
_AMOUNT = r"\d+(?:\.\d+)?[件条次起份人]"
_NOUN_EN = r"(?:administrative )?(?:requests|applications|reviews|lawsuits)"
_SHARE_EN = (
    r"(?:(?:about|around|roughly|nearly|almost|over|under|more than|less than|at least|close to) )?"
    r"(?:a third|a quarter|half|\d+(?:\.\d+)? ?(?:%|percent|per cent))"
)
_YEAR_BEFORE_EN = (
    r"(?:in )?(?:the (?:year before|(?:previous|prior|preceding) year|year earlier)|(?:a|one) year (?:earlier|before))"
)
# Statements that run into each other, and how each is told apart.
_SOME_YEAR = r"(?:(?:19|20)\d\d年|[去今前上]年|上一年)"
_RUN_ON: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    # 那2021年只剩50件了: how many it is, and not what is left
    (re.compile(r"(?<=年)(?:[只就仅]剩下?)(?=\d+[件起条][了吗啊呀?？]{0,3}$)"), ""),
    # 从2018年的3254件掉到2023年的2件
    (
        re.compile(
            rf"(?:从|由)({_SOME_YEAR})的?(\d+件)[^,，。\d]{{0,2}}[掉降跌减涨升增变][^,，。\d到至]{{0,3}}[到至为成]({_SOME_YEAR})的?"
            r"(?:只剩下?|仅剩下?|只有|仅有|剩下?|才)?(\d+件)"
        ),
        r"\1\2，\3\4",
    ),
    (
        re.compile(rf"每({COUNT})件?(申请|复议|诉讼)[里中]?[,，]?[就便约有]{{1,4}}[一1][件个]"),
        _each_so_many,
    ),
    # 收162办161转1
    (
        re.compile(r"收(?:到)?(\d+)件?[,，、 ]?办(?:结)?(\d+)件?[,，、 ]?(?:结)?转(\d+)件?"),
        r"收到\1件，办结\2件，结转\3件",
    ),
    # 收150件 办147件
    (re.compile(rf"(?<=[件，,、 ])办了?(?={_AMOUNT})"), "办结"),
    # 还剩6件没办完
    (re.compile(rf"还?剩下?({_AMOUNT})(?:没有?办完|未办结|没办结)?"), r"结转\1"),
    # 4件申请却有56件复议
    (re.compile(r"(?<=[件次起条份人请议讼])(?:却|但是?|不过)(?=[只仅]?(?:有|收到|被|发生))"), "，"),
    # 6件申请里网络5件
    (re.compile(rf"(?<!\d)({_AMOUNT}申请)[里中](?!有)(?=[^，。,里中]{{1,8}}{_AMOUNT})"), r"\1，其中"),
    # 专职77人兼职167人
    (re.compile(rf"(?<!\d)({_AMOUNT})(?=[^\d，。,;；、申请里中比较由从到至]{{1,8}}{_AMOUNT})"), r"\1，"),
    # 962 requests in 2023, up from 2 in 2022: which way it went is part of what is told
    (
        re.compile(
            rf"(?P<before>\b(?P<now>\d[\d,]*) (?P<noun>{_NOUN_EN})\b[^;.?\d]*(?P<year>(?:19|20)\d\d)?[^;.?\d]*?)"
            rf",? (?:\(?(?:which (?:is|was) )?)(?P<way>up|down) from (?:just |only )?(?P<then>\d[\d,]*)(?: {_NOUN_EN})?"
            rf"(?P<when>(?: in)? (?P<base>(?:19|20)\d\d)|,? {_YEAR_BEFORE_EN})"
        ),
        _moved_since,
    ),
    # rose between 2022 and 2023, from 29 to 49
    (
        re.compile(
            r"\b(rose|fell|grew|increased|declined|decreased|dropped|went) (?:between|from) ((?:19|20)\d\d) (?:and|to)"
            r" ((?:19|20)\d\d),? from (\d[\d,]*) to (\d[\d,]*)"
        ),
        r"\1 from \4 in \2 to \5 in \3",
    ),
    (
        re.compile(
            r"\b(rose|fell|grew|increased|declined|decreased|dropped|went) from (\d[\d,]*) to (\d[\d,]*),?"
            r" (?:between|from) ((?:19|20)\d\d) (?:and|to) ((?:19|20)\d\d)"
        ),
        r"\1 from \2 in \4 to \3 in \5",
    ),
    (
        re.compile(
            r"\b(rose|fell|grew|increased|declined|decreased|dropped|jumped|climbed|surged|sank|went (?:up|down))"
            r" (?:sharply )?to (\d[\d,]*) in ((?:19|20)\d\d),? (?:up |down )?from (\d[\d,]*)"
            r" (?:in )?(?:the (?:year before|previous year|prior year|year earlier)|(?:a|one) year (?:earlier|before))"
        ),
        _moved_to,
    ),
    (
        re.compile(
            r"\b((?:19|20)\d\d)\b,? (?:(?:(?:as )?compared|against|versus|vs\.?)(?: from| with| to)?|from)"
            r" (?:just |only )?(\d[\d,]*)(?: (?:requests|reviews|lawsuits))?,? (?:in )?"
            r"(?:the (?:year before|(?:previous|prior|preceding) year|year earlier)|(?:a|one) year (?:earlier|before))"
        ),
        _year_before,
    ),
    # 高于上年的41件
    (re.compile(r"[,，]?(?:高于|低于|多于|少于|超过|不及)(上年|去年|上一年|前一年)的?(?=\d)"), r"，\1"),
    # well over a thousand
    (
        re.compile(
            r"\b(?:well|far|just|only|slightly|somewhat) (?=(?:over|above|under|below|more than|fewer than|less than) )"
        ),
        "",
    ),
    # dropped to just 2
    (re.compile(r"\b(?:just|only|merely|a mere|a total of) (?=\d)"), ""),
    # Longgang: 962 requests in 2023
    (
        re.compile(r"^([A-Z][A-Za-z']+(?: [A-Z][a-z]+)?): (?=\d[\d,]* (?:requests|applications)\b)"),
        r"\1 received ",
    ),
    # nearly a third of all requests in Wenzhou in 2023 went to Longgang
    (
        re.compile(
            rf"^(?P<share>{_SHARE_EN}) of (?:all )?(?:of )?(?:the )?(?P<noun>{_NOUN_EN}) in (?P<city>[A-Z][a-z]+)"
            r"(?P<when> in (?:19|20)\d\d)? (?:went to|came to|were (?:received|handled|taken) by|were filed with) "
            r"(?P<who>[A-Z][a-z']+(?: and [A-Z][a-z']+)?)",
            re.IGNORECASE,
        ),
        r"\g<who> received \g<share> of the \g<noun> of all counties in \g<city>\g<when>",
    ),
    # Longgang and Longwan together received more than half of all requests in Wenzhou
    (
        re.compile(
            r"\b(?P<who>[A-Z][a-z']+(?: and [A-Z][a-z']+)?)(?: together| alone| combined)?"
            rf" (?:received|accounted for|made up|got|took|had) (?P<share>{_SHARE_EN}) of (?:all )?(?:of )?(?:the )?"
            rf"(?P<noun>{_NOUN_EN})(?: filed| received)? in (?P<city>[A-Z][a-z]+)"
        ),
        r"\g<who> received \g<share> of the \g<noun> of all counties in \g<city>",
    ),
    # fewer requests than Ouhai but more than Wencheng
    (
        re.compile(
            r"\b((?:received|had|got|faced) (?:fewer|more) (?:administrative )?(requests|reviews|lawsuits) than"
            r" [A-Z][a-z']+)"
            r",? (?:but|and) (fewer|more) than (?=[A-Z][a-z]+)"
        ),
        r"\1, \3 \2 than ",
    ),
    # led Wenzhou in reviews
    (
        re.compile(
            r"\b(?:led|leads|topped|tops) (?:all of )?([A-Z][a-z]+) (?:in|for|by|on) "
            rf"({_NOUN_EN})"
        ),
        r"had the most \2 in \1",
    ),
    # information requests, FOI applications: there are no others
    (
        re.compile(
            r"\b(?:(?:public |government )?information(?:[- ]disclosure)?|foi|foia|disclos"
            r"ure(?:[- ]related)?|access(?:[- ]to[- ]information)?"
            r"|open[- ]government)"
            r" (?=(?:requests?|applications?|lawsuits?|reviews?|litigation)\b)",
            re.IGNORECASE,
        ),
        "",
    ),
    # received 750 requests and denied none of them
    (
        re.compile(
            r",? (?:and|but|while) (denied|refused|rejected|granted|answered|concluded)"
            r" (?:none|not (?:one|a single one))(?: of (?:them|these|those|its requests|the requests))?(?=$|[,.;?]"
            r"| in )"
        ),
        r", none were \1",
    ),
    # and carried over 4 to the next year
    (
        re.compile(
            r"(?P<and>,? (?:and|but) )?\bcarri(?:ed|es) (?:over |forward )?(?P<many>\d[\d,]*|none)"
            r"(?: requests| applications| cases| of them)?(?: over| forward)? (?:in)?to (?:the )?(?:next"
            r"|following) year"
        ),
        _carried_over,
    ),
    # was not sued, was sued 30 times
    (re.compile(r"\b(?:was|were) (?:not|never) (?:sued|taken to court)\b"), "had no lawsuits"),
    (re.compile(r"\b(?:was|were) (?:sued|taken to court) (\d[\d,]*) times\b"), r"had \1 lawsuits"),
    # 56 reviews: of the figure that forms call administrative
    (re.compile(r"(?<=\d )(reviews?|lawsuits?)\b(?!\.)", re.IGNORECASE), r"administrative \1"),
    # 56 reviews, and that this was the highest
    (
        re.compile(
            r",? (?:and|which)(?: that)?(?: this| it| that)? (?:was|is) "
            r"(?=(?:the )?(?:most|highest|largest|fewest|lowest)\b)"
        ),
        ", ",
    ),
    # fewer requests in 2023 than in any earlier year since 2015
    (
        re.compile(
            r"\b(fewer|less|more)( [a-z ]{3,40}?)( in (?:19|20)\d\d)? than (?:in )?any "
            r"(?:other|earlier|previous|prior) year(?: (since (?:19|20)\d\d))?"
        ),
        _record_of,
    ),
    # more requests than any other Wenzhou county
    (
        re.compile(
            r"\b(fewer|less|more)( [a-z ]{3,30}?|) than (?:any|all) other ([A-Z][a-z]+) (?:county|counties|district)\b"
        ),
        lambda match: f"the {'most' if match[1] == 'more' else 'fewest'}{match[2]} in {match[3]}",
    ),
    # had the most reviews in both 2022 and 2023
    (
        re.compile(r"^([^.;?]{8,120}?) (?:in )?both ((?:19|20)\d\d) and ((?:19|20)\d\d)(?=[.?]?$)"),
        r"\1 in \2; \1 in \3",
    ),
    # requests.received 15 AND requests.outcome.total 14
    (re.compile(r"(\b[a-z]{1,20}\.[a-z. ]{1,60} \d[\d.,]{0,15}) (?:and|AND) (?=[a-z]+\.[a-z])"), r"\1, "),
    # 乐清第一59件: the place, and the figure
    (re.compile(rf"(第[一二三四五六七八九十]名?)[,，]?(?={_AMOUNT})"), r"\1，"),
    # 最多的是龙港896件, 第二名是苍南872件: who it is, and how many
    (
        re.compile(rf"((?:最[多少高低]的?|第[一二三四五六七八九十]名?)(?:是|为)[^，。,;；\d]{{2,8}})(?={_AMOUNT})"),
        r"\1，",
    ),
    # 加起来超过全市一半: so much of the whole
    (
        re.compile(
            r"(超过|不到|不足|接近|将近|近|约)(?:了)?(全[市县省区]|温州)的?(?=一半|半数|[一二三四五六七八九]成|[二三四五六七八九十]分之|\d[\d.]*[%％])"
        ),
        r"占\2\1",
    ),
    # 复议59件为全市最高, 17件申请是历年最低
    (
        re.compile(
            rf"(?<!\d)({_AMOUNT}(?:申请|复议|诉讼)?)(?:是|为|居|属)?((?:全[市省县]|历年|历史|全温州|各县[^,，。]{{0,3}})最[高低多少大小])"
        ),
        r"\1，为\2",
    ),
    (re.compile(r"(?<=[件起次条])是不是(?=全[市省县]?第)"), "，为"),
    # 温州12个县市区共收到2901件
    (re.compile(ALL_COUNTIES), "各县市区"),
    (re.compile(r"[高稳跃](?=居)"), ""),
    (re.compile(r"\b(?:collapsed|plunged|plummeted|crashed|slumped|tumbled)(?= (?:from|to|by))"), "fell"),
    (
        re.compile(r"\b(?:soared|ballooned|skyrocketed|exploded|rocketed|leapt|leaped|shot up)(?= (?:from|to|by))"),
        "rose",
    ),
    # 复议49件、诉讼25件，均比上年增加: said of each
    (
        re.compile(
            rf"((?:[^,，。、;；\d]{{1,14}}(?:(?:19|20)\d\d年)?[^,，。、;；\d]{{0,10}}{_AMOUNT}[、，,]?(?:和|以及)?){{2,5}})[、，,]?"
            r"(?:均|都|皆)((?:比|较)(?:上年|去年|上一年|前一年)|同比)(增加|增长|上升|上涨|减少|下降|下跌)(?!\d|了?\d)"
        ),
        _of_each_amount,
    ),
    (
        re.compile(
            r"\bhad (?:no|zero) (?:administrative )?(requests|reviews|lawsuits)(?: at all)?,? (?:but|and|yet|while) "
            r"(\d[\d,]*) (?:administrative )?(requests|reviews|lawsuits)( in (?:19|20)\d\d)?"
        ),
        r"had 0 \1\4, \2 \3\4",
    ),
    # 将近三千件, 快一千件了: near it
    (re.compile(rf"(?:将近|(?:都)?快(?:要)?(?:有|到)?)(?={_NUMERAL}{{1,6}}[件起])"), "近"),
    (re.compile(rf"(?:将近|(?:都)?快(?:要)?(?:有|到)?)({_NUMERAL}{{2,6}})(?=了?[呀啊吗嘛吧]?[?？。]*$)"), r"近\1件"),
    (re.compile(rf"(?<=近)({_NUMERAL}{{1,6}}[件起])了?[呀啊吗嘛吧]{{0,2}}"), r"\1"),
    # 占答复总数近两成
    (
        re.compile(
            rf"(?<=占)([^,，。\d占]{{2,10}}?)(?<![的近接约过超到逾])(?=(?:将近|接近|近|约|超过?|不到|逾)?{_NUMERAL}+成)"
        ),
        r"\1的",
    ),
    # 比2022年的12件多244件
    (
        re.compile(rf"比((?:19|20)\d\d年|上年|去年|前年)的?({_AMOUNT})(多|少)了?({_AMOUNT})"),
        r"比\1\3\4，\1\2",
    ),
    # 拒绝了87件申请
    (re.compile(rf"(?:拒绝|驳回)了?({_AMOUNT})申请"), r"不予公开\1"),
    (re.compile(rf"(?:暴涨|猛涨|飙升|激增|猛增|暴增|骤增|大增)了?(?={_NUMERAL}+多?(?:倍|成|%|％))"), "增长"),
    (re.compile(rf"(?:暴跌|猛跌|暴降|猛降|骤降|锐减|骤减|大跌|大降|大减)了?(?={_NUMERAL}+多?(?:成|%|％))"), "下降"),
    # 没有收到一件申请
    (
        re.compile(
            r"((?:没有?|未)(?:收到|接到|发生|有)过?)(?:任何|哪怕)?[一1][件起宗](?=(?:政府|信息公开)*的?(?:申请|复议|诉讼|行政))"
        ),
        r"\1",
    ),
    # 三百件左右的申请
    (re.compile(r"(?<=[件起条次份](?:左右|上下))的(?=申请|复议|诉讼|行政)"), ""),
    # 均未收到
    (re.compile(r"(?:均|皆|全都)(?=未|没)"), "都"),
    (re.compile(r"(?<=都)未(?=收到|发生|有)"), "没有"),
    # 超过2022年的2倍: twice as many and more
    (
        re.compile(
            r"(?:超过|高于|多于|大于)了?((?:19|20)\d\d年|上一?年|去年|前年|前一年)的?"
            r"([一二两三四五六七八九]?十[一二三四五六七八九]?|[两二三四五六七八九]|\d{1,3}(?:\.\d)?)倍(?!以)"
        ),
        lambda match: f"是{match[1]}的{read_count(match[2]) or match[2]}倍以上",
    ),
    # 超过2022年的两倍
    (
        re.compile(r"(?<=[的到过是为足了])([一二两三四五六七八九]?十[一二三四五六七八九]?|[两二三四五六七八九])倍"),
        lambda match: f"{read_count(match[1])}倍",
    ),
    # 是前年的十倍还多
    (
        re.compile(
            r"(?<=[的是为])([一二两三四五六七八九]?十[一二三四五六七八九]?|[两二三四五六七八九]|\d{1,3})倍"
            r"(?:(?:还要?|都)多|(?:还|都)?不止)(?=[了,，。?？]|$)"
        ),
        lambda match: f"{read_count(match[1])}倍以上",
    ),
    # 29 lawsuits in total (direct + after review): what the total is made of
    (re.compile(r" ?[(（][^()（）\d+./]{2,40}(?:[+]|加上?|\bplus\b)[^()（）\d+./]{2,40}[)）]"), ""),
    # 五十九起全市最多
    (
        re.compile(
            rf"((?:{_NUMERAL}){{1,8}}[件起宗](?:申请|复议|诉讼)?)(?=(?:是|为)?(?:全[市省县]|历年|各县)最[高低多少])"
        ),
        r"\1，",
    ),
    # denied 87 of 518 requests: what the second number counts is not said
    (
        re.compile(
            r"\b(denied|refused|granted|rejected) (\d[\d,]*) (?:out )?of (?:its |the |their )?(\d[\d,]*) "
            r"(requests|applications)([^.?!]*)"
        ),
        r"\1 \2 \4\5, of \3",
    ),
    *(
        # A fraction said in words is never exact.
        (re.compile(rf"(?<=by )(?:about |nearly |roughly |almost )?{words}\b"), f"about {percent}%")
        for words, percent in (
            ("two[- ]thirds", "66.7"),
            ("(?:a|one)[- ]third", "33.3"),
            ("(?:a|one)[- ]quarter", "25"),
            ("three[- ]quarters", "75"),
            ("(?:a )?half", "50"),
        )
    ),
    (re.compile(r"居全市首位"), "居全市第一"),
    # 复议49件高居全市首位, 申请522件全市第一: the figure, and its place
    (
        re.compile(rf"(?<!\d)({_AMOUNT}(?:申请|复议|诉讼)?)(?=(?:高|稳|位|名)?居|(?:排在?)?全[市省]第)"),
        r"\1，",
    ),
    # 2023年涨了25倍: since the year before, where no other is named
    (
        re.compile(
            r"^([^比较从由,，。;；]{0,60}(?:(?:19|20)\d\d年|去年)[^比较从由,，。;；]{0,60}?)((?:猛|暴|大)?(?:涨|增长|增加)了?)(?=[\d一二两三四五六七八九十百千][\d.一二三四五六七八九十百千]*多?(?:倍|%|％))"
        ),
        r"\1比上年\2",
    ),
    # 比2022年多收了31件
    (re.compile(r"(比(?:\d{4}年|上年|去年|前一?年))([多少])(?:收|接)(?:到|了)*(?=\d+件)"), r"收到申请\1\2"),
    # had 243 requests in 2018
    (
        re.compile(
            r"\b(?:had|has|saw|got|logged|fielded) (\d[\d,]* (?:foi |information )?(?:requests|applications))"
            r"(?= in | during |$|[,.;?]| and )"
        ),
        r"received \1",
    ),
    # 只收到2件: how many it is
    (re.compile(rf"[只仅]{{1,4}}(?=(?:收到?|有|受理|接到|发生|办结)[了过]?{_NUMERAL})"), ""),
    # 2023年猛增到549件, 涨回54件
    (
        re.compile(r"(?:(?:猛增|激增|暴增|骤增|飙升|暴涨|猛涨|跃升|窜升|回升|反弹)[到至]|[涨升增]回到?)(?=\d)"),
        "增至",
    ),
    (re.compile(r"(?:(?:猛降|骤降|暴跌|锐减|猛跌|陡降|回落|跌落|缩减)[到至]|[跌降落]回到?)(?=\d)"), "降至"),
    # 一件申请都没收到
    (
        re.compile(
            r"[一1][件起次个](申请|复议|诉讼|官司)?[都也](?:没有?|未)(?:收到|接到|发生|有|受理)?过?"
            r"(?!被|给|予以|能|同意|批准|公开|办|答复|处理|提供|通过|维持|纠)"
        ),
        none_received,
    ),
    *((re.compile(written, re.IGNORECASE), meant) for _, written, meant, _ in (*NO_LAWSUIT, NOT_ONE)),
)
# One cheap look before all of these, and one before those in English.
_MAY_RUN_ON = re.compile(
    r"\d(?:倍|%|％)|[百十千]多?倍|[一二两三四五六七八九十百千万零][件起宗成]|将近|快|均|都|皆"
    r"|\d ?[件条次起份人个收办转a-zA-Z]|收到?\d|[一1][件起个次]"
    r"|[+加]|[一二两三四五六七八九十]倍|居(?:全|首)|[猛激暴骤飙跃窜锐陡只仅]|[过到足近约]了?[全温]"
    r"|每[\d一二三四五六七八九十两]|(?:\d|十[一二]?)个?[县区地家]|[件次起条份人请议讼](?:却|但|不过)|官司|法[庭院]|公堂"
)
_MAY_RUN_ON_EN = re.compile(
    r"\bby |\bof |from \d"
    r"|most|highest|largest|fewest|lowest|any \w+ year|(?:any|all) other|both|fewer|third|quarter|half|percent|per"
    r" cent|led |leads|topp|tops|none|sued"
    r"|to court|carri|not "
    r"(?:one|a)|single|without one|information|foi|disclosure"
    r"|access|open.government|plus",
    re.IGNORECASE,
)
_LATIN = re.compile("[a-zA-Z]")
# 0 requests in 2021 and 2 in 2022: of the last number the figure is left out.
_COUNTED_EN = re.compile(r"\d ((?:administrative )?(?:requests|reviews|lawsuits|applications)) in (?:19|20)\d\d\b")
_AS_MANY_EN = re.compile(r"(?:(?<=[,;] )|(?<=and ))(\d[\d,]*)(?= in (?:19|20)\d\d\b)")
# the most requests with 962, came second with 59, the most requests in Wenzhou (522): the place, and the figure
_PLACE_WITH_EN = re.compile(
    r"\b((?:most|fewest|highest|lowest|first|second|third|fourth|fifth|last)\b[^,.;()\d]{0,60}?(?: in (?:19|20)\d\d)?)"
    r" ?(?:,? with (\d[\d,]*)|\((\d[\d,]*)\))(?! ?[a-z%])",
    re.IGNORECASE,
)
# Was about a third of requests denied?
_INVERTED_EN = re.compile(
    r"^(was|were|is|are) ((?:(?:about|roughly|around|nearly|almost|over|under|more than|less than|at least) )?"
    r"(?:a third|a quarter|half|one in [a-z]{3,5}|\d+(?:\.\d+)?%)\b.{3,100}?) "
    r"((?:not )?(?:denied|refused|granted|rejected|approved|disclosed|answered|from [a-z]+(?: [a-z]+)?))\?*$",
    re.IGNORECASE,
)
_ONE_IN_EN = re.compile(rf"\b(about |roughly |around |nearly )?one in ({COUNT_EN})(?: of(?: the)?)?\b", re.IGNORECASE)
_COUNTED_NOUN_EN = re.compile(r"\b(requests|reviews|lawsuits|applications)\b", re.IGNORECASE)
_TENS_EN = ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS_EN = (
    {word: 10 * tens for tens, word in enumerate(_TENS_EN, 1)}
    | {word: ones for ones, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine"), 2)}
    | {"eleven": 11, "twelve": 12, "a hundred": 100, "a thousand": 1000, "a dozen": 12}
)
_YEARS = re.compile(r"(?:19|20)\d\d")
_YEAR_LAST = re.compile(r", in ((?:19|20)\d\d)(?=\W*$)")
_LONGEST = 200
"""Beyond this a text is pasted, and its statements are quoted as they stand."""


_NUMBER_EN = re.compile(
    rf"(?<!in )\b({'|'.join(_NUMBERS_EN)})"
    r"(?= (?:administrative |disclosure |information )?(?:requests|applications|reviews|lawsuits)\b)",
    re.IGNORECASE,
)


def without_teller(question: str) -> str:
    """The question without who told what it asks about: 小王说…, a paper claims that …."""
    return _LEAD.sub("", question) or question


def _year_first(told: str) -> str:
    """…, of which 91 were denied, in 2023: the one year, said last, is that of all of it."""
    last = _YEAR_LAST.search(told)
    if last is None or _YEARS.search(told[: last.start()]):
        return told
    return f"In {last[1]}, {told[: last.start()]}"


def told_words(question: str) -> str:
    """What is told without such words; the question itself where nothing else is said."""
    if len(question) > _LONGEST:
        return question
    told = _IS_IT.sub("是", _TAG.sub("", _LEAD.sub("", question)) or question)
    told = _WRITTEN.sub("是", told) if told != question else told
    told = _NUMBER_EN.sub(lambda match: str(_NUMBERS_EN[match[1].lower()]), rounded_en(told))
    told = _year_first(told) if told.isascii() else told
    told = _ONE_IN_EN.sub(_one_in, _INVERTED_EN.sub(r"\2 \1 \3", told)) if told.isascii() else told
    if "." in told and "=" in told:
        told = _CALLS_JOINED.sub("; ", _CALL_IS.sub(r"\2 \3 \1 \4", told))
    if _OF_SUM.search(told):
        return question
    told = _FIELD.sub(lambda match: f"{match[1].replace('_', ' ')} {match[2]}", told)
    if _MAY_RUN_ON.search(told) or (_LATIN.search(told) and _MAY_RUN_ON_EN.search(told)):
        for run_on, apart in _RUN_ON:
            told = run_on.sub(apart, told)
    noun = _COUNTED_NOUN_EN.search(told) if told.isascii() else None
    if noun:
        told = _PLACE_WITH_EN.sub(lambda match: f"{match[1]}, {match[2] or match[3]} {noun[1].lower()}", told)
    counted = _COUNTED_EN.search(told)
    return _AS_MANY_EN.sub(rf"\1 {counted[1]}", told) if counted else told
