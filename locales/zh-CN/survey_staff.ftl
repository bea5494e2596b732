### Satisfaction as colleagues read it: low scores, figures, what is to be done better (H2, H4, H5).

## Low scores (H4)

low-score = { $score }：{ $about }
duty-low_score = 满意度低 { $customer }（{ $text }）
push-low_score-now =
    客户不满意，请尽快联系
    { $what }
    责任人：{ $owner }
    请在{ $due }前打电话并记录。
push-low_score-breach =
    客户不满意，尚未联系
    { $what }
    责任人：{ $owner }
    应在{ $due }前联系，请尽快处理。
push-low_score-head =
    客户不满意，超时一个工作日尚未联系
    { $what }
    责任人：{ $owner }
    应在{ $due }前联系，请您督办。
push-survey-words =
    客户{ $customer }对评价的说明
    { $text }

## Figures (H5)

help-satisfaction = 查看客户满意度
satisfaction-head = 满意度（{ $quarter }）
satisfaction-all = 合计：{ $mean }分，{ $count }人评价，已邀请{ $asked }人（{ $spread }）
satisfaction-all-none = 合计：暂无评价，已邀请{ $asked }人
satisfaction-of = { $staff }：{ $mean }分，{ $count }人评价，已邀请{ $asked }人（{ $spread }）
satisfaction-of-none = { $staff }：暂无评价，已邀请{ $asked }人
satisfaction-share = { $score }{ $count }
satisfaction-between = ，
satisfaction-last = 上季度（{ $quarter }）：{ $mean }分，{ $count }人评价
satisfaction-last-none = 上季度（{ $quarter }）：暂无评价
satisfaction-vips = VIP客户：
satisfaction-vip = { $quarter }：满意度{ $score }，品牌感知度{ $brand }，VIP服务感知度{ $service }，回馈活动感知度{ $rewards }（{ $count }人）
satisfaction-mean = { $mean }分
satisfaction-no-mean = 暂无
satisfaction-low = 不满意的评价：
satisfaction-low-line = { $number }、{ $customer }（{ $staff }）{ $score }：{ $about }，{ $done }
satisfaction-done = 已联系
satisfaction-open = 待联系
improvements-head = 改进措施：
improvement-line = { $day }{ $staff }（{ $about }）：{ $text }
button-improve = 改进措施
button-export = 导出
ask-improvement-in = 请问是哪方面的改进？
ask-improvement = 请写下改进措施。
summary-improvement = 将这样记下改进措施，无误请点“保存”。
improvement-kept = 改进措施已记下，在“满意度”里可以看到。
import-kind-satisfaction = 满意度
satisfaction-low-sheet = 不满意的评价
satisfaction-column-manager = 客户经理
satisfaction-column-asked = 已邀请
satisfaction-column-count = 已评价
satisfaction-column-mean = 平均分
satisfaction-column-score-5 = 很满意
satisfaction-column-score-4 = 满意
satisfaction-column-score-3 = 一般
satisfaction-column-score-2 = 不满意
satisfaction-column-score-1 = 很不满意
satisfaction-column-time = 时间
satisfaction-column-customer = 客户
satisfaction-column-score = 评分
satisfaction-column-about = 事项
satisfaction-column-words = 说明
satisfaction-column-done = 跟进
