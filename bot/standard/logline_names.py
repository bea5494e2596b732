"""Where a name ends in a line typed without gaps: 王建国续约宽带, 李姐店里, 东湖贸易公司谈了专线 (C2, C3)."""

from __future__ import annotations

import re

SPACE = r"\s,，。;；、:：!！"
GAP = re.compile(rf"[{SPACE}]")
GAPS = re.compile(rf"[{SPACE}]*")
TOKEN = re.compile(rf"[^{SPACE}]*")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范"
    "方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦"
    "申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单"
    "包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商"
    "蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺張陳劉楊趙黃"
)
_DOUBLE = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|令狐|夏侯|端木|百里|南宫|慕容|司徒|宇文|长孙|轩辕"
_TITLES = (
    "总监|总(?![共是的结部之])|姐|哥|叔|阿姨|大妈|大爷|大哥|大姐|奶奶|爷爷|婶|嫂|伯|经理|老板娘|老板|主任|局长|局(?![部域])|处长|处(?![理在])|科长|科(?![技学研创])|行长|校长|书记"
    "|老师|医生|工程师|工(?![商程厂作会资业地])|师傅|先生|女士|小姐|太太|董事长|董|院长|所长|站长|厂长|店长|会计|主管|部长|队长|秘书|律师|教授|村长|支书|镇长|台长|班长|同学"
)
_SUFFIXES = (
    "公司|集团|支行|分行|银行|网点|学校|中学|小学|大学|医院|酒店|宾馆|饭店|超市|便利店|商行|烟酒店|烟店|工厂|村委会|居委会|委员会"
    "|办事处|事务所|派出所|研究院|研究所|中心|物流|物业|商店|商场|餐厅|药店|幼儿园|政府|合作社|厂"
)
_TITLED = re.compile(
    rf"(?:(?:{_DOUBLE}|[{_SURNAMES}])[\u4e00-\u9fff]{{0,2}}?|[\u4e00-\u9fff])(?:{_TITLES})"
    rf"|[老小阿][{_SURNAMES}](?![\u4e00-\u9fff]?(?:{_TITLES}))"
)
_FIRM = re.compile(
    rf"[^{SPACE}]{{1,14}}?(?:{_SUFFIXES})(?:(?:{_SUFFIXES}))*(?:[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}?(?:{_TITLES}))?"
)
_PERSON = re.compile(rf"(?:(?:{_DOUBLE})[\u4e00-\u9fff]{{1,2}}|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})")
_VERB = re.compile(
    r"谈|聊|介绍|沟通|讲|说|表示|反映|反馈|咨询(?!公司|有限|服务|机构|管理|集团)|询问|了解|推荐|演示|办理|办了"
    r"|签了|签约|签订|续约|续费|续签|续保|送了|提出|提到|建议|意见|投诉|抱怨|嫌|无人接|没人接|占线|拒接|空号|打错|断线|没接|不接|没打通|打不通|关机|停机"
    r"|对接|对账|盘点|装了|修了|修好|换了|补了|交了|要求|看了|检查|想|问|觉得|打电话|微信|一切|他(?!们)|她(?!们)"
)
_PLACES = r"(?:那里|那边|那儿|那|这里|这边|家里|家中|家|店里|店|公司里|公司|单位|办公室|厂里|村里|处)"
_PLACE = re.compile(_PLACES)
_BACK = re.compile(r"(?:回来|出来)了?$")
_SHORT = 3


def plausible(text: str) -> bool:
    """Tell whether a text looks like somebody's name or a firm's."""
    return any(pattern.fullmatch(text) for pattern in (_TITLED, _FIRM, _PERSON))


def name_at(text: str, position: int) -> tuple[str, int]:
    """Return the name written at a position and where the rest begins; an empty name where none is there."""
    token = TOKEN.match(text, position)
    word = token[0] if token else ""
    if not word:
        return "", position
    end = position + len(word)
    titled, firm = _TITLED.match(word), _FIRM.match(word)
    # 万科物业 is a firm, though 科 is a title; 戴总公司 is where 戴总 works.
    whole = firm is not None and firm.end() == len(word)
    if titled is not None and titled.end() != len(word) and (not whole or _PLACE.match(word, titled.end())):
        return titled[0], _past_place(text, position + titled.end())
    if len(word) <= _SHORT and not (place := _place_of(word)):
        return word, end
    if (back := _BACK.search(word, 2)) is not None:
        return _place_of(word[: back.start()]) or word[: back.start()], position + back.end()
    verb = _VERB.search(word, 2)
    cut = verb.start() if verb else len(word)
    if firm is not None and firm.end() <= cut and _goes_with(word, firm.end(), cut):
        return firm[0], _past_place(text, position + firm.end())
    if place := _place_of(word[:cut]):
        return place, position + cut
    return word[:cut], position + cut


def _goes_with(word: str, end: int, cut: int) -> bool:
    """Tell whether a firm's name is whole: what follows is nothing, a place, or what was done there."""
    return end == cut or _PLACE.fullmatch(word, end, cut) is not None


def _place_of(word: str) -> str:
    """Return whose place is named, empty where none is: 张三家里, 李四那."""
    for start in range(len(word) - 1, 1, -1):
        if _PLACE.fullmatch(word, start) and not _FIRM.fullmatch(word):
            shorter = start - 1
            while shorter > 1 and _PLACE.fullmatch(word, shorter):
                start, shorter = shorter, shorter - 1
            return word[:start]
    return ""


def _past_place(text: str, position: int) -> int:
    match = _PLACE.match(text, position)
    return match.end() if match else position
