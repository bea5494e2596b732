### Being in touch in time, and the days of the year: what only staff read (D-4 to D-6, D-15 to D-18, D-21, O3).

duty-cadence = 联系{ $customer }
duty-face = 上门拜访{ $customer }（重要客户）
duty-first = 首次联系新客户{ $customer }
duty-after = 业务办结回访{ $customer }：{ $text }
duty-moment = { $customer } { $text }
duty-month_plan = 制定次月工作计划
duty-week_sheet = 下周拜访计划表

moment-birthday = 生日
moment-birthday-of = 的生日

push-cadence-half =
    本期已过一半，尚未联系
    { $what }
    请在{ $due }前联系。
push-cadence-three_quarters =
    本期将尽，尚未联系
    { $what }
    请在{ $due }前联系。
push-cadence-last_days =
    最后五个工作日，尚未联系
    { $what }
    请在{ $due }前联系。
push-cadence-breach =
    本期未联系
    { $what }
    责任人：{ $owner }
    应在{ $due }前联系，请尽快联系。
push-face-half =
    本期已过一半，尚未面谈
    { $what }
    请在{ $due }前上门。
push-face-last_days =
    最后五个工作日，尚未面谈
    { $what }
    请在{ $due }前上门。
push-face-breach =
    本期未面谈
    { $what }
    责任人：{ $owner }
    应在{ $due }前上门，请尽快安排。
push-first-morning =
    新客户今天到期
    { $what }
    请在{ $due }前联系。
push-first-breach =
    新客户尚未联系
    { $what }
    责任人：{ $owner }
    应在{ $due }前联系，请尽快联系。
push-moment-week =
    一周后
    { $what }
    { $day }，请提前准备。
push-moment-eve =
    明天
    { $what }
    请准备问候。
push-moment-day =
    今天
    { $what }
    问候参考：{ $greeting }
push-moment-sent =
    已自动祝福
    { $what }
    发出的问候：{ $greeting }
push-month_plan-five_days =
    { $what }
    请在{ $due }前完成。
push-month_plan-two_days = { push-month_plan-five_days }
push-month_plan-today =
    今天到期
    { push-month_plan-five_days }
push-week_sheet-ready =
    { $what }
    下周的拜访安排和空白记录表已备好，点下面的按钮领取。

button-moment-blessed = 已祝福
button-moment-gift = 已送礼
button-moment-skipped = 跳过
button-week-sheet = 领取表格
button-plan-done = 已完成

moment-closed-blessed = 已记录祝福：{ $what }
moment-closed-gift = 已记录送礼：{ $what }
moment-closed-skipped = 已跳过：{ $what }
month-plan-done = 已完成：{ $what }


card-cadence-due = 待联系：{ $due }前
card-cadence-met = 本期已联系（{ $day }）
card-cadence-next = { $day }起待联系
card-cadence-exempt = 免联系（客户意愿）
card-cadence-left = 免联系（已离网）
card-face-due = 待面谈：{ $due }前

help-exempt = 查看免联系的客户
exempt-head = 免联系的客户，共{ $count }位
exempt-none = 没有免联系的客户。
exempt-line = { $number }、{ $customer }（{ $tier }） · { $why } · { $owner }
exempt-why-do_not_contact = 客户要求不再联系
exempt-why-wish = 客户表示不需要回访
exempt-why-longer = 客户希望{ $days }天回访一次，长于标准

help-lapsed = 查看到期未联系的客户
lapsed-head = 近{ $days }天内到期未联系的客户，共{ $count }位：{ $people }
lapsed-none = 近{ $days }天没有到期未联系的客户。
lapsed-line-cadence = { $number }、{ $customer }（{ $tier }）· 应在{ $due }前联系 · { $last } · { $owner }
lapsed-line-face = { $number }、{ $customer }（{ $tier }）· 应在{ $due }前面谈 · { $last } · { $owner }
menu-lapsed = 未联系

import-kind-week = 下周拜访计划表
week-blank = 客户拜访记录表
week-column-day = 日期
week-column-time = 时间
week-column-customer = 客户
week-column-tier = 等级
week-column-matter = 事由
week-column-place = 地点
week-column-last = 上次联系
week-column-arrived = 到达
week-column-left = 离开
week-column-met = 见到的人
week-column-needs = 需求
week-column-suggestions = 建议意见
week-column-complaints = 投诉
week-column-next = 下一步
