"""Who says what is to be judged, and how it is asked whether it is so: 有论文称…, 我邻居说…, 底稿上…, …这句话能写吗."""

from __future__ import annotations

WHOSE = (
    r"(?:有|某|一|几|那|这|个|份|篇|家|位|些|名|则|条|多|本地|当地|外地|隔壁|对门|楼[下上]|[我咱你他她]们?|俺|家里?"
    r"|单位|部门|办公室|科室|处室|局里|村里|镇上|小区|业主|家长|工作|送审|审定|征求意见|汇总|统计|明细|登记|的|近日|最近|昨天|今天|上次|刚才|之前|网络|微博|微信|知名|资深|专业|业内|研究|学术"
    r"|硕士|博士|毕业|新闻|调查|内部|官方|地方|自媒体){0,6}"
)
PERSON = (
    r"(?:[老小]?(?:学者|专家|教授|作者|研究者|研究人员|课题组|媒体|记者|读者|网友|网民|市民|居民|村民|群众|百姓|老百姓|老乡|亲戚|邻居"
    r"|同学|同事|朋友|熟人|室友|老公|老婆|爱人|爸妈?|妈|爹|娘|[表堂大二三小]?[哥姐弟妹叔舅姑姨]|阿姨|大[爷妈叔姐]|爷爷|奶奶|外公|外婆|儿子|女儿|孩子"
    r"|律师|代表|委员|领导|老师|主任|科长|局长|处长|博主|大[vV]|爆料人|投诉人|举报人|老板|师傅|司机|人)|[小老阿][\u4e00-\u9fff])"
)
PAPER = (
    r"(?:论文|文献|文章|(?:研究|调研|调查|分析|评估)(?:报告)?|报道|博客|公众号|帖子?|推文|视频|直播|评论|短信|邮件|来信|留言|爆料|线索|消息|传闻|材料|简报|通讯?稿"
    r"|稿[子件]?|草稿|初稿|底稿|文稿|文案|讲稿|总结|汇报|台账|底册|报表|表格?|课件|ppt|PPT|课本|百科|词条|清样|校样|大样|群)"
)
_PLACE = r"(?:里[头面]?|上面|上(?![年一级半报下])|中(?!国)|当中)"
_MANNER = (
    r"(?:来信|来电|留言|发帖|发文|[跟和对给]我|都|也|还|就|一直|总|曾经?|最近|昨天|在[\u4e00-\u9fff]{1,6}[里上中]){0,2}"
)
_VERB = (
    r"(?:(?:爆料|投诉|举报|反映|反馈|指出|提到|提出|提及|透露|披露|声称|宣称|号称|认为|显示|记载|强调|抱怨|吐槽|念叨|表示)(?:称|说|道)?"
    r"|告诉我?|称|说|讲|写道|写明|写|传|报道)(?:的是|过|道|是|着|了|到|起)?"
)
TELLER = (
    rf"(?:据|听|根据|按照?)?{WHOSE}(?:{PERSON}{_MANNER}{_VERB}|{PAPER}{_PLACE}?{_MANNER}{_VERB}|{PAPER}{_PLACE})"
    r"|有(?:一种|个|种)?说法(?:称|说|认为|是)?|听讲|听说|听闻|风闻"
)
"""An expression without groups for the words before what somebody says."""

_ASKS = r"(?:[吗么不没否]|行不行|[行成好]吗|可以[吗么]|合适吗|妥不妥|妥当吗|没问题[吧吗]|好不好|对不对|合不合适)"
_SENT = (
    r"(?:报上来|报来|报过来|报给我们?|上报|报送|填报|交上来|送来|发来|提供|给)"
    r"的?(?:数字?|数据|情况|材料|结果)?(?:是|为)?"
)
_WHO_SENT = rf"{WHOSE}{PERSON}|{WHOSE}(?:下[面级头]|底下|基层|科室|单位|部门|局|办公室|乡镇|街道)|他们|对方|有人"
HANDED_IN = rf"(?:{_WHO_SENT}){_SENT}(?=[:：])"
"""The same of who hands in a number: 同事报上来：…."""
_THIS = r"(?:[这那此上](?:一?[句段个条种面]|[样么])?(?:话|说法|句子|句|表述|结论|判断|写法|标题|数字?|讲法|提法|数据)?)"
_WRITE = r"(?:写|说|发|用|登|播|报|引用|见报|上稿|刊发|讲|采用|落笔)(?:进去|出去|上去|出来|进稿子?|进报告|上报|稿)?"
IN_DOUBT = (
    rf"{_THIS}?(?:可不可以|能不能|可以|能|可|敢|好)(?:直接)?(?:[这那][么样])?{_WRITE}{_ASKS}?"
    rf"|{_THIS}(?:直接)?{_WRITE}{_ASKS}"
    rf"|{_THIS}?(?:站不站得住脚?|(?:站得住脚?|立得住|经得起(?:核对|推敲|检验|查)|能成立|成立)[吗么不否])"
    r"|(?:真)?有(?:没有)?这么(?:多|少|高|低|回事)(?:[吗么]|没有?|的吗)?"
    r"|(?:是不是)?(?<!传)真(?:的(?:这么多|这回事)?[吗么]?|有(?:这么多|这回事)[吗么]?|假的|[吗么])"
    r"|是否(?:成立|属实|正确|准确|真实)|成不成立|靠不靠谱|信不信得过|[有是]否有误|有误没有?|是不是(?:真的|真话|这样|这么回事|属实|事实)"
    r"|(?:请|麻烦|帮忙?|帮我|再|给|您|你|顺便){0,5}(?:核对?|核实|核查|查|看)(?:一下|下|一核|看|查|核)[,，]?"
    r"(?:对不对|是不是(?:真的|对的?|这样)|有没有[错误]|属不属实|是否属实|准不准|真假|对错)?"
)
"""An expression without groups for the words behind it that ask whether it is so."""

TELLER_EN = (
    r"(?:an?|the|one|this|that|my|our|some|his|her|their|another|someone's)?(?:(?<=\w) )?"
    r"(?:(?:working|news|local|research|blog|recent|student|law|fellow|draft|press|daily|morning|internal"
    r"|academic|old|new|public) )?"
    r"(?:article|(?:news)?papers?|bloggers?|blog|post|tweet|stud(?:y|ies)|researchers?|scholars?|journalists?"
    r"|reporters?|readers?|neighbou?rs?|friends?"
    r"|colleagues?|boss|books?|drafts?|memo|thesis|sources?|experts?|professors?|websites?|release|report|item|briefing|document"
    r"|slides?|captions?|headlines?|reply|summary|story|table|notes?|records?|spreadsheet|sheet|editor|intern|manuscript|press"
    r"|people|they"
    r"|brother|sister|wife|husband|uncle|aunt|cousin|someone|somebody|everyone)"
    r" (?:says?|said|ha(?:s|ve) it|claims?|claimed|states?|stated|writes?|wrote|reports?"
    r"|reported|posted|posts|tells? me|told me"
    r"|mentions?|mentioned"
    r"|argues?|argued|insists?|insisted|suggests?|suggested|alleges?|alleged|asserts?|asserted|maintains?|maintained"
    r"|showed|shows?)"
    r"(?: that)?(?: it)?"
)
"""The same in English: a blogger says that."""
