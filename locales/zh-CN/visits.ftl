### Appointments: planning, agreeing, the evening before, arriving, moving, cancelling (D-7 to D-13, K1–K3).
### Customers and staff read from here: short, calm, 您; a question begins with 请问 (A2).

## What speaks in time

push-proposal-unanswered =
    客户尚未选定拜访时间
    { $what }
    请打电话与客户约定，约好后点“已电话预约”。
push-appointment-brief = { $day }的预约，共{ $count }件
push-appointment-missed =
    约定的时间已过，尚未记录到达
    { $what }
    请问情况如何？请点下面的按钮记录。
push-departure-leave =
    该出发了
    { $what }
    路程约{ $minutes }分钟，请在{ $due }到达。
push-visiting-record =
    拜访记录尚未填写
    { $what }
    请点“填写记录”，记下谈话内容和客户的意见。
