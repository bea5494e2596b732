### The company's days and who is away: what only staff read.

## The calendar (4.D)

help-calendar = 查看和设置放假、上班的日子
calendar-head = 公司日历
calendar-line = { $number }、{ $what }
calendar-none = 目前没有公司自己设定的日子。
calendar-off = 放假
calendar-work = 上班
calendar-off-days = 放假{ $days }日
calendar-work-days = 调休上班{ $days }日
calendar-month = { $month }月国家安排：{ $what }
calendar-years = 已有放假安排的年份：{ $years }
calendar-years-none = 目前还没有放假安排，按周一到周五计算。
years-run = { $first }至{ $last }
days-run = { $first }至{ $last }
calendar-missing = { $year }年的放假安排还没有，跨到这一年的期限先按周一到周五计算并标“暂定”（目前{ $count }项）。请把节假日文件（.ics 或 .csv）发到这里。
calendar-how =
    设置请写：日历 12月31日 放假 公司年会
    或：日历 1月2日 上班
button-day-drop = 取消
button-day-change = 改
button-day-leave = 不改
ask-calendar-change = 已有：{ $stands }。请问改为{ $what }吗？
calendar-same = 已有：{ $stands }，不用再设。
calendar-kept =
    已设为：{ $what }
    以后登记的事项按此计算期限，已经定下的期限不变，“暂定”的会重新计算。
calendar-dropped = 已取消公司的设定：{ $what }，恢复国家安排。
calendar-left = 已保持原样。
error-calendar-how = 请写明日子和放假或上班，例如：日历 12月31日 放假 公司年会。
error-calendar-name = 名称请不超过{ $limit }个字。
error-calendar-long = 一次最多设置{ $limit }天，请分几次设置。
error-calendar-overlap = 其中已有：{ $stands }。请先取消，或逐日修改。
error-calendar-role = 节假日文件由管理员发送，请转给管理员。
error-day-past = { $day }已经过去，请设置今天或以后的日子。

calendar-file = { $years }年：放假{ $off }天，调休上班{ $work }天。
calendar-different = 与现在不同的有{ $count }天：{ $listed }
calendar-different-more = 与现在不同的有{ $count }天：{ $listed }等
calendar-no-difference = 与现在的安排一致。
calendar-unsettled = 目前有{ $count }项“暂定”期限，导入后重新计算。
button-calendar-keep = 导入
calendar-published = 已导入{ $years }年的放假安排，“暂定”期限正在重新计算，完成后告知责任人。
calendar-not-kept = 没有导入，日历保持原样。
published-unreadable = 这个文件读不出来，请发送 iCal（.ics）或 CSV 文件，表格每行写日期、放假或上班、名称。
published-none = 文件里没有标明放假（休）或上班（班）的日子，请换一个文件。
published-part = 文件里没有一整年的安排（元旦、春节、劳动节、国庆节要齐全），请换一个文件。
published-row = 第{ $row }行读不懂，每行请依次写日期、放假或上班、名称。
published-clash = { $day }在文件里既放假又上班，请核对后再发。
published-long = 文件里从{ $day }开始的一项超过一个月，请核对后再发。
published-year = 文件里的日期{ $day }不合理，请核对后再发。
published-over = { $years }年已经过去，请发送今年或以后的安排。

push-calendar-missing-yet = { $year }年的放假安排还没有。请把节假日文件（.ics 或 .csv）发到这里，或输入“日历”查看。
push-calendar-missing = { $year }年的放假安排还没有，目前{ $count }项期限“暂定”。请把节假日文件（.ics 或 .csv）发到这里，或输入“日历”查看。
push-calendar-settled = 放假安排已更新，您有{ $count }项“暂定”的期限已确定，输入“今日”查看。

cli-calendar-kept = 已导入，“暂定”期限已重新计算。

## Absences (E16)

help-leave = 登记和查看请假、代理
leave-head = 请假安排：
leave-line = { $staff } { $days }，代理：{ $deputy }
leave-numbered = { $number }、{ $what }
leave-none = 目前没有请假安排。
leave-how = 登记请写：请假 12月1日到12月3日 刘洋代理
leave-how-leader =
    登记请写：请假 12月1日到12月3日 刘洋代理
    替下属登记请写：请假 王强 12月1日到12月3日 刘洋代理
leave-no-deputy = 不指定
button-leave-new = 登记请假
button-leave-cancel = 取消请假
ask-leave-whom = 请问是谁请假？请选择，或输入姓名。
ask-leave-days = 请问从哪天到哪天？请输入，例如：12月1日到12月3日。
ask-leave-deputy = 请问由谁代理？请选择，或输入姓名。不指定时由客户的代理人或上一级接收提醒。
ask-leave-note = 请问需要备注什么？请输入，例如：年假。
field-whom = 请假人
field-absent = 日期
field-stand_in = 代理人
field-remark = 备注
summary-leave = 请假登记，请核对，无误请点“保存”。
leave-deputising = 请注意：{ $days }期间正在代理{ $staff }，那几天的提醒会再往上一级转。
leave-saved =
    已登记：{ $what }
    期间的提醒转给代理人，结束后自动恢复；客户的期限不变。
leave-cancelled = 已取消请假：{ $what }
error-leave-days = 请写明从哪天到哪天，例如：12月1日到12月3日。
error-leave-order = { $last }在{ $first }之前，请核对日期。
error-leave-past = { $day }已经过去，请写今天或以后的日子。
error-leave-long = 一次请假最多{ $limit }天，请分开登记。
error-leave-overlap = { $staff }在{ $days }已有请假，请先取消，或换个日期。
error-leave-self = 请选择另一位同事代理。
error-leave-deputy = { $staff }目前不能代理，请选择另一位客户经理或主管。
error-leave-away = { $staff }在{ $days }也请假，请选择另一位。
error-leave-nobody = 员工中还没有“{ $name }”，请核对姓名。
error-leave-other = { $staff }的请假由本人或其主管登记。
push-leave-registered = { $staff }已为您登记请假：{ $days }，代理：{ $deputy }。
push-leave-cancelled-own = { $whom }已取消请假（{ $days }），提醒恢复发给{ $whom }。
push-leave-cancelled = { $staff }已取消{ $whom }的请假（{ $days }），提醒恢复发给{ $whom }。
push-leave-begins =
    您代理{ $whom }，{ $days }
    { $customers }位客户，{ $due }项事项在此期间到期
    { $whom }的提醒会发给您，期间您可以查看和办理。
push-leave-begins-free =
    您代理{ $whom }，{ $days }
    { $customers }位客户，目前没有事项在此期间到期
    { $whom }的提醒会发给您，期间您可以查看和办理。
push-leave-back =
    欢迎回来，提醒已恢复发给您。
    代理：{ $deputy }
    目前到期和逾期{ $due }项，输入“今日”查看。
push-leave-over = { $whom }已回来，代理结束，谢谢。
