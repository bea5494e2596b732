### Records kept honestly, what was promised, and forms filled in at leisure (C2–C8, O1).

## Changing and adding on a summary

button-mend-change = 改
button-mend-add = 补充
button-clear = 不填
ask-mend-change = 请问要改哪一项？请选择。
ask-mend-add = 请问要补充哪一项？请选择。
mend-stands = 现在是：{ $value }

## The further fields of a record (C2, C3, G5, G6)

ask-further-way = 请问是哪种拜访？
way-group = 集团拜访
way-home = 入户拜访
way-store = 门店拜访
ask-further-direction = 请问是谁打的电话？
direction-out = 我方去电
direction-in = 客户来电
ask-further-reason = 请问是哪种回访？
reason-first = 首次回访
reason-second = 二次回访
reason-bill = 话费异动
reason-zero = 零话费
reason-other = 其他
ask-further-minutes = 请问通话几分钟？请输入数字。
unit-minutes = 分钟
call-minutes = { $count }分钟
error-minutes = 请输入1到{ $limit }之间的数字，例如：5。
ask-further-purpose = 请问这次的目的是什么？
ask-further-place = 请问在哪里见面？
ask-further-met = 请问见了谁？请写下姓名和职务。
ask-further-arrived = 请问几点到达？例如：下午三点。
ask-further-left = 请问几点离开？例如：下午四点。
error-clock = 请写明几点，例如：下午三点、15:30。
error-left = 离开时间早于到达时间{ $time }，请核对后再写。
ask-further-needs = 请问客户有什么需求？
ask-further-business = 请问办理了什么业务？
ask-further-demo = 请问演示了什么？
ask-further-materials = 请问留下了什么资料？
ask-further-gifts = 请问送了什么礼品？
ask-further-satisfaction = 请问客户满意吗？
level-5 = 很满意
level-4 = 满意
level-3 = 一般
level-2 = 不满意
level-1 = 很不满意
ask-further-result = 请问结果怎么样？
ask-further-happened = 请问是什么时候的事？请选择或直接输入，例如：昨天下午三点。
error-happened = 请写明什么时候，例如：昨天下午三点、上周五。
error-happened-later = { $time }还没有到，记录的是已经发生的事，请写一个过去的时间。
ask-further-opinion = 请问客户提了什么意见？
ask-further-complaint = 请问客户投诉了什么？
ask-further-question = 请问客户问了什么需要答复的问题？
ask-further-promise = 请问答应了客户什么？可以写上时间，例如：周五前送合同。
promise-by = { $text }（{ $time }前）
ask-further-consent = 请问客户同意做记录吗？
ask-further-entry = 请问客户同意入户吗？
agreed-yes = 已同意
tick-on = √ { $what }
tick-off = □ { $what }
tick-consent = 同意记录
tick-entry = 同意入户
field-way = 方式
field-direction = 方向
field-reason = 回访类型
field-minutes = 时长
field-place = 地点
field-planned = 约定时间
field-met = 见了谁
field-arrived = 到达
field-left = 离开
field-needs = 需求
field-business = 办理业务
field-demo = 演示
field-materials = 资料
field-gifts = 礼品
field-satisfaction = 满意度
field-result = 办理结果
field-happened = 发生时间
field-question = 问题
field-consent = 同意记录
field-entry = 同意入户
field-position = 位置
field-script = 话术

## Saved

saved-promise = 承诺{ $reference }：请在{ $due }前办结并反馈
saved-backdated =
    这条记录是补记，已标明。
    发生：{ $happened }
    记录：{ $recorded }
button-save-anyway = 仍然保存
remark-repeats = 这段内容与上一条记录相同（{ $customer }，{ $time }），请核对；仍然保存会标明。
button-call-again = 稍后再打
call-again-saved = { $time }提醒您再打。
call-cut-off = 通话中断，请回拨（{ $text }）
duty-call = 致电{ $customer }（上次：{ $text }）
push-call-morning =
    今天要打的电话
    { $what }
    时间：{ $due }

## What is written often

help-phrases = 查看和删除常用语
button-phrase-keep = 存为常用
button-phrases = 常用语
button-drop = 删除
phrase-kept = 已存为常用语：{ $text }
phrases-head = 您的常用语，记录时可以直接选择：
phrases-line = { $number }、{ $text }
phrases-none = 您还没有常用语。保存记录后点“存为常用”可以添加。

## Forms left half done

help-drafts = 查看没写完的内容
draft-form-visit = 拜访记录
draft-form-reception = 来访记录
draft-form-call = 电话记录
draft-form-report = 投诉登记
draft-form-newcustomer = 新客户
draft-form-answer = 给客户的答复
draft-form-feedback = 承诺的反馈
draft-form-findings = 部门反馈
draft-form-up = 上报
draft-form-amend = 记录更正
draft-form-liaison = 联系人
draft-form-plancancel = 取消预约
draft-about = ·{ $what }
draft-waits = 您还有没写完的内容：{ $what }。
ask-draft = 您之前没写完：{ $what }。请问怎么处理？
button-draft-take = 继续
button-draft-drop = 放弃
button-draft-later = 稍后再写
draft-dropped = 已放弃没写完的内容。
draft-later-kept = 已放入草稿，输入“草稿”可以继续。
button-said = 用刚才写的：{ $text }
aside-kept = 已把{ $what }放入草稿，输入“草稿”可以继续。
button-aside-answer = 记为{ $field }
drafts-head = 没写完的内容：
drafts-line = { $number }、{ $what }（{ $time }）
drafts-none = 没有未写完的内容。
today-drafts = 草稿：{ $count }份没写完
button-drafts = 草稿

## Promises (C8)

button-done = 办结
button-feedback = 反馈
duty-promise-done = { $what }（已办结，待反馈）
case-done = 办结：{ $time }
case-fed-back = 反馈：{ $time }
promise-done = { $reference }已办结，请把结果反馈给客户。
error-promise-first = { $reference }还没有办结，请先点“办结”，再反馈给客户。
ask-feedback =
    { $about }

    请写下告诉客户的结果；已经告知的，请点“已当面或电话告知”。
feedback-by-phone = 客户目前收不到消息，请打电话告知后再记录。
option-told = 已当面或电话告知
summary-feedback = 将这样反馈给客户，无误请点“发送”。
feedback-sent = { $reference }的结果已发给客户，等客户确认。
feedback-noted = { $reference }已办结并反馈。

## The phrase gate (A6, A13, E8)

button-send-anyway = 仍然发送
quoted = “{ $text }”
gate-remark =
    服务规范中不使用{ $words }，建议这样写：
    { $kinder }
    仍然发送会留下记录。

## Amending a record (O1)

ask-amend-field = 请问是哪一项？请选择。
ask-amend-text =
    { $stood }
    请问现在怎么写？
amend-empty = 现在还没有填写。
summary-amend = 更正记录，原文会保留，无误请点“保存”。
field-field = 项目
amended-head = { $customer }的记录：
amended = 已更新{ $field }，原文保留。

## What leaders look at (O1, E8)

help-flagged = 查看团队补记、重复和更正的记录
flagged-head = 近{ $days }天需要核对的记录：
flagged-line =
    { $number }、{ $staff } { $customer }（{ $marks }）：{ $content }
    发生：{ $happened }，记录：{ $recorded }
flagged-none = 近{ $days }天没有补记、重复或更正的记录。
flag-backdated = 补记
flag-repeated = 与上一条相同
flag-changed = 有更正
between-marks = 、
help-violations = 查看团队的违规用语
violations-head = 近{ $days }天的违规用语：
violations-line = { $number }、{ $staff } { $time } “{ $word }”：{ $text }
violations-none = 近{ $days }天没有违规用语。
button-correct = 提醒改正
correct-sent = 已提醒本人改正，并已记录。
push-correct =
    { $staff }提醒您注意用语
    “{ $word }”不符合服务规范：{ $text }
    今后请使用建议的说法。
record-repeated = 与当时的上一条记录相同，核对后保存。

## Taken one level up (E2, L3)

button-up = 上报
ask-up =
    { $about }

    请写下上报的原因，例如：客户对处理结果有不同意见。
summary-up = 将这样上报，无误请点“发送”。
push-up =
    { $staff }上报
    { $what }
    原因：{ $reason }
up-sent = 已上报{ $staff }，请继续做好客户的解释工作。
up-unreached = 已记录。{ $staff }目前收不到消息，请打电话上报。
error-up-nobody = 您没有上级主管，请直接处理或联系管理员。
