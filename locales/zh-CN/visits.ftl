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
push-plan-wish = { $customer }希望把时间定在{ $time }，请确认。
push-plan-change =
    { $customer }申请改约
    原定：{ $before }
    希望：{ $time }
    原因：{ $reason }
push-plan-clash = 注意：与您{ $time }的另一个预约冲突。
push-plan-chosen = { $customer }已选定：{ $time }
push-plan-dropped =
    { $customer }取消了预约
    时间：{ $time }
    原因：{ $reason }
push-plan-by = { $staff }变更了您的预约：
push-plan-here = { $customer }已到达，请接待。
visit-no-reason = 客户未说明

## How a plan reads

visit-kind-group = 集团拜访
visit-kind-home = 入户拜访
visit-kind-store = 门店拜访
visit-kind-reception = 来访接待
visit-name-group = 上门拜访
visit-name-home = 上门服务
visit-name-store = 门店拜访
visit-name-reception = 来访
visit-state-proposed = 等客户选择
visit-state-wished = 客户另提时间
visit-state-agreed = 已约定
visit-state-arrived = 已到达
visit-state-done = 已完成
visit-state-cancelled = 已取消
visit-what = { $kind }：{ $purpose }
visit-line = { $time } { $kind } { $customer }（{ $state }）
visit-head = { $kind }：{ $customer }（{ $state }）
visit-when = 时间：{ $time }
visit-about =
    目的：{ $purpose }
    地点：{ $place }
visit-short = 不足半个工作日前约定，已作标记。
visit-moved = 已改约{ $count }次
visit-because = 原因：{ $reason }
visit-fault-ours = 我方原因取消，计为失约。
visit-fault-customer = 客户方原因取消。
visit-arrived = 到达：{ $time }（{ $punctual }）
visit-came = 客户到达：{ $time }
punctual-early = 提前
punctual-on_time = 准时
punctual-late = 迟到
duty-proposal = 待约定时间：{ $customer } { $text }
duty-appointment = { $customer } { $text }
duty-departure = 出发：{ $customer } { $text }
duty-visiting = 待填写记录：{ $customer } { $text }

button-plan-phoned = 已电话预约
button-plan-again = 另提时间
button-plan-accept = 同意
button-plan-arrive = 已到达
button-plan-early = 是，已到达
button-plan-left = 已离开
button-plan-move = 改约
button-plan-cancel = 取消预约
button-plan-kit = 物品清单
button-plan-brief = 准备要点
button-plan-show = 查看预约
button-plan-travel = 路程{ $minutes }分钟
button-plan-customer = 客户资料

## Planning

ask-plan-kind = 请问是哪一种拜访？
ask-plan-purpose = 请问这次见面的目的是什么？请选择，或直接写下来，客户会看到。
ask-plan-place = 请问在哪里见面？请选择，或直接输入地址。
ask-plan-slots = 请问约什么时间？请选择，或直接输入，可以一次写两三个，例如：明天下午三点、周五上午十点。
ask-plan-how = 请问怎样与客户约定？
ask-plan-agreed = 请问客户同意的是哪个时间？请选择，或直接输入。
visit-purpose-usage = 了解使用情况
visit-purpose-product = 介绍新业务
visit-purpose-problem = 解决您反映的问题
visit-purpose-contract = 办理续约
visit-our-place = 我公司
visit-their-place-home = 您家里
visit-their-place-group = 贵公司
visit-their-place-store = 您店里
visit-slots-any = 任选：{ $times }
visit-slot = { $day }日{ $time }
how-send = 发给客户选择
how-phoned = 已电话预约
how-later = 稍后打电话约定
field-visit_kind = 种类
field-purpose = 目的
field-venue = 地点
field-slots = 时间
field-how = 约定方式
field-agreed = 约定时间
field-cause = 责任
summary-plan = 拜访预约，请核对，无误请点“保存”。
saved-plan-sent = 已把时间发给{ $customer }，等客户选择。
saved-plan-phone = 已记下。{ $customer }目前收不到消息，请打电话约定，约好后点“已电话预约”。
saved-plan-agreed = 已与{ $customer }约好：{ $time }，{ $place }。
saved-plan-short = 注意：距约定时间不足半个工作日，已作标记。
plan-short-slots = 注意：{ $times }距现在不足半个工作日，约定后会作标记。
plan-already = 已有预约：{ $what }
plan-no-contact = 注意：{ $customer }要求不主动联系，消息不会发出，请先向主管确认。
error-plan-taken = { $time }已有安排：{ $what }。请换一个时间。
error-plan-take = 预约要有人到场并填写记录，请由主管或客户经理接手。
error-plan-many = 请写两三个时间，最多{ $limit }个。
error-plan-day = 约定的时间是{ $time }，请在当天到达后再点“已到达”。
error-plan-words = 这句话客户会看到，请写在{ $limit }个字以内。
plan-stale = 情况已有更新，预约现在是这样：
plans-head = 预约，共{ $count }件：
plans-line = { $number }、{ $what }
plans-none = 目前没有预约。请写：预约 张三。

## Moving and cancelling (A29, A30, D-13)

ask-plan-motive = 请问改约的原因是什么？请选择，或直接写下来，客户会看到。
ask-plan-new = 请问改到什么时间？请选择，或直接输入，可以一次写两三个。
ask-plan-cause = 请问是哪一方的原因？我方原因计为失约。
ask-plan-why = 请问取消的原因是什么？请选择，或直接写下来。
motive-task = 临时有紧急工作
motive-traffic = 交通延误
motive-health = 身体不适
motive-meeting = 公司临时开会
motive-kinder = 临时有特殊情况
motive-busy = 客户临时有事
motive-unneeded = 客户暂不需要
cause-ours = 我方原因
cause-customer = 客户原因
summary-move = 将这样通知客户，无误请点“发送”。
summary-again = 将把新的时间发给客户，无误请点“发送”。
summary-plancancel = 预约将取消，请核对，无误请点“保存”。
summary-phoned = 与客户电话约定，请核对，无误请点“保存”。
moved-sent = 已把原因、歉意和新的时间发给{ $customer }，等客户选择。
moved-phone =
    客户目前收不到消息，请打电话告知，可以这样说：
    { $words }
cancelled-sent = 已取消与{ $customer }的预约，并已告知客户。
cancelled-phone =
    已取消与{ $customer }的预约。客户目前收不到消息，请打电话告知，可以这样说：
    { $words }
visit-move-reception = 对不起，由于{ $reason }，原定{ $time }的来访需要改约，向您致歉。请您优先选择方便的时间：{ $options }。

## The day

ask-travel = 请问路程大约需要多少分钟？
travel-saved = 路程{ $minutes }分钟，{ $time }提醒您出发。
travel-over = 路程{ $minutes }分钟，请现在出发。
travel-minutes = { $minutes }分钟
ask-plan-early = 约定的时间是{ $time }，还有{ $left }。请问您已经到达了吗？
plan-hours-left = 约{ $hours }小时
plan-days-left = { $days }天
ask-plan-came = 约定的时间早已过去。请问您是几点到达的？请选择，或直接输入，例如：15:05。
field-came = 到达
summary-arrivedat = 到达时间将记为事后补记，请核对，无误请点“保存”。
plan-closed = { $time }的预约已一并办结。
arrived-noted = 已记录到达：{ $time }，{ $punctual }。
arrived-short = 规范要求提前{ $minutes }分钟到达，请下次注意。
kit-packed = ✓ { $item }
button-kit-all = 全部带齐
kit-whole = 物品：{ $count }项已全部备齐。
kit-left = 物品还差{ $count }项：{ $items }。点一下表示已备好。
kit-head = { $what }
brief-taboos = 禁忌：{ $text }
brief-preferences = 偏好：{ $text }
brief-contact_hours = 方便时段：{ $text }
brief-liaisons = 联系人：{ $people }
brief-first = 之前没有联系记录，这是首次见面。
brief-last = 上次：{ $day }{ $kind }，{ $content }
brief-owed = 待办：{ $kind }{ $reference }“{ $text }”，最晚{ $due }
brief-owed-more = 另有待办{ $count }件
brief-birthday-of = { $name }生日
brief-day = { $name }：{ $day }
brief-missing = 资料待补充：{ $fields }
brief-field-address = 住址
brief-field-home_phone = 住宅电话
brief-field-employer = 工作单位
brief-field-post = 职务
brief-field-birthday = 生日
brief-field-wish_days = 回访频率
brief-offers = 可以介绍：{ $titles }
brief-begin = 开场：“{ $words }”
brief-lookup = 客户问到业务，可以输入“咨询 内容”查询标准答复。
brief-conduct-group = 拜访中请征得同意再做记录，重要的事情当场记下。
brief-conduct-home = 征得同意后进门，视情况穿戴鞋套；未经同意不抽烟；临走礼貌道别，轻叩关门。
brief-conduct-store = 车辆停在店门侧面，不遮挡店门；先问好，说明来意。

## What the customer reads

visit-ask-reception = 您好，我是{ $company }的客户经理{ $manager }，想请您为{ $purpose }来公司面谈。请问您哪个时间方便：{ $options }？也可以告诉我您方便的其他时间。
visit-confirm-reception = 谢谢您，已经与您约好{ $time }在{ $place }见面，我会提前做好准备，等候您的到来。
button-slot-other = 换个时间
button-slot-none = 暂不需要
button-slot-change = 改约
button-slot-drop = 取消预约
button-slot-here = 我到了
ask-slot-wish = 请问您哪个时间方便？请直接输入，例如：明天下午三点。
ask-slot-why = 请问改约的原因是什么？不方便说明请点“跳过”。
ask-slot-drop = 请问取消的原因是什么？不方便说明请点“跳过”。
field-wish = 时间
field-why = 原因
summary-slotwish = 您希望的时间是这样记录的，请您核对，无误请点“提交”。
summary-slotchange = 您的改约是这样记录的，请您核对，无误请点“提交”。
summary-slotdrop = 您要取消这次预约，请您核对，无误请点“提交”。
slot-wished = 谢谢您，已经把{ $time }告诉客户经理{ $manager }，确认后马上回复您。
slot-dropped = 好的，已为您取消，打扰您了。以后有需要请随时告诉我。
slot-over = 很抱歉，{ $time }已经过去。
slot-gone = 很抱歉，{ $time }刚刚被占用。请您选择其他时间，也可以点“换个时间”。
visit-off-ours = 对不起，由于{ $reason }，原定{ $time }的{ $kind }不能如约进行，向您致歉，请您谅解。如需另约，请随时告诉我。
visit-off-theirs = 好的，{ $time }的{ $kind }已为您取消。以后有需要请随时告诉我。
visit-yours-over = { $kind }，提供给您的时间都已经过去，请点“换个时间”。地点：{ $place }。
visit-yours-proposed = { $kind }，时间待您选择：{ $time }。地点：{ $place }。
visit-yours-wished = { $kind }，您希望的时间是{ $time }，等客户经理确认。地点：{ $place }。
visit-yours-agreed = { $kind }：{ $time }，地点：{ $place }，目的：{ $purpose }。
visit-yours-arrived = { $kind }：{ $time }，客户经理已经到达。
visit-yours-done = { $kind }：{ $time }，已经完成，谢谢您。
visit-yours-cancelled = { $kind }：{ $time }，已经取消。
yours-head = 您的预约：
yours-none = 目前没有预约。需要客户经理与您见面，请点“请回电话”或直接写下您的需要。
here-welcome = { a18-welcome }{ a3-wait }
here-none = 您好，今天没有登记您的来访预约，已请客户经理与您联系，请您稍等一下。
help-plan = 预约见面的时间
help-appointments = 查看、改约或取消预约
draft-form-plan = 拜访预约
draft-form-move = 改约通知

## Approved answers at hand (L8)

lookup-which = 请问要查的是下面哪一项？
lookup-card =
    { $title }
    { $answer }
    批准人：{ $approver }
error-lookup-what = 请写上要查的内容，例如：咨询 更换套餐。
error-lookup-none = 标准问答中还没有“{ $text }”的内容，请换个说法，或请主管补充。
