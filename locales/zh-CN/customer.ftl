### What customers and guests read, and every phrase that they share with staff.
### Short, calm, 您 throughout; a question begins with 请问 (A2); an error says what would be right.

## Opening

home-hint = 请问有什么可以帮您？您可以直接输入问题，也可以点下面的按钮。
guest-hint = 绑定账户后，您可以看到自己的客户经理，请输入“绑定”；不绑定也可以咨询。
manager-is = 您的客户经理是{ $manager }，电话{ $phone }。
manager-is-named = 您的客户经理是{ $manager }。
manager-hotline = 正在为您安排客户经理，有事可随时拨打服务热线{ $hotline }。
group-refusal = 为了保护您的信息，请在单独的对话里与我联系。
welcome-okay = 好的，有需要请随时告诉我。
welcome-thanks = 不客气，很高兴为您服务。有需要请随时告诉我。

menu-ask = 咨询
menu-handle = 办理
menu-voice = 投诉建议
menu-callback = 请回电话
menu-progress = 我的进度
menu-complain = 我要投诉
menu-human = 转人工
menu-suggest = 我有建议

## Language (A24)

ask-language = 请问您希望使用哪种语言？
language-set = 好的，接下来用中文为您服务。需要更换请输入“语言”。
speak-mandarin = 中文
speak-english = English
offer-english = For service in English, please tap “English”. 需要中文服务，请点“中文”。
english-help = 这条答复目前是中文，需要英文请点“转人工”。
help-language = 选择语言

## Binding (G7)

bind-by-contact = 绑定账户请点“发送本人号码”，也可以输入客户经理给您的一次性代码。
bind-by-code = 请输入客户经理给您的一次性代码，例如 7K4M9QRT。
button-share-number = 发送本人号码
bound-customer = 账户已绑定，谢谢您。
error-code-wrong = 没有找到这个代码，请核对后再输入。代码是8位字母和数字，例如 7K4M9QRT。
error-code-used = 这个代码已经使用过，请向给您代码的客户经理或管理员索取新的代码。
error-code-expired = 这个代码已过有效期，请向给您代码的客户经理或管理员索取新的代码。
error-code-locked = 为了账户安全，请在{ $time }以后再输入代码，或拨打服务热线{ $hotline }。
error-contact-foreign = 为了保护号码主人的信息，请发送您本人的号码：点“发送本人号码”即可。
error-phone-unknown = 这个号码需要再核对一下。请输入客户经理给您的一次性代码，或拨打服务热线{ $hotline }。

## Asking (A3, A7)

ask-question = 请问您想咨询什么？请直接写下来，例如：怎么查询话费余额。
ask-which = 请问您想咨询的是下面哪一项？
button-none-of-these = 都不是
button-not-helped = 没有解决
question-number = 编号{ $number }，您可以随时在“我的进度”里查看。
question-taken = { a3-wait }{ a7-promise }{ question-number }
asked-before = 您的这个问题已经记下，编号{ $reference }，最晚在{ $due }前答复您，请您放心。
human-wanted = 希望与客户经理联系
error-ask-again = 请您再写一次想咨询的问题，我为您记下。
wait-offer = 让您久等了，很抱歉。{ a4-leave-number }
button-call-number = 拨打{ $phone }
button-other-number = 换个号码
button-keep-waiting = 等文字答复
call-noted = 好的，我们会拨打{ $phone }与您联系。
wait-written = 好的，我们会在约定的时间前在这里答复您。

## Complaints, suggestions, business, callbacks (C4–C6, N5)

ask-voice = 请问您是要投诉，还是提建议？
ask-category = 请问您要反映的是哪方面的问题？
ask-suggestion = 请问您有什么建议或意见？
ask-request = 请问您想办理什么业务？请写下来，例如：更换套餐。
ask-number = 请问回电打哪个号码？请输入号码，例如 13800138000。
ask-wanted = 请问您希望什么时候接到电话？请选择或直接输入，例如：明天下午三点。
number-on-file = 登记号码{ $phone }
callback-text = 请拨打{ $phone }，时间：{ $wanted }

summary-complaint = 您的投诉是这样记录的，请您核对，无误请点“提交”。
summary-suggestion = 您的建议是这样记录的，请您核对，无误请点“提交”。
summary-request = 您要办理的业务是这样记录的，请您核对，无误请点“提交”。
summary-callback = 您的回电请求是这样记录的，请您核对，无误请点“提交”。

thanks-complaint =
    { a20-criticism }
    投诉编号{ $number }，最晚在{ $due }前答复您。
thanks-suggestion = { a19-thanks }
thanks-request = 谢谢您，您要办理的业务已经记下，编号{ $number }，客户经理最晚在{ $due }前联系您。
thanks-callback = 谢谢您，回电请求已经记下，编号{ $number }，客户经理最晚在{ $due }前给您打电话。

## How it goes on (H6)

progress-head = 您的事项：
progress-none = 目前还没有登记的事项。您可以直接输入问题，也可以点下面的按钮。
progress-open = { $reference } { $kind }“{ $text }”：处理中，最晚在{ $due }前回复您。
progress-late = { $reference } { $kind }“{ $text }”：很抱歉，没能按时回复您。客户经理和主管正在跟进，会尽快与您联系。
progress-answered = { $reference } { $kind }“{ $text }”：已答复，请您点下面的“已解决”或“未解决”。
progress-closed = { $reference } { $kind }“{ $text }”：已办结。
asked-callback = 回电时间：{ $wanted }
asked-call = 给您回电
asked-network = 您反映的网络情况
asked-card = 贵宾卡
asked-request = 您要办理的业务
answer-pushed =
    您的{ $kind }{ $reference }“{ $asked }”，现在答复您：
    { $text }
    请问您的问题解决了吗？
answer-kept =
    { $kind }{ $reference }“{ $asked }”，答复是：
    { $text }
button-solved = 已解决
button-unsolved = 未解决
solved-thanks = 谢谢您的确认，{ $reference }已办结。有需要请随时告诉我。
error-not-yours = 为了保护客户信息，这件事由提出的本人查看。请输入“我的进度”查看您的事项。

## Words for what is kept

case-suggestion = 建议
case-opinion = 意见
case-complaint = 投诉
case-question = 咨询
case-callback = 回电请求
case-promise = 承诺
case-request = 业务办理

category-network = 网络
category-tariff = 资费
category-service = 服务
category-device = 终端
category-other = 其他

severity-normal = 一般
severity-major = 重大
severity-urgent = 紧急

wanted-soon = 尽快
wanted-morning = 上午
wanted-afternoon = 下午
wanted-evening = 晚上
wanted-part = { $day }{ $part }
wanted-time = { $text }，即{ $time }

field-category = 类别
field-severity = 程度
field-text = 内容
field-phone = 电话
field-wanted = 时间

## Times

weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
day = { $month }{ $day }日（{ $weekday }）
moment = { $day }{ $time }
# The calendar of that year is not published yet.
provisional = { $time }（暂定）
listed = { $some }、{ $more }

## Forms

summary-line = { $label }：{ $value }
form-cancelled = 好的，已取消，刚才填写的内容没有保存。
nothing-to-cancel = 目前没有正在填写的内容，请从下面选择。
button-back = 返回
button-cancel = 取消
button-skip = 跳过
button-more = 更多
button-submit = 提交

## Help

help-head = 您可以直接输入问题，也可以输入下面的词：
help-line = { $name }：{ $what }
help-start = 回到开头
help-help = 查看说明
help-cancel = 停下正在填写的内容
help-handle = 登记要办理的业务
help-voice = 投诉或提建议
help-callback = 请客户经理回电
help-progress = 查看各项进度
help-bind = 用代码或本人号码绑定账户

## What would be right

error-unknown = 很抱歉，刚才没有处理成功，我们已经记录并会尽快排查，编号{ $reference }。请您稍后再试，或拨打服务热线{ $hotline }。
error-bad-input = 请按上面的提示重新输入，或输入“取消”离开。
error-empty = 请用文字告诉我，例如：怎么查询话费余额。
error-too-long = 请把内容写在{ $limit }个字以内，更多的可以分几条发来。
error-wanted-past = { $time }已经过去，请写一个以后的时间，例如：明天上午十点。
error-phone = 手机号请输入11位数字，例如 13800138000。
error-choose = 请点下面的按钮选择，也可以输入它的序号，例如 1。
error-need-text = 这一步请用文字输入。
error-file = 我先用文字为您服务，请用文字告诉我您的需要。
error-command = 请输入“帮助”，查看可以使用的词。
error-not-for-role = 请输入“帮助”，查看您可以使用的功能。
error-not-allowed = 这件事由负责的同事办理，请输入“帮助”，查看您可以使用的功能。
error-not-found = 没有找到这条记录，请核对编号，例如 T1001。
error-stale = 情况已有更新，刚才的按钮不再适用，请以最新的消息为准。
error-stale-step = 刚才的按钮属于前面的问题，请回答现在这一个。

## Privacy (G7) and tempers (A11)
redacted = 为了您的信息安全，证件号码、银行卡号和密码已经隐去，请您不要在这里发送。
anger-calm = { a21-calm-query }请问您希望我们怎样帮助您？
