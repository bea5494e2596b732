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
