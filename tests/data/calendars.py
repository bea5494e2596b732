"""Tables of a year's holidays as feeds and offices write them; that of 2027 is invented."""

from __future__ import annotations

from datetime import date, timedelta

OFF_2027 = (
    ("元旦", "2027-01-01", 3),
    ("春节", "2027-02-05", 8),
    ("清明节", "2027-04-03", 3),
    ("劳动节", "2027-05-01", 5),
    ("端午节", "2027-06-09", 3),
    ("中秋节", "2027-09-15", 3),
    ("国庆节", "2027-10-01", 7),
)
WORK_2027 = (("元旦", "2027-01-09"), ("春节", "2027-02-14"), ("国庆节", "2027-10-09"))


def event(summary: str, first: date, days: int, more: str = "") -> str:
    """Return one entry of a feed."""
    last = first + timedelta(days=days)
    dates = f"DTSTART;VALUE=DATE:{first:%Y%m%d}\r\nDTEND;VALUE=DATE:{last:%Y%m%d}\r\n"
    return f"BEGIN:VEVENT\r\nUID:{summary}{first}\r\n{dates}SUMMARY:{summary}\r\n{more}END:VEVENT\r\n"


def ical(off: str = "{}（休）", work: str = "{}（班）", more: str = "") -> bytes:
    """Return the table of 2027 as a feed that marks days in its own way."""
    events = [event(off.format(name), date.fromisoformat(first), days) for name, first, days in OFF_2027]
    events += [event(work.format(name), date.fromisoformat(day), 1) for name, day in WORK_2027]
    events.append(event("妇女节", date(2027, 3, 8), 1))
    body = "".join(events) + more
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n{body}END:VCALENDAR\r\n".encode()


def table(encoding: str = "utf-8", head: str = "日期,类型,名称\n") -> bytes:
    """Return the table of 2027 as rows of day, kind and name."""
    rows = [
        f"{date.fromisoformat(first) + timedelta(days=number)},休,{name}"
        for name, first, days in OFF_2027
        for number in range(days)
    ]
    rows += [f"{day},班,{name}" for name, day in WORK_2027]
    return (head + "\n".join(rows) + "\n").encode(encoding)
