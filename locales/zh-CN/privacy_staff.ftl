### Privacy as staff read it (G3, G7).

push-erased = 客户（编号{ $number }）已按本人要求删除资料，须保留的记录已去掉姓名和号码。
push-own-corrected = { $customer }自己更正了资料：{ $field }。
help-behalf = 客户来电要求导出或删除资料，例如：资料请求 张三
behalf-whom = 请写上客户的全名或号码，例如：资料请求 张三
error-behalf-none = 没有找到这位客户，请写上全名或完整的号码。
error-behalf-several = 有几位同名的客户，请写上完整的号码。
ask-behalf = 请问{ $whom }要求的是什么？
behalf-export = 导出资料
behalf-erase = 删除资料
ask-behalf-reason = 请问客户是怎样提出的？请写下来源和核实身份的方法，例如：来电，已核对姓名和号码。
field-wanted_data = 要求
field-behalf_reason = 缘由
summary-behalf = 请核对。删除后不能恢复；依规定须保留的投诉、合同和操作记录会去掉姓名和号码。
button-behalf = 确认办理
behalf-erased = 已删除，客户编号{ $number }。

redacted-staff = 证件号码、银行卡号和密码不在这里保存，已经隐去。
push-code-locked = 有对话连续{ $tries }次输错绑定代码，已停用{ $minutes }分钟（{ $channel }，对话编号{ $address }）。请留意是否有人在试代码。
push-source-locked = 网页上同一来源接连{ $tries }次输错绑定代码，这个来源的代码已停用{ $minutes }分钟，别处不受影响。请留意是否有人在试代码。
push-code-guessing = 最近一小时共有{ $count }次输错绑定代码，可能有人在试代码。每个对话现在最多试{ $tries }次。
