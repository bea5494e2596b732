### What only staff read: the matter first, then what to do by when.

## Opening and help

staff-hello = 您好，{ $name }。请从下面选择，输入“帮助”可以查看用法。
bound-staff = 您好，{ $name }。账户已绑定，您的身份是{ $role }。
error-code-customer = 这个代码是给客户用的，请单独发给客户，由客户在自己的对话里输入。
error-contact-staff = 绑定号码只供客户使用，您已用员工身份登录。
menu-today = 今日
menu-late = 逾期
menu-visit = 记拜访
menu-help = 帮助

role-manager = 客户经理
role-supervisor = 主管
role-head = 负责人
role-admin = 管理员
role-customer = 客户
role-guest = 访客

help-head-staff = 您可以输入下面的词：
help-today = 查看逾期、今天到期和计划中的事项
help-visit = 记录拜访
help-call = 记录电话
help-report = 替客户登记投诉
help-customers = 查看客户
help-newcustomer = 添加客户
help-invite = 生成一次性代码
help-revoke = 停用员工的网页链接
help-late = 查看团队的逾期事项
help-tail-manager =
    也可以写一句话直接记录，例如：{ log-example }
    输入客户姓名查看客户，输入编号（例如 T1001）查看事项。
help-tail-scripts = 查看、启用或停用话术请写：话术 管理。
help-tail-supervisor =
    { help-tail-manager }
    { help-tail-scripts }
help-tail-head =
    { help-tail-scripts }
    输入客户姓名查看客户，输入编号（例如 T1001）查看事项。
help-tail-admin = 给员工生成代码请写：邀请 王强。出现故障时，您会在这里收到编号。
log-example = 拜访 张三 谈了5G套餐 建议：营业厅延长开门 下周三再访

hint-manager =
    请输入客户姓名、事项编号（例如 T1001），或写一句话记录，例如：{ log-example }
    输入“今日”查看待办，输入“帮助”查看用法。
hint-supervisor = { hint-manager }
hint-head = 请输入客户姓名、事项编号（例如 T1001），或输入“今日”“逾期”“帮助”。
hint-admin = 请输入“帮助”查看用法。

## Today

today-head = { $day }：逾期{ $overdue }件，今天{ $today }件，之后{ $later }件，联系{ $cadence }位
today-overdue = 【逾期】
today-today = 【今天】
today-later = 【之后】
today-cadence = 【今天联系】
today-line = { $number }、{ $what } · { $due }
today-empty = { $day }没有待办事项。
duty-case = { $kind }{ $reference } { $customer }：{ $text }
duty-visit = 拜访{ $customer }（上次：{ $text }）
nobody = 暂无责任人
guest-name = 未绑定的访客

## A case

case-head = { $kind }{ $reference }（{ $state }）
case-who =
    客户：{ $customer }
    提出：{ $time }
case-text = 内容：{ $text }
case-class = 类别：{ $category }，程度：{ $severity }
case-phone = 回电：{ $phone }，时间：{ $wanted }
case-phone-file = 登记号码：{ $phone }
case-answer-line = 答复：{ $text }
case-due = 最晚答复：{ $due }
state-open = 处理中
state-answered = 已答复
state-closed = 已办结
state-withdrawn = 已撤销

button-answer = 答复
button-details = 详情
button-called = 已回电
button-no-answer = 无人接听
button-log-visit = 记拜访
button-log-call = 记电话
button-log-complaint = 记投诉
button-postpone = 改期
button-acknowledge = 已知悉
button-take-over = 接手
button-instruct = 指示
button-invite = 邀请
button-revoke = 停用链接
button-save = 保存
button-send = 发送
button-undo = 撤销

ask-answer =
    { $about }

    请写下给客户的答复。
option-kinder = 用建议的说法
summary-answer = 将这样答复客户，无误请点“发送”。
answer-sent = { $reference }的答复已发送，等客户确认。
answer-by-phone = { $reference }的答复已保存。客户目前收不到消息，请打电话告知。
called-noted = { $reference }已记为回电完成。
missed-noted = { $reference }已记为无人接听，{ $time }提醒您再打。
error-unfilled = 答复里还有待填的空位，请补全后再发送。
error-too-loud = 请去掉表情和连续的感叹号，语气平和即可。

ask-later = 请问改到什么时候？请选择或直接输入，例如：下周三下午三点。
summary-later = 请核对新的时间，无误请点“保存”。
later-saved = 已改到{ $time }，到时提醒您。
error-time = 请写明时间，例如：明天下午三点、下周三、10月12日10点。
error-time-past = { $time }已经过去，请写一个将来的时间，例如：明天上午十点。

## Alerts and reminders (D-1, D-26, E1)

push-new-case =
    新的{ $kind }{ $reference }
    客户：{ $customer }
    内容：{ $text }
    请在{ $due }前回复客户。
push-new-callback =
    请回电话{ $reference }
    客户：{ $customer }
    回电：{ $phone }（{ $wanted }）
    请在{ $due }前回电。
push-alert-now =
    { $severity }投诉
    { $what }
    责任人：{ $owner }
    请在{ $due }前点“已知悉”，过时将继续上报。
push-alert-again =
    { $severity }投诉，主管尚未确认
    { $what }
    责任人：{ $owner }
    应在{ $due }前确认，请您跟进。
task-reply = 答复客户
task-promise = 办结并反馈
push-reply-warn =
    即将到期
    { $what }
    请在{ $due }前{ $task }。
push-reply-morning =
    今天到期
    { $what }
    请在{ $due }前{ $task }。
push-reply-breach =
    已超时，尚未{ $task }
    { $what }
    责任人：{ $owner }
    应在{ $due }前{ $task }，请尽快处理。
push-reply-head =
    超时一个工作日，尚未{ $task }
    { $what }
    责任人：{ $owner }
    应在{ $due }前{ $task }，请您督办。
push-callback-soon =
    即将到期的回电
    { $what }
    请在{ $due }前给客户打电话。
push-callback-breach =
    回电已超时
    { $what }
    责任人：{ $owner }
    应在{ $due }前回电，请尽快处理。
push-callback-head =
    回电超时一个工作日
    { $what }
    责任人：{ $owner }
    应在{ $due }前回电，请您督办。
push-retry-again =
    请再次回电
    { $what }
    上次无人接听，请再打一次。
push-visit-morning =
    今天的拜访
    { $what }
    时间：{ $due }
push-recovered = 已答复：{ $kind }{ $reference }，由{ $staff }答复。
push-withdrawn = { $staff }已撤回{ $kind }{ $reference }，无需再处理。
push-solved =
    客户确认已解决
    { $kind }{ $reference } { $customer }：{ $text }
push-unsolved =
    客户表示未解决（第{ $times }次）
    { $kind }{ $reference }
    客户：{ $customer }
    内容：{ $text }
    请在{ $due }前再次答复。
push-acknowledged = { $staff }已知悉：{ $what }
push-taken =
    { $staff }已接手
    { $what }
    后续由{ $staff }处理。
push-instruction =
    { $staff }的指示
    { $text }
    事项：{ $what }
push-unreachable = { $customer }已停用{ $channel }对话，消息送不到，请改用电话联系。
push-broken = 系统处理出错，编号{ $reference }，请查看日志。
channel-web = 网页
channel-telegram = Telegram

## Supervisors (E1, E2)

ack-noted =
    已知悉：{ $what }
    其他人不再收到提醒。
ack-before = { $staff }已于{ $time }知悉：{ $what }
duty-closed = 这件事已经办结：{ $what }
taken-over = 已由您接手：{ $what }
ask-instruction = 请写下给责任人的指示。
summary-instruction = 将这样发出指示，无误请点“发送”。
instruction-sent = 指示已发给责任人，并已记录。
instruction-kept = 指示已记录。责任人目前收不到消息，请直接联系。
late-head = 团队逾期{ $count }件
late-line = { $number }、{ $what } · { $owner } · 应在{ $due }前
late-none = 团队目前没有逾期事项。

## Customers

tier-diamond = 钻卡
tier-gold = 金卡
tier-silver = 银卡
tier-standard = 普通
kind-visit = 拜访
kind-call = 电话
kind-reception = 来访
invite-code =
    { $name }的一次性代码：{ $code }
    有效期到{ $time }，只能使用一次，请单独发给本人。
links-revoked = 已停用{ $name }的{ $count }个网页链接。
invite-web = 网页链接：{ $link }
invite-telegram = Telegram 链接：{ $link }
error-staff-whom = 请写上员工姓名，例如：邀请 王强。
error-staff-none = 员工中还没有“{ $name }”，请核对姓名；新员工请用命令行 huifang invite 添加。
error-invite-whom = 请写上客户姓名，例如：邀请 张三。

## A new customer (C1)

ask-new-name = 请问客户姓名是什么？请输入，例如：张三。
ask-new-phone = 请问客户的电话号码是多少？暂时没有请点“跳过”。
field-name = 姓名
summary-newcustomer = 新客户，请核对，无误请点“保存”。
saved-newcustomer = 已添加客户{ $customer }，由您负责。
new-same-name = 已有同名客户{ $name }，由{ $owner }负责。如果是同一位客户，请点“取消”。
error-new-name = 请只写客户姓名，不超过{ $limit }个字，例如：张三。电话在下一步填写。
error-new-phone = 请输入11位手机号码，或带区号的固定电话，例如：13800000000。
error-phone-on-file = 号码{ $phone }已登记在客户{ $name }名下，无需再次添加。
error-phone-of-other = 号码{ $phone }已登记在客户{ $name }名下，由{ $owner }负责，如需协助请联系{ $owner }或主管。
error-phone-of-nobody = 号码{ $phone }已登记在客户{ $name }名下，如需协助请联系主管。

## Logging (C2–C4)

ask-customer = 请问是哪位客户？请选择，或输入姓名。
ask-content = 请问谈了什么？请写下主要内容。
ask-heard = 请问客户提了什么建议？没有请点“没有”。
ask-next = 请问下次什么时候联系？请选择或直接输入，例如：下周三下午三点。
ask-outcome = 请问电话打通了吗？
ask-severity-staff = 请问这件投诉有多严重？
ask-category-staff = 请问投诉的是哪方面的问题？
ask-facts-staff = 请问具体是什么情况？请写下时间、地点和经过。
option-none = 没有
option-no-next = 暂不安排
outcome-no_time = 客户没空
outcome-unwilling = 客户这次不愿
outcome-reached = 已接通
outcome-no_answer = 无人接听
outcome-busy = 占线
outcome-refused = 拒接
outcome-wrong_number = 错号
outcome-cut_off = 中断
field-customer = 客户
field-outcome = 结果
field-content = 内容
field-suggestion = 建议
field-opinion = 意见
field-complaint = 投诉
field-promise = 承诺
field-next = 下次
summary-visit = 拜访记录，请核对，无误请点“保存”。
summary-call = 电话记录，请核对，无误请点“保存”。
summary-reception = 来访记录，请核对，无误请点“保存”。
summary-report = 投诉登记，请核对，无误请点“保存”。
saved-visit = 已保存{ $customer }的拜访记录。
saved-call = 已保存{ $customer }的电话记录。
saved-reception = 已保存{ $customer }的来访记录。
saved-complaint = 已登记{ $customer }的投诉。
saved-case = { $kind }{ $reference }：请在{ $due }前答复
saved-next = 下次联系：{ $time }
saved-alerted = 已同时上报主管。
undone = 已撤销{ $customer }的这条记录，由它产生的事项也已撤回。
error-undo-late = 保存后{ $minutes }分钟内可以撤销；需要更正时，请再记一条说明。
