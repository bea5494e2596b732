# Bringing spreadsheets in and handing them out (C1, C9, G3): chat, result sheets and the terminal.

## What a file is refused for

error-sheet-kind = 请发送Excel或CSV表格（.xlsx、.csv、.xls）。
error-sheet-large = 表格超过{ $limit }MB，请分成几份再发送。
error-sheet-unpacked = 表格解开后超过{ $limit }MB，请分成几份再发送。
error-sheet-rows = 表格超过{ $limit }行，请分成几份再发送。
error-sheet-empty = 表格里没有数据，请填写后再发送。
error-sheet-corrupt = 表格打不开，可能已损坏。请在Excel中另存一份后再发送。
error-sheet-locked = 表格有密码保护，请去掉密码后再发送。
error-import-columns = 没有认出表格的列：{ $listed }。第一行应是列名，例如客户编号、姓名、手机；发送“模板”可取得模板。

## Why a row is not taken, and what is pointed out

import-too-long = { $column }超过{ $limit }个字
import-account-cut = 客户编号{ $value }被表格软件截断，请设为文本后重新填写
import-phone = { $column }“{ $value }”不是有效的号码
import-masked = 号码中间是隐去的，请填写完整号码
import-masked-unknown = 号码中间是隐去的，认不出是哪位客户，请填写客户编号或完整号码
import-choice = { $column }“{ $value }”无法识别，可填：{ $listed }
import-birthday-unclear = { $column }“{ $value }”无法识别，可填1980-05-02或农历八月十五
import-birthday-which = { $column }“{ $value }”分不清公历农历，请写明
import-birthday-solar = { $column }“{ $value }”不存在：{ $month }月最多{ $most }天
import-birthday-lunar = { $column }“{ $value }”不存在：农历每月最多{ $most }天
import-birthday-leap = { $column }“{ $value }”不存在：没有闰{ $month }月
import-birthday-leap-year = { $column }“{ $value }”不存在：{ $year }年没有这个闰月
import-birthday-year = { $column }“{ $value }”的年份不对
import-number = { $column }“{ $value }”不是数字
import-month = { $column }“{ $value }”不是月份，可填2026-03
import-moment = { $column }“{ $value }”不是日期，可填2026-03-02 10:30
import-field-unknown = { $column }“{ $value }”不是已知的项目
import-staff-unknown = { $column }“{ $name }”不在系统中
import-staff-several = { $column }“{ $name }”有多人同名
import-several = 有多位同名同号的客户“{ $name }”，请填写客户编号
import-repeated = 与第{ $row }行是同一客户
import-repeated-row = 与第{ $row }行重复
import-no-name = 缺少姓名
import-others = 该客户由{ $name }负责
import-not-own = 该客户不在您的负责范围
import-manager-beyond = 客户经理{ $name }不在您的团队
import-tier = 等级、重要VIP和客户经理由主管调整
import-tier-new = 等级由主管设置，已按普通登记
import-same-phone = 号码与客户{ $name }相同
import-same-phone-row = 号码与第{ $row }行相同
import-liaison-name = 缺少联系人姓名
import-no-customer = 没有找到这位客户
import-no-content = 缺少内容
import-no-happened-at = 缺少联系时间
import-no-manager = 客户还没有客户经理
import-no-case-kind = 缺少事项类型
import-no-text = 缺少事项内容
import-no-created-at = 缺少受理时间
import-no-month = 缺少月份
import-no-amount = 缺少金额
import-future = 时间在将来
import-negative = { $month }的话费是负数
import-cell-error = { $column }的单元格有错误值{ $value }
import-cell-formula = { $column }的公式没有结果，请在Excel中打开并保存后再发送
import-cell-broken = { $column }的单元格已损坏，请重新填写
import-due-early = 期限早于受理时间
import-case-still-open = 系统中尚未办结，请在系统中答复

## Results

import-action-create = 新增
import-action-update = 更新
import-action-unchanged = 不变
import-action-reject = 未导入
import-column-row = 行号
import-column-action = 结果
import-column-why = 说明
import-result-title = 检查结果
import-template-mark = 导入模板 { $kind }
import-result-mark = 导入检查结果 { $name }
import-kind-customers = 客户
import-kind-contacts = 联系记录
import-kind-cases = 投诉建议
import-kind-bills = 话费账单
import-state-waiting = 等待检查
import-state-checking = 正在检查
import-state-checked = 等待确认
import-state-keeping = 正在导入
import-state-done = 已导入
import-state-undoing = 正在撤销
import-state-undone = 已撤销
import-state-cancelled = 已取消
import-state-failed = 未完成
import-checked =
    已检查{ $kind }{ $rows }行：新增{ $created }，更新{ $updated }，不变{ $unchanged }，未导入{ $rejected }。
import-unknown = 没有使用的列：{ $listed }。
import-unknown-many = 没有使用的列共{ $count }个：{ $listed }等。
import-warned = { $count }行有提醒，见检查结果。
error-import-state = 这份表格的状态已改变，请重新发送表格。
error-import-moved = 检查之后有{ $count }处资料已改变，请重新检查后再导入。
error-import-not-kept = 这次导入已撤销或没有完成。
error-import-old = { $name }是{ $time }收到的，已超过{ $hours }小时，请重新发送表格。
error-import-none-checked = 没有等待确认的表格。
error-import-none-kept = 没有可以撤销的导入。
error-import-undo-late = 导入超过{ $hours }小时，不能再撤销。

## In the chat

help-import = 导入客户、联系记录、话费
help-template = 导入用的表格模板
help-export = 导出客户和联系记录
import-how =
    请把Excel或CSV表格作为文件发送给我：先检查，不会立刻写入，您确认后才导入。
    可导入客户、联系记录、投诉建议和话费账单，由列名识别。发送“模板”可取得表格。
import-wait = 请您稍等一下，正在检查表格。
import-template-wait = 请您稍等一下，正在准备模板。
import-template = 模板第二行是填写说明，从第三行开始填写，填好后发送给我。
import-template-name = 导入模板
import-progress-check = 请您稍等一下，正在检查表格：{ $percent }%。
import-progress-undo = 请您稍等一下，正在撤销：{ $percent }%。
import-result-name = { $name }-检查结果
import-ask = 请问现在导入吗？
import-nothing = 没有需要导入的内容。
import-keeping = 请您稍等一下，正在导入{ $name }（{ $time }收到）。
import-undoing = 请您稍等一下，正在撤销导入{ $name }（{ $time }收到）。
import-kept = 已导入：新增{ $created }，更新{ $updated }，未导入{ $rejected }。{ $hours }小时内可以撤销。
import-undone = 已撤销导入：删除{ $removed }，恢复{ $restored }。
import-undone-some =
    已撤销导入：删除{ $removed }，恢复{ $restored }。
    { $stayed }行之后已有变动，没有撤销。
import-cancelled = 已取消，没有导入任何内容。
import-cancelled-file = 已取消{ $name }（{ $time }收到），没有导入任何内容。
import-stale = 这份表格{ $state }。
import-broken = 对不起，表格没有处理完，没有导入任何内容。请您再发送一次。
import-file-gone = 表格已不在了，请再发送一次。
import-file-attached = 如需导入这份表格，请按“导入此表”。
button-import-file = 导入此表
button-import = 导入
button-import-cancel = 取消
button-import-again = 重新检查
button-import-undo = 撤销导入
ask-export = 请问导出哪一种？
export-wait = 请您稍等一下，正在准备表格。
export-done =
    已导出{ $count }行，{ $hours }小时内可以下载。
    表格带有您的姓名和时间，请妥善保管，不要转发。
export-broken = 对不起，表格没有准备好。请您再发送一次“导出”或“模板”。
export-mark = { $name } { $time } 导出 仅供本人工作使用
export-about = 说明
export-rows = 共{ $count }行
export-secrecy = 客户资料请严格保密，用后删除。

## The terminal

cli-import-progress = 检查 { $bar } { $percent }% { $rows }行
cli-import-no-file = 没有这个文件：{ $file }
cli-import-kept = 已导入，编号{ $id }：新增{ $created }，更新{ $updated }。撤销：huifang import --undo { $id }
cli-import-not-kept = 没有导入。
cli-import-nothing = 没有需要导入的内容。
cli-import-ask = 导入请输入y：
cli-import-result = 逐行结果：{ $file }
cli-import-undone = 已撤销：删除{ $removed }，恢复{ $restored }，保留{ $stayed }（之后已有变动）。
cli-import-template = 模板已写入{ $file }
cli-import-template-there = 已有{ $file }，请换一个文件名。
cli-import-template-nowhere = 模板无法写入{ $file }，请检查文件夹和权限。
