### Complaints as colleagues hear of them: added to, taken back, unsolved, closed with a reason (H6, O4, C4).

push-unsolved-answer = 上次答复：{ $text }
push-missing =
    客户说还差什么
    { $kind }{ $reference } { $customer }：{ $text }
push-added =
    客户补充了情况
    { $kind }{ $reference } { $customer }：{ $text }
push-taken-back = 客户{ $customer }已撤回{ $kind }{ $reference }，无需再处理。
push-device-again =
    同一客户的终端问题再次出现
    { $kind }{ $reference } { $customer }：{ $text }
    请您关注。
push-call-soon =
    请马上安排回电{ $reference }
    客户：{ $customer }
    回电：{ $phone }
    请在{ $due }前回电。
push-confirm-close =
    客户一直没有确认，可以写明理由结案
    { $what }
    答复（{ $answered }）：{ $text }
push-closed = { $reference }已由{ $staff }结案，理由：{ $reason }
department-look = 请核实客户反映的网络情况

help-close = 查看等客户确认的投诉，写明理由结案
button-close = 结案
close-none = 目前没有等客户确认的投诉。
close-head = 已答复、等客户确认的投诉：
close-line = { $number }、{ $reference } { $customer }（责任人：{ $owner }），{ $answered }答复，{ $state }
close-waits = 客户可以在{ $time }前确认
close-may = 可以写明理由结案
ask-close-reason =
    { $about }

    请写下结案的理由，客户会看到。
summary-close = 将这样结案并告诉客户，无误请点“结案”。
close-done = { $reference }已结案，已告诉客户。请问原因是什么？可以点一下。
close-by-phone = { $reference }已结案。客户目前收不到消息，请打电话告知。请问原因是什么？可以点一下。
error-close-early = 请再等一等，客户可以在{ $time }前确认是否解决。

cause-fault = 网络或设备故障
cause-bill = 资费争议
cause-attitude = 服务态度
cause-slow = 处理不及时
cause-unclear = 没有说明清楚
cause-other = 其他原因
cause-kept = { $reference }的原因已记为“{ $cause }”。
case-cause = 原因：{ $cause }
case-step-added = 客户补充：{ $text }（{ $time }）
case-step-unsolved = 客户表示未解决（{ $time }）
case-step-missing = 客户说还差：{ $text }（{ $time }）
case-step-closed = 结案：{ $text }（{ $staff }，{ $time }）

