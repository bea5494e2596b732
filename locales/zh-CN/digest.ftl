### The messages of the day, reminders put off or given away, and what became of them (O7, F9, I6): staff only.

## The morning

digest-head = { $day }早报：{ $counts }
digest-head-team = { $day }早报
digest-rest = { $day }早报，还有{ $count }件未办
digest-settled = 早报里的事项都已办完。
digest-count-overdue = 逾期{ $count }件
digest-count-today = 今天到期{ $count }件
digest-count-planned = 安排{ $count }件
digest-count-soon = 临近{ $count }件
digest-count-moments = 生日纪念日{ $count }个
digest-count-cadence = 待联系{ $count }位
digest-count-pending = 未处理提醒{ $count }条
digest-overdue = 【逾期】
digest-today = 【今天到期】
digest-planned = 【今天的安排】
digest-soon = 【临近到期】
digest-moments = 【生日和纪念日】
digest-cadence = 【定期联系】
digest-pending = 【未处理的提醒】
digest-for = 〖代{ $staff }〗
digest-period-month = 本月
digest-period-quarter = 本季度
digest-period-half = 本半年
digest-period-year = 本年
digest-period-wish = 客户约定
digest-period-other = 本期
digest-stage-early = { $period }：{ $until }前还有{ $left }位，今天联系{ $today }位
digest-stage-half = { $period }已过半：{ $until }前还有{ $left }位，今天联系{ $today }位
digest-stage-most = { $period }已过四分之三：{ $until }前还有{ $left }位，今天联系{ $today }位
digest-stage-last = { $period }只剩{ $days }个工作日：还有{ $left }位，今天联系{ $today }位
digest-stage-over = { $period }应在{ $until }前联系，已过期：还有{ $left }位，今天联系{ $today }位
digest-stage-wish = { $period }：{ $until }前联系{ $left }位，今天联系{ $today }位
digest-stage-wish-over = { $period }的{ $until }已过：还有{ $left }位，今天联系{ $today }位
digest-line-cadence = { $number }、{ $customer }（{ $tier }）· { $last }
digest-line-face = { $number }、上门 { $customer }（{ $tier }）· { $last }
digest-last = 上次联系{ $day }
digest-never = 尚未联系过
digest-team = 【团队】
digest-late = 逾期{ $count }件：{ $people }
digest-late-of = { $staff }{ $count }件
digest-lapsed = 上期未联系{ $count }位：{ $people }
digest-lapsed-of = { $staff }{ $count }位
digest-unsigned = 上个工作日的日志未签：{ $people }
digest-unheard = 收不到消息：{ $people }

morning-at = 早报每个工作日{ $time }发送。要改时间请点选，或输入：早报 08:00
morning-off = 早报已关闭，随时可输入“今日”查看。要恢复请输入：早报 08:30
evening-at = 晚报每个工作日{ $time }发送。要改时间请点选，或输入：晚报 18:00
evening-off = 晚报已关闭。要恢复请输入：晚报 17:30
words-off = 关 关闭 off 停 取消
button-digest-off = 关闭
morning-set = 早报今后每个工作日{ $time }发送。
evening-set = 晚报今后每个工作日{ $time }发送。
digest-morning = 早报
digest-evening = 晚报
error-digest-hour = 请写明时间，例如：{ $which } { $time }；不需要请输入：{ $which } 关
error-digest-quiet = 这个时间是免打扰时段，请选择另一个时间，例如：{ $which } { $time }
error-digest-order = 早报的时间要早于晚报，请换一个时间。
help-morning = 设定早报的时间
help-evening = 设定晚报的时间

## The evening and the work log (F9)

evening-left = { $day }晚报：还有{ $count }件未办
evening-head = { $day }晚报
evening-draft =
    【今日日志草稿】
    { $summary }
button-log-open = 核对并签日志
worklog-line = { $kind } { $customer }：{ $text }
worklog-visit = 拜访
worklog-call = 电话
worklog-reception = 来访
worklog-chat = 在线对话
worklog-answer = 答复
ask-log-did = 请问今天做了哪些工作？请简要总结。
ask-log-plan = 请问明天有什么计划？
ask-log-problems = 请问遇到什么问题？没有请点“没有”。
field-did = 总结
field-plan = 明日计划
field-problems = 问题
summary-worklog = 工作日志，请核对，无误请点“签字”。
button-sign = 签字
worklog-signed = { $day }的工作日志已签字保存。
help-worklog = 核对并签今天的工作日志

## Later, or to a colleague (O7, E16)

button-later = 稍后
button-later-own = 自选时间
button-hand-over = 转交
push-for = 代{ $staff }：
push-again =
    再次提醒
    { $what }
    最晚：{ $due }
later-ask =
    { $what }
    最晚：{ $due }
    请选择再次提醒的时间。
ask-again = 请问什么时候再提醒您？请输入，例如：明天下午三点。
later-noted = { $time }再提醒您：{ $what }
later-past-due = 请注意：最晚{ $due }，到那时已过期限。
later-overdue = 请注意：这件事应在{ $due }前办完，已经逾期。
ask-colleague =
    { $about }

    请问转交给哪位同事？
ask-hand-why = 请问转交的原因是什么？请选择或直接输入。
hand-away = 我不在岗
hand-busy = 时间冲突
hand-closer = 同事更熟悉情况
field-colleague = 同事
field-because = 原因
summary-hand = 请核对，无误请点“转交”。
handed = 已转交{ $staff }：{ $what }
handed-unheard = { $staff }目前收不到消息，请直接告知。
handed-back = 已收回：{ $what }
push-handed =
    { $staff }转交给您
    { $what }
    原因：{ $reason }
    最晚：{ $due }
push-handed-back =
    { $staff }已收回
    { $what }
    您无需再处理。
error-hand-nobody = 团队里目前没有可以转交的同事，请联系主管。
error-hand-late = 转交后{ $minutes }分钟内可以收回；之后请联系对方转回。

## What became of reminders (I6)

help-reminders = 查看团队的提醒送达和处理情况
proof-head = 近{ $days }天的提醒情况
proof-none = 近{ $days }天没有提醒记录。
proof-person = { $staff }：提醒{ $told }条，单独送达{ $sent }，失败{ $failed }，已处理{ $acted }，未处理{ $unacted }
proof-open = 【未处理】
proof-line = { $number }、{ $what } · { $staff } · { $time } · { $how }
proof-failed = 未送达
proof-digest = 在早报中
proof-held = 并入早报
proof-sent = 已送达
proof-waiting = 待发送
