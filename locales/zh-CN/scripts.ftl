### Scripts on the phone and at the door (4.B): our own words around what the standard prescribes.

## Names of scripts

script-first = 首次回访
script-second = 二次回访
script-bill = 话费异动
script-zero = 零话费
script-gather = 核实资料
script-close = 结束语
script-busy = 没空或拒绝
script-holder = 非户主
script-sensitive = 信息敏感
script-network = 网络问题
script-device = 终端问题
script-unhappy = 客户不满
script-comparison = 资费比较
script-product = 产品推介
script-door = 上门说明
script-handover = 交接告知

## Why a script fits

why-first = 还没有接通过回访电话
why-second = 之前通过电话
why-bill = 本月话费比上月下降
why-unused = 上个账期没有使用
why-arrears = 已经欠费停机
why-chosen = 由您选择
why-door = 上门时使用

## Steps

step-first-identify = 核对身份
step-first-introduce = 自我介绍
step-first-ask = 使用情况
step-second-ask = 使用情况
step-bill-ask = 话费下降的原因
step-bill-service = 对服务的看法
step-zero-introduce = 自我介绍
step-zero-ask = 没有使用的原因
step-zero-keep = 挽留
step-gather-address = 地址与住宅电话
step-gather-work = 单位与职务
step-gather-dates = 生日与纪念日
step-gather-interval = 回访频率
step-gather-regular = 下次回访
step-gather-no_calls = 不需要回访
step-close-bye = 结束语
step-busy-time = 另约时间
step-busy-refuse = 客户不愿接听
step-busy-farewell = 道别
step-holder-user = 使用人
step-holder-transfer = 过户
step-sensitive-card = 贵宾卡
step-network-place = 网络问题的地点
step-network-since = 网络问题的时间
step-network-symptom = 网络问题的现象
step-network-told = 网络问题的处理
step-device-fault = 手机故障
step-device-repairs = 维修次数
step-device-check = 建议检测
step-device-sorry = 致歉
step-unhappy-explain = 不满的原因
step-unhappy-look_up = 查询话单
step-unhappy-thanks = 致谢
step-comparison-claim = 资费比较
step-product-offer = 产品推介
step-door-enter = 上门自我介绍
step-door-purpose = 说明来意
step-door-offer = 优惠介绍
step-door-leave = 告辞
step-handover-tell = 交接告知

## Our own words to the customer

script-keep-customer = 谢谢您告诉我原因，我来为您看看有没有更合适的办法。请问您还愿意继续使用吗？
script-network-since = 请问是从什么时候开始的？
script-network-symptom = 请问当时是没有信号、信号弱、通话中断，还是网速慢？
script-network-told = 我已经做好记录，会请运维部的同事测试，并及时把结果告诉您。
script-device-fault = 请问您使用的是什么型号的手机，出现了什么问题？
script-device-repairs = 请问之前维修过几次？

## What to listen for

listen-identify = 是否本人，称呼是否正确
listen-time = 客户此刻是否方便
listen-needs = 使用情况、需要和意见，请同时做好记录
listen-agree = 认真倾听，可以回应“是”“是吗”
listen-matters = 上次留下的事先说结果
listen-bill = 话费下降的真实原因
listen-advice = 对服务的意见
listen-zero = 停用的原因，是否已换号
listen-keep = 按客户情况提出办法，能否继续使用
listen-address = 直接输入，例如：解放路1号3栋，010-62345678
listen-work = 直接输入，例如：星河科技，财务主管
listen-dates = 直接输入，例如：5月2日，或：农历八月十五；纪念日写：结婚纪念日10月1日
listen-interval = 客户希望多久联系一次，也可以输入，例如：两个月
listen-next = 下次回访的时间，可以直接输入，例如：下月5号上午
listen-bye = 等客户挂机后再挂机
listen-when = 客户方便的时间，可以直接输入，例如：周五下午三点
listen-refuse = 语气委婉，不勉强客户
listen-user = 直接输入，例如：李四，13900000009，儿子
listen-transfer = 暂不办理时，请输入使用人与户主的关系
listen-card = 已领或未领；未领时输入寄送的单位或家庭地址
listen-place = 具体地点或范围，请直接输入
listen-since = 哪一天、什么时段，可以直接输入
listen-symptom = 现象，也可以直接输入
listen-fault = 测试后确属网络问题时，再说明优化情况
listen-device = 型号和故障，请直接输入
listen-repairs = 多次维修仍不好用的，先致歉
listen-unhappy = 哪项政策、哪笔费用、哪件事，请直接输入；不与客户争执
listen-product = 客户的兴趣
listen-door = 双手递上名片，出示工作牌，征得许可后进门
listen-shoes = 视情况穿鞋套；未经同意不抽烟，不谈无关的话
listen-notes = 先征得客户同意再做记录
listen-offer = 讲清办法、资费和注意事项，可以现场演示
listen-leave = 礼貌再见，轻叩关门；自查有没有穿鞋套、饮酒、抽烟

## Answers

answer-advice = 提了建议
answer-afternoon = 明天下午3点
answer-agreed = 按输入的时间
answer-agrees = 同意改日
answer-away = 外出或少用
answer-broke_rules = 有一条没做到
answer-busy = 没空
answer-cold = 没有兴趣
answer-compare = 资费比较
answer-complaint = 登记投诉
answer-confirmed = 确属网络问题
answer-consult = 登记咨询
answer-content = 服务满意
answer-dear = 觉得资费高
answer-decline = 不愿提供
answer-delighted = 很满意
answer-discontent = 对服务不满
answer-displeased = 不满意
answer-done = 完成
answer-dropped = 通话中断
answer-explained = 已解释清楚
answer-fine = 情况良好
answer-forgot = 忘记缴费
answer-greet = 愿意收到祝福
answer-half_yearly = 每半年
answer-has_card = 已领卡
answer-inconvenient = 现在不方便
answer-keen = 很感兴趣
answer-kept_rules = 都做到了
answer-leaves = 挽留失败
answer-less = 用得少了
answer-longer = 更早以前
answer-look_up = 需查话单
answer-major = 重大投诉
answer-may = 可以
answer-monthly = 每月
answer-morning = 明天上午10点
answer-needs = 有需求
answer-never = 不需要
answer-never_call = 以后不要再打
answer-next = 下一步
answer-no_card = 不需要贵宾卡
answer-no_greet = 不需要祝福
answer-no_signal = 没有信号
answer-no_time = 没有约定
answer-not_now = 这次不愿
answer-not_yet = 暂不过户
answer-often = 修过多次
answer-once = 修过一次
answer-other = 不是本人
answer-plan = 换了套餐
answer-pleased = 满意
answer-quarterly = 每季度
answer-refuse = 拒绝
answer-rival = 改用别家
answer-send_card = 未领，请寄送
answer-slow = 网速慢
answer-so_so = 一般
answer-some = 有些兴趣
answer-stays = 挽留成功
answer-today = 今天
answer-transfer = 同意过户
answer-typed = 按输入的内容
answer-unasked = 没有问
answer-undecided = 还在考虑
answer-unrepaired = 没修过
answer-unsaid = 没有说
answer-weak = 信号弱
answer-week = 这一周
answer-welcome = 同意进门
answer-wrong = 打错了
answer-yearly = 每年
answer-yes = 是本人

detour-busy = 没空
detour-refuse = 拒绝
detour-holder = 非户主
detour-sensitive = 信息敏感
detour-network = 网络问题
detour-device = 终端问题
detour-unhappy = 客户不满
detour-product = 产品推介

## Before the call

talk-head = 【{ $script }】{ $customer }
talk-phone = 电话：{ $phone }
talk-no-phone = 没有登记电话号码。
talk-why = 选用：{ $why }
talk-last = 上次联系：{ $day }{ $kind }：{ $content }
talk-first = 上次联系：还没有记录
talk-open = 未办结：{ $kind }{ $reference } { $text }
talk-bill = 话费：{ $month }月{ $current }元，{ $before }月{ $previous }元
talk-one-bill = 话费：{ $month }月{ $current }元
talk-gaps = 资料还缺：{ $fields }
talk-care = 请留意：{ $text }
talk-refusals = 曾拒绝回访{ $count }次
talk-approved = 话术第{ $version }版，{ $by }{ $on }审批
talk-do-not-contact =
    { $customer }已表示以后不要再打电话（勿扰）。
    确有必要时请先与主管商量。
talk-call = 请拨打电话，再点结果。
talk-door = 请在进门前看一遍，再点“开始”。
button-reached = 已接通
button-script-begin = 开始
button-script-other = 换话术
button-script-anyway = 仍然拨打
button-script-more = 其他情况
button-script-cut = 断线
button-script-again = 接通了，继续
button-script-stop = 先到这里
button-script-end = 结束
button-script-edit = 改
button-script-drop = 撤销
button-script-clear = 删去所记
button-script-continue = 继续
button-script-restart = 重新开始
button-script-skip = 跳过这一步

## In the talk

script-head = 【{ $script }】{ $customer } · { $step }
script-say = 请说：{ $words }
script-first-say = 先说：{ $words }
script-listen = 留意：{ $hints }
script-noted = 已记：{ $text }
script-on-file = 已有：{ $text }
script-more = 请选择遇到的情况，办完后回到“{ $step }”。
script-slot = 说这段话之前还缺一项：{ $slot }。
script-slot-ask = 请问{ $slot }是什么？请直接输入。
slot-phone = 客户的电话号码
slot-manager_phone = 您的联系电话
slot-customer_phone = 客户的电话号码
slot-product = 产品名称
slot-card = 贵宾卡的名称
slot-brand = 手机品牌
slot-centre = 维修中心的地址
slot-hall = 最近的营业厅
slot-offer = 要介绍的优惠
slot-offer_product = 要推介的产品
slot-offer_reason = 适合这位客户的理由
slot-purpose = 上门的来意
slot-month = 停用的月份
slot-previous = 上月话费
slot-current = 本月话费
slot-user_name = 使用人的姓名
slot-name = 客户的姓名
slot-holder = 户主的姓名
slot-address = 地址
script-need-note = 请先输入客户说的内容，再点“{ $answer }”。
script-need-field = 请先输入{ $field }，再点“{ $answer }”。
script-cut-noted = 已生成回拨{ $reference }，请在{ $due }前打回并说明中断的原因。
script-interrupted = 上次与{ $customer }的“{ $script }”还没有结束，停在“{ $step }”。
script-outdated = “{ $script }”已有新版本，请从头开始，之前记下的内容都还在。
script-running-line = { $number }、{ $customer }：{ $script }
script-not-saved = 与{ $customer }的“{ $script }”还没有保存。
script-running-head = 还没有结束的通话：
script-choose = 请选择话术：
script-whom = 请选择要联系的客户，也可以输入“打电话 张三”。
script-dropped = 已放弃这次记录，没有保存任何内容。
script-none = 目前没有启用的话术，请联系主管。

script-summary-head = 【{ $script }】{ $customer }，请核对，无误请点“保存”。
script-summary-outcome = 结果：{ $outcome }
script-summary-content = 内容：{ $text }
script-summary-next = 下次：{ $time }
script-summary-wanted = 改约：{ $time }
script-summary-fields = 资料：{ $text }
script-summary-cases = 事项：{ $text }
script-summary-refused = 不再询问：{ $fields }
script-summary-unread = 还没有说结束语，保存前可以点“改”回到话术。
script-saved = 已保存{ $customer }的{ $kind }记录。
script-saved-cut = 请在{ $due }前打回，编号{ $reference }。
script-saved-callback = 到{ $time }请再打，编号{ $reference }。
script-undone = 已撤销{ $customer }的这条记录，资料和事项也已还原。

told-address = 地址
told-home_phone = 住宅电话
told-employer = 工作单位
told-post = 职务
told-birthday = 生日
told-anniversary = 纪念日
told-wish_days = 回访频率
told-time = 时间
told-user_name = 使用人姓名
told-user_phone = 使用人电话
told-user_relation = 与户主关系
told-greetings = 生日祝福
told-card = 贵宾卡
told-do_not_contact = 勿扰
script-days = { $days }天一次
script-never = 不需要回访
script-agreed = 同意
script-declined = 不需要
script-card-received = 已领
script-card-none = 未领
script-day-solar = { $month }月{ $day }日
script-day-lunar = 农历{ $day }
script-do-not-contact = 以后不要再打

case-text-transfer = 办理过户：户主{ $holder }，使用人{ $user }
case-text-card = 寄送贵宾卡：{ $text }
case-text-device = 手机多次维修仍不好用：{ $text }
ask-card-state = 请问贵宾卡现在是已寄出，还是客户已领到？
card-kept = 已登记：{ $customer }的贵宾卡{ $state }。
case-text-callback = 与客户另约时间再打

push-do-not-contact = { $customer }表示以后不要再打电话，已标为勿扰，由{ $staff }记录。
push-exempt = { $customer }希望的回访频率是{ $wish }，低于{ $tier }的要求，已按客户意愿记为豁免，由{ $staff }记录。
push-device = { $customer }的手机多次维修仍不好用，已登记{ $reference }，请您关注。由{ $staff }上报。
push-script-undone = { $staff }已撤销与{ $customer }的通话记录，之前的告知作废。

## Approval (O2)

scripts-head = 话术（{ $count }种）：
scripts-line = { $number }、{ $script }（{ $rule }）第{ $version }版 · { $state }
scripts-state-active = { $by }{ $on }审批，已启用
scripts-state-inactive = { $by }{ $on }停用
scripts-state-draft = 未审批，未启用
scripts-source = 出处：{ $source }
scripts-show-words = { $step }：{ $words }
scripts-gap = （{ $slot }）
scripts-activated = 已审批并启用“{ $script }”第{ $version }版，审批人{ $by }。
scripts-stopped = 已停用“{ $script }”第{ $version }版，由{ $by }记录。
warning-comparison = 这段话与同行比较，无法核实，与“实事求是”“客观真实”不符（T5），请慎重审批。
button-script-activate = 审批启用
button-script-deactivate = 停用
error-script-not-yours = 话术由主管、负责人或管理员审批。

help-dial = 按话术给客户打电话，例如：打电话 张三
help-scripts = 查看话术；上门用：话术 上门 张三
error-script-day = “{ $text }”这一天不能确定，请核对后再输入，例如：5月2日，或：农历八月十五。
told-piece = { $step }：{ $text }
told-version = { $script }第{ $version }版
error-script-slot = 请输入实际内容，不能用X或星号代替。
script-no-phone = 未登记
today-talks = 还没有结束的通话：{ $customers }，输入“打电话”可以继续。
script-consent = 客户听过用途说明后提供：{ $subjects }
case-text-network = 请运维部测试网络：{ $text }
button-script-later = 稍后再打
scripts-or = { $words }（或：{ $other }）
