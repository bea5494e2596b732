# Standard queries as staff see them: what is kept, who approves, what is asked in vain (N1, O2, T12).

query-referred = 客户问“{ $title }”后仍需处理：{ $text }

help-queries = 查看标准问答；“问答 套餐”可查找，“问答 待审批”“问答 导出”“问答 模板”亦可
help-newquery = 提出一条新的标准问答，审批后生效
help-facts = 设置答案里用到的企业信息，例如“企业信息 营业时间 9:00至18:00”
help-unsolved = 看客户没有得到解决的问题，一键补充问答

field-qtitle = 标题
field-qwordings = 问法
field-qanswer = 答案
field-qvalid = 有效期
field-qtier = 分类答案
field-qvariant = 这类客户的答案
field-qbuttons = 后续按钮
field-qdepartment = 部门
field-qowner = 负责人
field-qenglish = 英文
field-qentitle = 英文标题
field-qenanswer = 英文答案
field-qenwordings = 英文说法
field-qbegins = 生效日
field-qcomment = 退回意见
field-fname = 名称
field-fvalue = 内容

queries-head = 标准问答{ $count }条，其中待审批{ $waiting }条：
queries-line = { $number }、{ $title }（{ $state }）
queries-tail = 点编号查看；发送“问答”加关键字可查找，“新问答”可提出新的。
button-nth = { $number }

query-head = 【{ $title }】{ $state }
query-answer = 答案：{ $text }
query-variant = { $whom }客户的答案：{ $text }
query-wordings = 问法{ $count }条：{ $listed }
query-valid = 有效期：{ $span }
query-buttons = 后续按钮：{ $listed }
query-department = 转办部门：{ $department }
query-owner = 负责人：{ $staff }
query-english = 英文：{ $title }；{ $text }
query-english-wordings = 英文说法{ $count }条：{ $listed }
query-comment = 退回意见：{ $text }
query-usage = 近{ $days }天被问{ $asked }次，未再求助{ $helped }次，没有解决{ $unsolved }次
query-nothing = 暂无
query-gone = 这条问答已经撤销。
query-vip = 贵宾
query-always = 长期有效
query-from-approval = 批准之日
query-open-end = 长期
query-span = { $first }至{ $last }
query-today = 今天
query-no-department = 不转部门
query-no-buttons = 不另加按钮
query-no-variant = 不再单独答复
query-no-english = 不设英文

query-state-draft = 草稿
query-state-submitted = 待审批
query-state-returned = 已退回
query-state-approved = 生效中
query-state-coming = 已批准，未到生效日
query-state-old = 旧版
query-state-expired = 已过期，不再发送
query-state-retired = 已停用，{ $staff }
query-state-by = { $state }，第{ $number }版，{ $staff }批准
query-state-number = { $state }，第{ $number }版

button-approve = 批准
button-approve-on = 另定生效日
button-send-back = 退回
button-see-draft = 查看新稿
button-see-current = 查看原版
button-ask-approval = 提交审批
button-drop-draft = 撤销草稿
button-edit-query = 修改
button-versions = 历史版本
button-retire = 停用
button-restore = 恢复此版

query-versions-head = “{ $title }”的版本，共{ $count }个：
query-versions-line = { $number }、{ $state }，{ $time }
query-kept-draft = 已存为草稿，批准之前客户听到的不变。
query-submitted = “{ $title }”已提交，由{ $staff }审批。
query-dropped = “{ $title }”的草稿已撤销。
query-approved = “{ $title }”已批准，{ $day }起生效。
query-returned = “{ $title }”已退回，修改后可以再次提交。
query-retired = “{ $title }”已停用，不再发送给客户；修改并批准后可以重新启用。

push-query-submitted =
    { $staff }提交了标准问答“{ $title }”（第{ $number }版），请审批。
    答案：{ $answer }
push-query-approved = 标准问答“{ $title }”由{ $staff }批准，{ $day }起生效。
push-query-returned =
    标准问答“{ $title }”由{ $staff }退回，请修改后再提交。
    意见：{ $comment }
push-query-ending = 标准问答“{ $title }”的有效期到{ $day }为止，到期后不再发送给客户。请续期或改写。
push-query-ended = 标准问答“{ $title }”已过有效期（{ $day }），不再发送给客户，相关问题由人工答复。请续期或停用。

ask-query-field = 请问要修改哪一项？
ask-query-title = 请问这条问答的标题是什么？例如“更换套餐”，客户会在按钮上看到。
ask-query-wordings =
    请问客户会怎么问？每行一种说法，越口语越好，建议五种以上。
ask-query-wordings-more =
    现在的问法：
    { $wordings }
    请问要增加哪些？每行一种；要去掉第三种，请写“删 3”。
ask-query-answer =
    现在的答案：{ $answer }
    请问新的答案是什么？可用的企业信息：{ $facts }。
ask-query-answer-new =
    请问答案是什么？可用的企业信息：{ $facts }。
ask-query-valid = 请问这条答案从哪天到哪天有效？例如“10月1日到12月31日”或“到2026-12-31”。
ask-query-tier = 请问哪一类客户另有答案？可选等级，也可写客户标签里的产品名，例如“5G”。
ask-query-variant = 请问这类客户的答案是什么？写“删除”则不再单独答复。
ask-query-buttons = 请问答案下面另加哪些按钮？可写多个，用顿号隔开；也可写另一条问答的标题。
ask-query-department = 请问客户说没有解决时，转哪个部门核实？
ask-query-entitle =
    现在的英文标题：{ $entitle }
    请问新的英文标题是什么？例如“Change my plan”，读英文的客户会在按钮上看到。写“无”则不设英文。
ask-query-enanswer =
    现在的英文答案：{ $enanswer }
    请问新的英文答案是什么？企业信息的大括号写法与中文答案相同。
ask-query-enwordings =
    现在的英文说法：{ $enwordings }
    请问读英文的客户会怎么问？每行一种，例如“How do I change my plan”，新写的会代替原有的。
ask-query-owner = 请问由谁负责这条问答？到期前会提醒负责人。
ask-query-begins = 请问“{ $title }”从哪天起生效？例如“10月8日”。
ask-query-comment = 请问“{ $title }”需要怎样修改？
summary-query-new = 将存为草稿，提交并批准后才会答复客户。
summary-query-edit = 将这样修改，批准之前客户听到的不变。
summary-query-begins = 将批准这一版，从下面的日子起生效。
summary-query-return = 将退回给提交人。

check-no-answer = 需修改：还没有答案。
check-no-wordings = 需修改：还没有问法。
check-too-long = 需修改：答案{ $length }字，最多{ $limit }字。
check-forbidden = 需修改：{ $words }不能对客户说，可以改为：{ $kinder }
check-unfilled = 需修改：答案里有没填的空，请写成企业信息，例如“营业时间”的大括号写法。
check-too-loud = 需修改：请不要用表情或连续的感叹号。
check-impolite = 需修改：问客户的话请以“请问”开头。
check-few = 提醒：问法只有{ $count }种，建议至少{ $few }种，答得更准。
check-english-chinese = 需修改：英文标题和英文答案里请不要夹中文，企业信息请用大括号写法。
check-english-part = 提醒：英文还缺{ $missing }，读英文的客户在那里会看到中文。
check-english-slots = 提醒：英文答案和中文答案用到的企业信息不同，请核对。
check-shared = 提醒：“{ $wording }”已是“{ $title }”的问法，请留在一处。
check-facts = 提醒：企业信息{ $names }还没有设置，设置之前这条答案不会发给客户，请管理员在“企业信息”里补上。

error-query-none = 没有找到“{ $text }”的问答，请换个词，或发送“新问答”提出一条。
error-query-none-so = 目前没有这样的问答。
error-query-title = 已经有一条问答叫“{ $title }”，请换个标题，或直接修改那一条。
error-query-title-long = 标题请在{ $limit }个字以内，不带冒号。
error-query-wording-long = 每种问法请在{ $limit }个字以内，一行一种。
error-query-wordings-many = 问法最多{ $limit }种，请先去掉一些。
error-query-wordings-none = 请至少留一种问法，例如“怎么换套餐”。
error-query-english-title = 英文标题请在{ $limit }个字符以内。
error-query-english-chinese = 请用英文写，企业信息请用大括号写法。
error-query-words = { $words }不能对客户说，可以改为：{ $kinder }
error-query-impolite = 问客户的话请以“请问”开头。
error-query-span = 请写明日期，例如“10月1日到12月31日”或“到2026-12-31”。
error-query-span-past = 这段时间已经过去，或先后颠倒，请重新写明。
error-query-button = 没有“{ $text }”这个按钮或问答，可用的有：{ $known }，或另一条问答的标题。
error-query-buttons = 请写一到{ $limit }个按钮，用顿号隔开。
error-query-product = 请写一个等级或产品名，例如“5G”，不超过十二个字。
error-query-draft-others = 这条问答有同事正在修改，请等待审批后再改，或与主管商量。
error-query-faults =
    请先修改再提交：
    { $faults }
error-query-nobody = 没有可以审批的主管或负责人，请管理员先邀请一位；自己写的不能自己批准。
error-query-own = 这一版有您的修改，请由另一位主管或负责人批准。
error-query-over = 这条答案的有效期到{ $day }为止，请先改有效期再批准。
error-query-day = 请写今天或以后的日子，例如“10月8日”。
error-query-no-current = 这条问答还没有生效的版本。

facts-head = 答案里用到的企业信息：
facts-line = { $name }：{ $value }
facts-line-missing = { $name }：未设置，{ $count }条问答在等它
facts-line-untranslated = { $name }：未设置，{ $count }条英文答案里用原文
facts-held = 还有{ $count }条问答因缺少企业信息没有启用。
facts-whole = 所有问答的企业信息都已齐全。
fact-set = 已设置“{ $name }”，相关答案随即使用。
fact-gone = 已去掉“{ $name }”。
fact-taken-away = 去掉
button-set-fact = 设置
ask-fact-name = 请问要设置哪一项？也可以写一个新的名称。
ask-fact-value = 请问内容是什么？写“无”则去掉。
summary-fact = 将这样写进答案。
error-fact-how = 请写明名称和内容，例如“企业信息 营业时间 9:00至18:00”。
error-fact-fixed = “{ $name }”由系统设置给出，请在启动设置里修改。
error-fact-name = 名称请在{ $limit }个字以内，不带空格和标点。
error-fact-long = 内容请在{ $limit }个字以内，写在一行。
error-fact-value = 这项内容不能放进给客户的答案，请换个写法。

teach-ask = 请问要不要把这个问题教给机器人？批准后，下次有人这样问就能直接答复。
button-teach-wording = 加为“{ $title }”的问法
button-teach-query = 存为新问答
taught-wording = 已提议加为“{ $title }”的问法，由{ $staff }审批。
error-teach-there = 这个问法已在“{ $title }”里，或问法已满。
error-teach-long = 这个问题超过{ $limit }个字，请点“新问答”换成简短的说法。

unsolved-weekly = 上周客户没有得到解决的问题：
unsolved-head = 近{ $days }天有{ $count }个问题没有得到解决，按最接近的问答排列：
unsolved-group = 【{ $title }】
unsolved-none-near = 没有相近的问答
unsolved-line-told = { $number }、“{ $text }”问了{ $times }次，答复后没有解决
unsolved-line-open = { $number }、“{ $text }”问了{ $times }次，没有答案
unsolved-nothing = 近来没有未解决的问题。
unsolved-ignored = 已忽略“{ $text }”。
button-unsolved-wording = 加为问法
button-unsolved-query = 新问答
button-unsolved-ignore = 忽略

import-kind-queries = 标准问答
import-kind-facts = 企业信息
sheet-title = 标题
sheet-title-hint = 例如：更换套餐；同一标题可以有多行，见“等级”“产品”
sheet-wordings = 问法
sheet-wordings-hint = 每行一种，或用分号隔开，建议五种以上
sheet-answer = 答案
sheet-answer-hint = 可用企业信息，例如｛营业时间｝
sheet-tier = 等级
sheet-tier-hint = 另起一行，只对这个等级的客户这样答；普通答案这里留空
sheet-product = 产品
sheet-product-hint = 另起一行，只对有这个标签的客户这样答
sheet-buttons = 后续按钮
sheet-buttons-hint = 例如：办理、我要投诉，或另一条问答的标题，用顿号隔开
sheet-department = 部门
sheet-department-hint = 没有解决时转哪个部门核实
sheet-first = 有效期起
sheet-first-hint = 例如：2026-10-01，可留空
sheet-last = 有效期止
sheet-last-hint = 例如：2026-12-31，可留空
sheet-owner = 负责人
sheet-owner-hint = 同事的姓名，可留空
sheet-english_title = 英文标题
sheet-english_title-hint = 例如：Change my plan，可留空
sheet-english_answer = 英文答案
sheet-english_answer-hint = 发给读英文的客户，可留空；企业信息的写法与中文答案相同
sheet-english_wordings = 英文说法
sheet-english_wordings-hint = 每行一种，或用分号隔开，可留空
sheet-fact = 企业信息
sheet-fact-hint = 例如：营业时间
sheet-value = 内容
sheet-value-hint = 例如：周一至周日9:00至18:00
sheet-queries-kept = 已存为草稿{ $count }条，未导入{ $rejected }行。提交并批准后才会答复客户。
sheet-facts-kept = 已设置企业信息{ $count }项，未导入{ $rejected }行，相关答案随即使用。
button-see-drafts = 查看草稿
error-sheet-twice = “{ $title }”有两行普通答案，请留一行，其余写明等级或产品。
error-sheet-no-plain = “{ $title }”没有普通答案的一行。
error-sheet-tier = 没有“{ $text }”这个等级，可写：{ $known }。
error-sheet-day = “{ $text }”不是日期，请写成2026-10-01。
error-query-sheet = 这不是标准问答或企业信息的表格，请用huifang queries template取得表格。
error-query-approver = 没有名叫{ $name }的主管或负责人，不能由其批准。
cli-starter-approver = 随产品提供
cli-planted = 已放入{ $count }条标准问答，{ $there }条标题已存在，没有改动。
cli-facts-missing = 还缺企业信息：{ $names }。设置之前相关答案不会发送，请管理员在聊天里发送“企业信息”，或用表格导入。
cli-queries-kept-approved = 已导入{ $count }条，已生效。
cli-queries-kept-drafts = 已导入{ $count }条，均为草稿，批准后生效。
cli-queries-exported = 已导出{ $count }行到{ $file }

button-submit-all = 全部提交审批（{ $count }条）
button-approve-all = 全部批准（{ $count }条）
button-see-waiting = 查看待审批
queries-submitted = 已提交{ $count }条，由{ $staff }审批；{ $left }条还需修改，没有提交。
queries-approved = 已批准{ $count }条；{ $left }条没有批准，请逐条查看。
push-queries-submitted = { $staff }提交了{ $count }条标准问答，请审批：{ $titles }等。
push-queries-approved = { $staff }批准了您参与的{ $count }条标准问答。

## What was tried before a person was asked

case-tried-unsolved = 已按{ $titles }答复，客户表示没有解决。
case-tried-none = 客户看过{ $titles }，都不是要问的。
