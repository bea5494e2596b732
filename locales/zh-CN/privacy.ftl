### Privacy as customers read it: consent, 我的资料, 免打扰, floods (4.G, T21).

## Consent (T21, G4)

consent-ask =
    为给您绑定账户，{ $company }会保存您的姓名、电话、对话和办理记录，只用于为您服务和答复您。
    您随时可以在“我的资料”里查看、导出、撤回同意或删除。请问您同意吗？
button-agree = 同意
button-refuse = 不同意
consent-thanks = 谢谢您，已经记下您的同意。
consent-refused = 好的，这里没有绑定账户。您仍可以照常咨询、办理、投诉和提建议。
consent-refused-code = 好的，这里没有绑定账户，代码也没有用掉，想绑定时再输入即可。您仍可以照常咨询、办理、投诉和提建议。
error-consent-old = 这个问题已经有了结果，请以最新的消息为准。

## My file (G3)

help-mydata = 查看、更正、导出或删除您的资料
help-quiet = 不再收到提醒、祝福和调查
help-name-mydata = 我的资料
own-head = 您的资料，号码只显示一部分：
own-guest = 您还没有绑定账户，这里只有本对话的记录。
own-counts = 另外保存着：对话{ $messages }条，事项{ $cases }件，联系记录{ $contacts }次，文件{ $files }个。
own-quiet-on = 免打扰：已开启，只答复您自己的事项
own-quiet-off = 免打扰：未开启
own-greetings-on = 节日和生日祝福：接收
own-greetings-off = 节日和生日祝福：不接收
own-agreed = 您在{ $time }同意了保存资料（文本{ $version }）。
own-not-agreed = 您的同意还没有登记。
button-own-correct = 更正
button-own-export = 导出
button-own-quiet = 开启免打扰
button-own-disturb = 关闭免打扰
button-own-greetings = 接收祝福
button-own-no-greetings = 不收祝福
button-own-withdraw = 撤回同意
button-own-withdraw-sure = 确认撤回
button-own-erase = 删除资料
button-own-erase-sure = 确认删除
button-own-back = 保留
own-left = 好的，您的资料没有变动。

own-quiet-kept = 好的，免打扰已开启：不再给您发提醒、祝福和调查，您自己的事项照常答复。
own-disturb-kept = 好的，免打扰已关闭。
own-quiet-guest = 我们没有给您发提醒、祝福或调查。绑定账户后，您可以在“我的资料”里设置免打扰。
own-greetings-kept = 好的，我们会在您的生日和纪念日送上祝福。
own-no-greetings-kept = 好的，不再给您发祝福。

own-ask-field = 请问您要更正哪一项？
own-ask-value = 请问{ $about }应该是什么？请直接输入，登记后用于为您服务。
own-ask-birthday = 请问您的生日是哪一天？例如：8月15日，或农历八月十五。登记后用于送上祝福。
own-corrected = 谢谢您，已经更正。{ $field }：{ $value }
own-request = 更正资料：{ $field }改为{ $value }
own-requested = 谢谢您。{ $field }由客户经理核实后更正，编号{ $number }，最晚在{ $due }前办好。

own-export-text = 这是您的全部资料，可以直接打开阅读。
own-export-json = 这是同样的资料，供其他软件读取。
own-file-name = 我的资料
own-ask-withdraw = 撤回后，账户解除绑定，不再给您发祝福和调查；您仍可以照常咨询和投诉，已提出的事项照常办理。请问确认撤回吗？
own-withdrawn = 已经撤回，账户已解除绑定。您仍可以照常咨询、办理、投诉和提建议。
own-ask-erase = 删除后，您的姓名、电话、地址、生日、对话和文件都会删除，未办结的事项同时撤销。投诉、合同和操作记录依规定须保留，会去掉您的姓名和号码。删除后不能恢复。请问确认删除吗？
own-ask-erase-guest = 删除后，本对话的记录和文件都会删除，未办结的事项同时撤销。投诉依规定须保留，会去掉您的号码。删除后不能恢复。请问确认删除吗？
own-erased = 已经删除。依规定须保留的投诉、合同和操作记录已去掉您的姓名和号码。您仍可以照常咨询。
erased-words = （已按客户要求删除）
erased-name = 已删除的客户{ $number }

## Fields and their values

own-name = 姓名
own-gender = 称呼
own-kind = 类别
own-account = 客户编号
own-tier = 等级
own-phone = 电话
own-home_phone = 住宅电话
own-address = 地址
own-employer = 工作单位
own-post = 职务
own-birthday = 生日
own-language = 语言
own-contact_hours = 方便的时间
own-preferences = 偏好
own-taboos = 忌讳
own-user_name = 使用人
own-user_phone = 使用人电话
own-user_relation = 与户主的关系
own-wish_days = 希望的回访间隔
own-card = 贵宾卡状态
own-greetings = 祝福
own-do_not_disturb = 免打扰
own-do_not_contact = 免联系
own-gender-m = 先生
own-gender-f = 女士
own-kind-person = 个人
own-kind-group = 集团
own-kind-merchant = 商户
own-tier-diamond = 钻卡
own-tier-gold = 金卡
own-tier-silver = 银卡
own-tier-standard = 普通
own-card-none = 未领
own-card-sent = 已寄
own-card-received = 已领
own-yes = 是
own-no = 否
own-none = 未登记
own-days = { $days }天

## What is handed out

own-export-head = 个人资料导出，{ $company }，{ $time }
own-export-note = 以下是我们保存的与您有关的全部资料，公司内部的评注不在其中。
own-section-file = 【档案】
own-section-people = 【联系人】
own-section-days = 【纪念日】
own-section-bills = 【账单】
own-section-consents = 【同意记录】
own-section-matters = 【事项】
own-section-contacts = 【联系记录】
own-section-visits = 【预约】
own-section-files = 【文件】
own-section-messages = 【对话】
own-line = · { $text }
own-yuan = { $amount }元
own-consent-asked = 询问（文本{ $version }）
own-consent-agreed = 同意（文本{ $version }）
own-consent-refused = 不同意（文本{ $version }）
own-consent-withdrawn = 撤回同意（文本{ $version }）
own-matter = { $time } { $kind }{ $reference }：{ $text }
own-answer = 答复：{ $text }
own-contact-visit = 拜访
own-contact-call = 电话
own-contact-reception = 来访
own-contact-other = 联系
own-you = 您
own-us = 我们
own-message = { $time } { $who }：{ $text }

## Too many at once

flood-wait = 请您稍等一下。消息来得太快，这之后的几条没有处理，请稍后再发一次。
