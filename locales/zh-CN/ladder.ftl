### What the ladder says, progress, and what departments look into (D-14, D-25, E1).

## A VIP's request at any hour (D-14)

push-vip-now = VIP客户的请求
push-vip-deputy = VIP客户的请求，{ $owner }尚未确认
push-vip-supervisor = VIP客户的请求，{ $owner }尚未确认
push-vip-head = VIP客户的请求，{ $owner }和主管尚未确认
push-in-english = 客户使用英语，请用英语答复。
vip-take-note = 请先点“已知悉”，否则将继续上报。

## What became of it (E1)

push-called = 已回电：{ $kind }{ $reference }，由{ $staff }回电。
push-fed-back = 已办结并反馈：{ $kind }{ $reference }，由{ $staff }反馈。
push-progress =
    { $kind }{ $reference }有进展
    { $staff }：{ $text }

## Progress

button-headway = 进展
help-headway = 记下事项的进展
ask-headway =
    { $about }

    请写下进展，会告诉客户，客户在“我的进度”里也能看到。
summary-headway = 将这样记下进展，无误请点“保存”。
headway-noted = { $reference }的进展已记下。
error-headway-which = 请写上编号和进展，例如：进展 T1001 已请运维部检测。
progress-step-progress = 最新进展（{ $time }）：{ $text }
progress-step-referred = 已转{ $department }核实（{ $time }）。
progress-step-department = 相关部门已反馈（{ $time }），客户经理会尽快答复您。
case-step-progress = 进展：{ $text }（{ $staff }，{ $time }）
case-step-referred = 转部门：{ $text }（{ $staff }，{ $time }）
case-step-department = 部门反馈：{ $text }（{ $staff }，{ $time }）

## Departments (D-25, E5)

button-refer = 转部门
button-feed-back = 反馈
button-answer-customer = 答复客户
help-departments = 设置各部门的负责人
departments-head = 各部门的负责人：
departments-line = { $department }：{ $person }
departments-nobody = 待设置
departments-tail = 设置请写：部门 { $department } 员工姓名
department-set = { $department }的事项今后由{ $staff }核实。
department-asked = { $department }：{ $text }
field-department = 部门
ask-department = 请问转给哪个部门？
ask-refer = 请写下需要部门核实的内容。
summary-refer = 将这样转给部门，无误请点“发送”。
refer-sent = 已转{ $department }（{ $staff }），请其在{ $due }前反馈。答复客户仍由您负责。
refer-network = 已转{ $department }（{ $staff }），请其在{ $due }前反馈。
ask-feed-back =
    { $about }

    请写下核实的结果。
summary-feed-back = 将这样反馈，无误请点“发送”。
feed-back-sent = { $reference }的核实结果已反馈，谢谢您。
duty-department = 部门核实 { $what }
error-department-none = 请写上部门和员工姓名，例如：部门 运维部 王强。现有部门：{ $names }。
error-department-nobody = { $department }还没有负责人，请管理员设置：部门 { $department } 员工姓名。
error-departments-nobody = 各部门还没有负责人，请管理员设置，例如：部门 运维部 员工姓名。
push-department-new =
    请核实{ $reference }
    { $asked }
    客户：{ $customer }
    客户反映：{ $text }
    { $staff }请您在{ $due }前反馈。
push-department-morning =
    今天要反馈的核实
    { $what }
    请在{ $due }前反馈。
push-department-breach =
    部门核实已超时
    { $what }
    责任人：{ $owner }
    应在{ $due }前反馈，请尽快处理。
push-department-up =
    部门核实超时，尚未反馈
    { $what }
    责任人：{ $owner }
    应在{ $due }前反馈，请您督办。
push-department-back =
    { $reference }部门反馈
    { $asked }
    { $staff }：{ $text }
    请在{ $due }前答复{ $customer }。
push-department-done = { $reference }的部门核实已反馈，由{ $staff }反馈。
