"""Match a question in free words to a standard question: answer, offer three, or leave it to a person (A7).

Two views are added up, each weak alone: how near the closest sample wordings are (TF-IDF over characters
and pairs of characters, cosine), and how likely the question is under all wordings of an entry together
(naive Bayes over the same features). Small talk is an entry of its own that is never answered. The bar
for a direct answer is high, since a wrong answer costs more than three buttons.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ANSWER = 0.41
"""Confidence from which an answer is given; measured, see `tests/unit/test_matching.py`."""
SUGGEST = 0.18
"""Score from which standard questions are offered."""
MAX_CHOICES = 3

_LONGEST = 120
_SMOOTHING = 0.1
_TEMPER = 0.6
_OFF_TOPIC = -1
_CLOSE = 0.3
"""An entry is offered only where its score reaches this share of the best one's."""

_FILLERS = re.compile(
    "请问一下|请问|麻烦您|麻烦你|麻烦|您好|你好|谢谢您|谢谢你|谢谢|劳驾|我想问一下|我想问|想问一下|想问"
    "|咨询一下|想咨询|帮忙|一下|^亲|^那个|[啊呀哦噢呢吧嘛哈]+$"
)
_SIMPLIFIED = str.maketrans(
    "話費賬帳單餘額機號碼電訊網絡寬帶業務辦開關啟換選優惠積點戶過轉讓銷實發詐騙擾攔設置種類還這個們為麼樣無線斷連慢"
    "裡裏聽說問題請謝謝幫區廳營時間週週經間內國際遊漫進補證讀寫錢幣價錄記審續約員會員貴賓級誰來學習頻資訊嗎點嗎對錯"
    "沒見現應該給讓從後複復雜雙萬億體驗繳納稅滿買賣貨達運輸維護舊變動態環聯繫線長門當總條爾聲響鎖",
    "话费账账单余额机号码电讯网络宽带业务办开关启换选优惠积点户过转让销实发诈骗扰拦设置种类还这个们为么样无线断连慢"
    "里里听说问题请谢谢帮区厅营时间周周经间内国际游漫进补证读写钱币价录记审续约员会员贵宾级谁来学习频资讯吗点吗对错"
    "没见现应该给让从后复复杂双万亿体验缴纳税满买卖货达运输维护旧变动态环联系线长门当总条尔声响锁",
)


@dataclass(frozen=True, slots=True)
class Match:
    """What a question was matched to: `best` to be answered, or `choices` to be offered, or neither."""

    best: int | None = None
    score: float = 0.0
    choices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ranked:
    entry: int
    score: float


class Matcher:
    """Standard questions (id, title, sample wordings), ready to be asked; build anew when they change."""

    def __init__(
        self,
        entries: Sequence[tuple[int, str, Sequence[str]]],
        off_topic: Iterable[str] = (),
        *,
        answer: float = ANSWER,
        suggest: float = SUGGEST,
    ) -> None:
        self._answer = answer
        self._suggest = suggest
        self._owners: list[int] = []
        self._exact: dict[str, int] = {}
        features = self._collect(entries, off_topic)
        self._weights, self._unseen = _idf(features)
        self._near = self._vectors(features)
        self._base, self._likely = self._likelihoods(features)

    def match(self, text: str) -> Match:
        """Return what answers a question, or up to three that may, or nothing."""
        plain = normalise(text)
        if not plain:
            return Match()
        hit = self._exact.get(plain)
        if hit is not None:
            return Match() if hit == _OFF_TOPIC else Match(best=hit, score=1.0)
        ranked = self._rank(_grams(plain))
        if not ranked or ranked[0].entry == _OFF_TOPIC:
            return Match()
        first = ranked[0].score
        lead = first - (ranked[1].score if len(ranked) > 1 else 0.0)
        confidence = (2 * first + lead) / 3
        if confidence >= self._answer:
            return Match(best=ranked[0].entry, score=confidence)
        if first < self._suggest:
            return Match(score=confidence)
        close = (r.entry for r in ranked if r.entry != _OFF_TOPIC and r.score >= _CLOSE * first)
        return Match(score=confidence, choices=tuple(close)[:MAX_CHOICES])

    def _collect(
        self, entries: Sequence[tuple[int, str, Sequence[str]]], off_topic: Iterable[str]
    ) -> list[Counter[str]]:
        features: list[Counter[str]] = []
        every = [(i, wording) for i, title, wordings in entries for wording in (title, *wordings)]
        for owner, wording in [*every, *((_OFF_TOPIC, line) for line in off_topic)]:
            plain = normalise(wording)
            if not plain:
                continue
            self._exact.setdefault(plain, owner)
            self._owners.append(owner)
            features.append(_grams(plain))
        return features

    def _vectors(self, features: Sequence[Counter[str]]) -> dict[str, list[tuple[int, float]]]:
        near: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, grams in enumerate(features):
            for gram, weight in self._unit(grams).items():
                near[gram].append((index, weight))
        return dict(near)

    def _unit(self, grams: Counter[str]) -> dict[str, float]:
        vector = {g: (1 + math.log(n)) * self._weights.get(g, self._unseen) for g, n in grams.items()}
        length = math.sqrt(sum(w * w for w in vector.values()))
        return {g: w / length for g, w in vector.items()}

    def _likelihoods(
        self, features: Sequence[Counter[str]]
    ) -> tuple[dict[int, float], dict[str, list[tuple[int, float]]]]:
        """Return each entry's log chance of a gram it never uses, and what is added for those it does."""
        used: dict[int, Counter[str]] = defaultdict(Counter)
        for owner, grams in zip(self._owners, features, strict=True):
            used[owner].update(grams.keys())
        kinds = len(self._weights)
        base: dict[int, float] = {}
        likely: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for owner, counts in used.items():
            base[owner] = math.log(_SMOOTHING / (counts.total() + _SMOOTHING * kinds))
            for gram, count in counts.items():
                likely[gram].append((owner, math.log((count + _SMOOTHING) / _SMOOTHING)))
        return base, dict(likely)

    def _rank(self, grams: Counter[str]) -> list[_Ranked]:
        """Return the entries that share anything with the question, best first; scores from 0 to 1."""
        nearness = self._nearness(grams)
        chances = self._chances(grams)
        ranked = [_Ranked(owner, (near + chances[owner]) / 3) for owner, near in nearness.items()]
        ranked.sort(key=lambda r: (-r.score, r.entry))
        return ranked

    def _nearness(self, grams: Counter[str]) -> dict[int, float]:
        """Return per entry the cosine of its nearest wording plus the mean of its nearest three."""
        cosines: dict[int, float] = defaultdict(float)
        for gram, weight in self._unit(grams).items():
            for index, other in self._near.get(gram, ()):
                cosines[index] += weight * other
        best: dict[int, list[float]] = defaultdict(list)
        for index, cosine in cosines.items():
            best[self._owners[index]].append(cosine)
        nearness: dict[int, float] = {}
        for owner, found in best.items():
            found.sort(reverse=True)
            nearness[owner] = found[0] + sum(found[:3]) / 3
        return nearness

    def _chances(self, grams: Counter[str]) -> Mapping[int, float]:
        """Return how likely each entry is, softened for length: features of one text repeat each other."""
        total = grams.total()
        logs = {owner: base * total for owner, base in self._base.items()}
        for gram, count in grams.items():
            for owner, weight in self._likely.get(gram, ()):
                logs[owner] += weight * count
        top = max(logs.values(), default=0.0)
        soft = total**_TEMPER
        chances = {owner: math.exp((log - top) / soft) for owner, log in logs.items()}
        whole = sum(chances.values())
        return {owner: chance / whole for owner, chance in chances.items()}


def normalise(text: str) -> str:
    """Return a question without what does not matter: width, case, script, punctuation, courtesies."""
    folded = unicodedata.normalize("NFKC", text[: 4 * _LONGEST]).lower().translate(_SIMPLIFIED)
    plain = "".join(c for c in folded if c.isalnum())[:_LONGEST]
    return _FILLERS.sub("", plain) or plain


def _grams(plain: str) -> Counter[str]:
    grams = Counter(plain)
    grams.update(plain[i : i + 2] for i in range(len(plain) - 1))
    return grams


def _idf(features: Sequence[Counter[str]]) -> tuple[dict[str, float], float]:
    found: Counter[str] = Counter()
    for grams in features:
        found.update(grams.keys())
    whole = len(features) + 1
    return {g: math.log(whole / (n + 1)) + 1 for g, n in found.items()}, math.log(whole) + 1
