"""English by the customer's own choice: offered once, kept, used for all that is written to them (A24)."""

from __future__ import annotations

import pytest

from tests.conversations.town import Town, code_in


async def test_english_is_chosen_and_kept(place: Town) -> None:
    """A customer chooses English; replies, forms, help and what comes later are in it; staff read Chinese."""
    wang, zhang = await place.sits("王强"), await place.sits("张三")
    await zhang.says("语言")
    zhang.hears("请问您希望使用哪种语言？")
    await zhang.presses("English")
    zhang.hears("We will go on in English")
    assert zhang.labels() == ["Ask", "Request", "Feedback", "Call me back", "My matters"]
    await zhang.says("help")
    zhang.hears("progress: See how your matters stand")
    await zhang.says("Where are the originals kept")
    zhang.hears("Please wait a moment. Please bear with us", "by 18:00 on Fri 9 Oct", "W1001")
    wang.hears("Where are the originals kept", "10月9日", "使用英语")
    await place.passes(minutes=3, seconds=1)
    zhang.hears("Please leave your phone number, and I will call you.")
    await zhang.presses("Call 138****0101")
    zhang.hears("We will call you on 138****0101", "H1002")
    wang.hears("H1002", "尽快")
    await wang.presses("答复", 0)
    await wang.says("The original is with me. I will bring it on Friday.")
    await wang.presses("发送")
    zhang.hears("Question W1001", "I will bring it on Friday", "May I ask whether this solves it?")
    await zhang.presses("Not solved")
    zhang.hears("A supervisor now follows it too")
    await zhang.says("bye")
    zhang.hears("Sorry to have troubled you. Goodbye.")
    await place.passes(hours=2)
    await zhang.says("progress")
    zhang.hears("Hello, this is 星河通信.", "Your matters:", "W1001", "A call to you")
    await zhang.says("中文")
    zhang.hears("接下来用中文为您服务")
    await zhang.says("我的进度")
    zhang.hears("您的事项")


async def test_english_is_offered_once(place: Town) -> None:
    """A first question in English is offered English above its answer; nothing is switched silently."""
    await place.sits("王强")
    guest = await place.stranger("John Smith")
    await guest.says("How do I check my phone bill?")
    guest.hears("For service in English, please tap “English”.", "请")
    await guest.says("Where was the tree at your gate planted?")
    assert "For service" not in guest.new()
    guest.hears("请您稍等一下")
    await guest.presses("English")
    guest.hears("We will go on in English")
    await guest.says("Who planted the tree at your gate?")
    guest.hears("Please wait a moment")


@pytest.mark.parametrize("language", ["en-US", "de"])
async def test_a_foreign_device_is_offered_english_once(place: Town, language: str) -> None:
    """What the platform says of somebody brings the offer, once, above the answer (A24)."""
    guest = await place.stranger("Jane Smith", language)
    await guest.opens()
    guest.hears("For service in English, please tap “English”.", "您好，星河通信！")
    await guest.says("怎么查余额")
    guest.hears("手机营业厅")
    assert "For service" not in guest.new()
    await guest.presses("English")
    guest.hears("We will go on in English")
    await guest.says("help")
    guest.hears("You can type your question")
    await place.passes(hours=2)
    await guest.says("hello")
    guest.hears("Hello, this is 星河通信.")
    assert guest.picture().count("For service in English") == 1


async def test_a_foreign_device_may_go_on_in_chinese(place: Town) -> None:
    """One tap on 中文 settles it too; a Chinese device is offered nothing."""
    guest = await place.stranger("Jane Smith", "en")
    await guest.says("怎么查余额")
    guest.hears("For service in English", "手机营业厅")
    await guest.presses("中文")
    guest.hears("接下来用中文为您服务")
    await guest.says("How do I check my phone bill?")
    assert "For service" not in guest.new()
    other = await place.stranger("访客", "zh-TW")
    await other.opens()
    other.hears("您好，星河通信！")
    assert "English" not in other.picture()


async def test_pinyin_is_not_english(place: Town) -> None:
    guest = await place.stranger("访客")
    for text in ("hi", "zenme cha huafei", "OK", "wo yao tousu ni men"):
        await guest.says(text)
        assert "English" not in guest.new()


async def test_a_guest_takes_the_language_along(place: Town) -> None:
    """What a guest chose stands on the file of the customer they turn out to be, for all their chats."""
    wang, guest = await place.sits("王强"), await place.stranger("Jane Smith")
    await guest.says("english")
    guest.hears("We will go on in English")
    await wang.says("邀请 张三")
    await guest.says(code_in(wang.new()))
    guest.hears("May I ask if you agree?")
    await guest.presses("Agree")
    guest.hears("Your account is linked", "Your account manager is 王强")
    other = await place.sits("张三")
    await other.says("help")
    other.hears("You can type your question")


async def test_forms_in_english(place: Town) -> None:
    """A callback, a complaint and a suggestion are taken in English; staff read them in Chinese."""
    wang, li, zhang = await place.sits("王强"), await place.sits("李静"), await place.sits("张三")
    await zhang.says("english")
    await zhang.says("call me back")
    zhang.hears("May I ask which number we should call?")
    await zhang.says("12345")
    zhang.hears("mobile number of 11 digits")
    await zhang.presses("Number on file 138****0101")
    zhang.hears("May I ask when you would like us to call?")
    await zhang.presses("Afternoon")
    zhang.hears("Afternoon of Tue 29 Sep", "tap “Submit”")
    await zhang.presses("Submit")
    zhang.hears("Your callback is noted, number H1001")
    wang.hears("9月29日（周二）下午", "13800000101")
    await zhang.says("I want to complain")
    zhang.hears("Please do not worry", "May I ask what it is about?")
    await zhang.presses("Network")
    await zhang.presses("Back")
    await zhang.says("network")
    await zhang.presses("Serious")
    await zhang.says("No network at home since Monday")
    zhang.hears("Category: Network", "Severity: Serious")
    await zhang.says("submit")
    zhang.hears("Thank you for your criticism and advice", "T1002")
    li.hears("No network at home since Monday", "重大")
    await zhang.says("thank you")
    zhang.hears("You are welcome")
    await zhang.says("suggestion")
    await zhang.says("Open on Sundays")
    await zhang.says("cancel")
    zhang.hears("Nothing of it was kept")
