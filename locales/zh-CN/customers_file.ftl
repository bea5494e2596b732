### The customer's file: search, card, history, editing. Only staff read it.

## Search (C1, G1)

customers-head = 请选择客户：
customers-none = 您名下还没有客户。添加客户请写：新客户 张三 13800000000
customers-none-team = 您名下还没有客户，输入姓名可以查看团队的客户。添加客户请写：新客户 张三 13800000000
customers-whom = 请写上客户姓名、拼音或号码末几位，例如：客户 张三、客户 zs、客户 0101。
customer-label = { $name }（{ $told }）
customer-tail = 尾号{ $tail }
error-customer-none = 在您的客户中没有找到“{ $name }”，请核对后再试；可以写姓名中的一两个字、拼音、首字母、号码末几位、单位或标签。
error-customer-many = 有几位客户符合“{ $name }”：{ $listed }。请从按钮中选择，或写出完整姓名。
error-customer-other = 归属 { $owner }：{ $name }由{ $owner }负责，如需协助请联系{ $owner }或主管。
error-number-other = 归属 { $owner }：这个号码的客户由{ $owner }负责，如需协助请联系{ $owner }或主管。

## The card (C1, B17, D-8)

card-head = { $name }（{ $tier }）
card-head-marked = { $name }（{ $tier }） { $marks }
card-vip = 重要客户
card-do-not-contact = 客户要求不再联系，请勿打扰。
card-do-not-ask = 勿问：{ $text }
card-taboos = 忌讳：{ $text }
card-preferences = 偏好：{ $text }
card-contact-hours = 方便时间：{ $text }
card-phone = 电话：{ $phone }
card-user = 使用人：{ $name }（{ $relation }）
card-user-phone = 电话：{ $phone }（使用人）
card-relation-unknown = 与户主关系未登记
card-work = 单位：{ $text }
card-owner = 客户经理：{ $owner }
card-deputy = 代管：{ $deputy }
card-none = 未登记
card-no-phone = 未登记
card-birthday = 生日：{ $day }，就在{ $on }
card-birthday-of = 联系人{ $name }生日：{ $day }，就在{ $on }
card-anniversary = { $name }：就在{ $on }
card-bill = 话费：{ $month }{ $amount }元
card-bill-change = 话费：{ $month }{ $amount }元，{ $last }{ $before }元，{ $change }
card-bill-state = 话费：{ $month }{ $state }
card-wish = 客户希望{ $days }天回访一次
card-wish-none = 客户表示不需要回访
card-case = { $kind }{ $reference }：{ $text }（{ $due }前）
card-next = 下次约定：{ $time }
card-contact = { $day }{ $kind }：{ $content }
card-unbound = 客户还没有绑定账户，点“更多”里的“邀请”可以生成一次性代码。
card-unreachable = 客户的对话目前收不到消息，请用电话联系。

month-this = 本月
month-last = 上月
month-number = { $month }月
bill-unused = 未使用
bill-arrears = 欠费停机
bill-more = 增{ $percent }%
bill-less = 降{ $percent }%
bill-same = 持平

yearday = { $month }月{ $day }日
yearday-born = { $year }年{ $month }月{ $day }日
yearday-lunar = 农历{ $day }
yearday-lunar-born = 农历{ $year }年{ $day }

label-core = 核心
label-potential = 潜力
label-general = 一般
label-problem = 问题
status-active = 在网
status-suspended = 停机
status-left = 离网
customer-kind-person = 个人
customer-kind-group = 集团
customer-kind-merchant = 商户

button-script = 打电话
button-plan = 预约
button-edit = 编辑
button-records = 全部记录
button-changes = 变更记录

## A new customer (C1)

ask-new-kind = 请问是哪一类客户？
field-kind = 类型
undone-newcustomer = 已撤销，客户{ $customer }没有保留在档案中。
error-new-undo-used = 客户{ $customer }已经有记录或对话，不能撤销；如需更正，请点“编辑”。
error-edit-late = 保存后{ $minutes }分钟内可以撤销；需要更正时，请再点“编辑”。

## Changing the file (C1, E9, T21)

edit-whom = 请写上客户姓名，也可以再写上要改的项目，例如：编辑 张三、编辑 张三 生日。
edit-head = 编辑{ $customer }的档案，请选择一类：
edit-group = { $customer } · { $group }
edit-by-leaders = { $line }（由主管调整）
button-tell-customer = 告知客户
handover-told = 已告知{ $customer }，由{ $manager }接替服务。
handover-by-phone =
    { $customer }目前收不到消息，由{ $manager }接替服务，请打电话告知：
    { $words }
edit-saved =
    已保存{ $customer }的档案。
    { $change }
edit-same = { $customer }的{ $field }没有变化。
edit-undone =
    已撤销，{ $customer }的档案恢复原样。
    { $change }
edit-not-asked = 客户不愿意被问及{ $field }，请不要主动询问；客户自己说起的可以记下。
edit-short-month = 遇到没有三十的小月，会在廿九提醒您。
edit-user-relation = 使用人与户主不一致时，可以建议客户过户；暂不办理的，请再补上“与户主关系”。
change-words = { $field }：{ $old } → { $new }
ask-edit =
    请问{ $whom }的{ $about }要改成什么？
    现在：{ $now }
ask-edit-birthday =
    请问{ $whom }的生日是哪一天？用于按时送上祝福，年份可以不写。
    例如：1980年5月2日、5月2日、农历八月十五、闰六月十五。
    现在：{ $now }
ask-edit-address =
    请问{ $whom }的详细地址是什么？用于传达优惠和邮寄话单。
    现在：{ $now }
ask-edit-wish =
    请问{ $whom }希望多长时间回访一次？请选择，或输入天数。
    现在：{ $now }
summary-edit = 请核对，无误请点“保存”。
field-not-asked = 勿问
error-edit-leaders = 等级、重要客户标记、客户经理和代管由主管或负责人调整，请联系您的主管。
error-edit-deputy = 代管人须是客户经理以外的同事，请另选一位。
error-field-long = 请写得短一些，不超过{ $limit }个字。
error-account-taken = 这个客户编号已登记在别的客户名下，请核对后再输入。
error-wish = 请写1到{ $most }之间的天数，例如：30，或：每月一次。
error-birthday-unclear = 请写明是哪一天，例如：1980年5月2日、5月2日、农历八月十五、闰六月十五、腊月三十。
error-birthday-which = 请写明公历还是农历，例如：公历{ $month }月2日，或：农历{ $month }月初二。
error-birthday-solar = { $month }月最多{ $most }天，请核对日期；如果是农历，请在前面写上“农历”。
error-birthday-solar-year = { $year }年{ $month }月只有{ $most }天，请核对日期；如果是农历，请在前面写上“农历”。
error-birthday-lunar = 农历每月最多{ $most }天，请核对日期。
error-birthday-leap = 农历没有闰{ $month }月，请核对月份；不是闰月的请不写“闰”。
error-birthday-leap-year = 农历{ $year }年闰的是{ $month }月，请核对年份或月份。
error-birthday-no-leap = 农历{ $year }年没有闰月，请核对年份；不是闰月的请不写“闰”。
error-birthday-year = 年份请写在1901到{ $year }之间；不知道年份可以不写。

group-basic = 基本
group-reach = 联系方式
group-days = 生日纪念日
group-tastes = 偏好禁忌
group-user = 使用人
group-people = 联系人
group-wishes = 回访意愿
group-other = 其他

field-gender = 性别
field-status = 状态
field-tier = 等级
field-vip = 重要客户
field-label = 分类
field-manager_id = 客户经理
field-deputy_id = 代管
field-region = 区域
field-home_phone = 住宅电话
field-address = 地址
field-employer = 单位
field-post = 职务
field-birthday = 生日
field-greetings = 同意接收祝福
field-preferences = 偏好
field-taboos = 忌讳
field-language = 语言
field-user_name = 使用人姓名
field-user_phone = 使用人电话
field-user_relation = 与户主关系
field-wish_days = 回访间隔
field-contact_hours = 方便时间
field-do_not_contact = 请勿联系
field-do_not_disturb = 免打扰
field-do_not_ask = 勿问项目
field-account = 客户编号
field-tags = 标签
field-card = 贵宾卡
field-source = 来源
field-note = 备注

gender-m = 先生
gender-f = 女士
option-yes = 是
option-no = 否
option-clear = 清空
option-days = { $days }天
option-no-wish = 不需要回访
option-ask-no-more = 勿问{ $field }
option-ask-again = 可以问{ $field }
language-mandarin = 普通话
language-dialect = 方言
language-english = 英语
relation-spouse = 配偶
relation-parent = 父母
relation-child = 子女
relation-colleague = 同事
card-state-none = 未领
card-state-sent = 已寄
card-state-received = 已领

button-card = 档案
button-edit-on = 继续编辑

## People to talk to, and days that mean something (C1, D-8)

liaison-line = { $name }：{ $told }
liaison-phone = 电话：{ $phone }（{ $name }）
liaison-birthday = 生日{ $day }
liaison-none = 还没有联系人。
liaison-added = 已为{ $customer }添加联系人{ $name }。
anniversary-added = 已为{ $customer }添加纪念日：{ $name }。
belonging-removed = 已从{ $customer }的档案中删除：{ $name }。
belonging-restored = 已恢复{ $customer }的：{ $name }。
button-remove = 删除{ $name }
button-liaison-add = 添加联系人
button-anniversary-add = 添加纪念日
ask-liaison-name = 请问{ $whom }的联系人姓名是什么？
ask-liaison-post = 请问担任什么职务？暂不了解请点“跳过”。
ask-liaison-phone = 请问联系人的电话是多少？暂时没有请点“跳过”。
ask-liaison-birthday = 请问联系人的生日是哪一天？用于送上祝福，例如：5月2日、农历八月十五；不方便问请点“跳过”。
ask-liaison-note = 请问还有什么要记住的？没有请点“跳过”。
summary-liaison = 联系人，请核对，无误请点“保存”。
ask-anniversary-name = 请问{ $whom }的这个日子是什么？例如：公司成立、结婚纪念日。
ask-anniversary-day = 请问是哪一天？例如：5月2日、农历八月十五，年份可以不写。
summary-anniversary = 纪念日，请核对，无误请点“保存”。
field-occasion = 名称
field-day = 日期

## All that happened (E10, O1)

records-head = { $customer }的全部记录，点编号查看全文：
records-none = { $customer }还没有记录。
records-line = { $number }、{ $day } { $kind }：{ $text }
records-case = { $kind }{ $reference }（{ $state }）
button-record = { $number }号
button-newer = 较新
button-older = 较早
record-head = { $customer } · { $kind } · { $time }
record-by = 记录：{ $name }，{ $time }
record-backdated = 补记：记录时间晚于发生时间一个工作日以上。
record-edit =
    { $name }于{ $time }更正，原文：
    { $old }
changes-head = { $customer }的变更记录：
changes-none = { $customer }的档案还没有变更。
change-line = { $time } { $name } { $change }
help-edit = 修改客户档案

## Who serves a customer was changed (E4, E16)

push-customer-given =
    { $staff }请您担任{ $customer }的客户经理。
    输入姓名可以查看档案。
push-customer-open = { $staff }变更了{ $customer }的负责人。
moved-matters = 待办{ $count }件
moved-plans = 预约{ $count }个
moved-to-you = 未办完的已一并转给您：{ $what }。请点“今日”查看。
moved-from-you = 未办完的已一并转给{ $staff }：{ $what }。
edit-moved = 未办完的已一并转给{ $staff }：{ $what }。
push-customer-given-over = { $staff }已变更{ $customer }的客户经理，您不再负责这位客户。
push-customer-deputy-over = { $staff }已结束您对{ $customer }的代管。
push-customer-deputy =
    { $staff }请您代管{ $customer }。
    输入姓名可以查看档案。
