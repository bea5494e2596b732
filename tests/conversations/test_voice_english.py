"""A complaint, its progress and the survey in the customer's own language (A24)."""

from __future__ import annotations

from tests.conversations.test_complaints import answers
from tests.conversations.town import Town


async def test_a_complaint_in_english(place: Town) -> None:
    wang, li, zhang = await place.sits("王强"), await place.sits("李静"), await place.sits("张三")
    await zhang.says("语言")
    await zhang.presses("English")
    await zhang.says("complain the line is down")
    zhang.hears("May I ask")
    await zhang.presses("Network")
    zhang.hears("Urgent: nothing works now", "4 working hours")
    await zhang.presses("Urgent")
    await zhang.presses("Submit")
    zhang.hears("T1001", "Our supervisor 李静 has been told at once")
    await li.presses("已知悉")
    zhang.hears("has been taken up by our supervisor 李静")
    await answers(wang, "The line has been repaired.")
    zhang.hears("The line has been repaired.")
    await zhang.presses("Not solved")
    zhang.hears("A supervisor now follows it too", "May I ask what is still missing?")
    await zhang.presses("Still the same")
    wang.hears("客户说还差什么", "问题还在")
    await zhang.says("T1001")
    zhang.hears("You said", "the line is down", "What you still miss", "Still the same")
    await answers(wang, "We have replaced the cable.")
    await zhang.presses("Solved")
    zhang.hears("May I ask how satisfied you are with how we dealt with")
    await zhang.presses("Very dissatisfied")
    zhang.hears("We are sorry that you are not satisfied", "王强 will contact you by")
    li.hears("客户不满意", "很不满意：投诉T1001")
