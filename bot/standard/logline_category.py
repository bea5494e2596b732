"""What a complaint is about, by its words (C4)."""

from __future__ import annotations

import re

OTHER = "other"
_CATEGORIES = {
    "network": re.compile(
        r"断网|掉线|网速|网络|信号|宽带|专线|上不了网|卡顿|没网|延迟|基站|覆盖|打不出|打不进"
    ),
    "tariff": re.compile(
        r"扣费|多扣|乱扣|扣了|资费|话费|收费|费用|账单|套餐|流量费|多收|退费|欠费|手续费|利息"
    ),
    "service": re.compile(r"态度|营业员|柜员|服务|排队|推诿|师傅|不理人|迟到|没人管|骂人|误导|慢"),
    "device": re.compile(r"光猫|机顶盒|路由器|手机坏|终端|设备|遥控器|死机|黑屏|POS"),
}


def categories_of(text: str) -> tuple[str, ...]:
    """Return the categories that a complaint's words speak of, the first named ahead."""
    found = {name: match.start() for name, p in _CATEGORIES.items() if (match := p.search(text)) is not None}
    return tuple(sorted(found, key=lambda name: found[name]))
