### Complaints and a customer's own matters, as the customer reads them (C4, D-26, H6).

## A complaint

voice-severity =
    请问这件事对您的影响有多大？
    一般：不太着急，{ $normal }内答复。
    重大：影响较大或涉及多人，马上告知主管，{ $major }内答复。
    紧急：现在无法使用或有安全风险，马上告知主管，{ $urgent }内答复。
voice-facts =
    { $category ->
        [network] 请问具体是什么情况？请写下地点、从什么时候开始和现象，也可以发照片。
        [tariff] 请问具体是什么情况？请写下哪个月、哪一笔费用，也可以发账单照片。
        [device] 请问具体是什么情况？请写下设备型号、现象、以前是否修过，也可以发照片。
       *[other] 请问具体是什么情况？请写下时间、地点和经过，也可以发照片。
    }
voice-as-said = 就是刚才说的：{ $text }
voice-kept = 您说的已经记下。
voice-routed = 您反映的情况已转{ $department }核实。
voice-leader-told = 已经马上告知{ $role }{ $staff }，无论几点都有人跟进，请您放心。
voice-hotline = 需要马上通话，也可以随时拨打服务热线{ $hotline }。
call-promised = 回电{ $reference }已经安排，最晚在{ $due }前给您打电话，请您保持电话畅通。
span-seconds = { $amount }秒
span-minutes = { $amount }分钟
span-hours = { $amount }小时
span-working_hours = { $amount }个工作小时
span-working_days = { $amount }个工作日
span-one-working_hours = 1个工作小时
span-one-working_days = 1个工作日

## An emergency (D-26)

emergency-first =
    { $peril ->
        [fire] 请您先离开现场，确保安全，并马上拨打119。
        [gas] 请您先离开现场，不要开关电器，到室外后马上拨打119。
        [shock] 请您先远离带电的地方，不要用手接触；有人触电或受伤，请马上拨打120。
        [injury] 请您先拨打120；需要警察帮助，请拨打110。
        [fraud] 请您先拨打110，并联系银行冻结账户。
       *[outage] 断电断网影响多人，我们优先处理。
    }
emergency-calm = { emergency-first }{ a21-calm-query }点“按紧急情况处理”，主管会马上收到，无论几点都有人跟进。请问您希望我们怎样帮助您？
button-emergency = 按紧急情况处理
emergency-form-kept = 您正在填写的内容已为您保留。
emergency-in-form = { emergency-first }已按紧急情况填写，请您核对后提交，主管会马上收到。
emergency-in-talk = { emergency-first }已按紧急情况登记，编号{ $reference }，{ $role }{ $leader }会马上收到，无论几点都有人跟进。
button-go-on-filling = 继续填写
form-goes-on = 您刚才填写的内容还在，可以接着填写。

## One matter in full

button-matter = 查看
button-add = 补充情况
button-withdraw = 撤回
button-again = 重新处理
button-my-files = 我发的附件
button-add-to = 补充到{ $kind }{ $reference }
matter-head = { $kind }{ $reference }（{ $state }）
matter-open = 处理中
matter-answered = 已答复，等您确认
matter-closed = 已办结
matter-withdrawn = 已撤回
matter-said = 您说（{ $time }）：{ $text }
matter-noted = 记录（{ $time }）：{ $text }
matter-class = 类别：{ $category }，程度：{ $severity }
matter-step-taken = { $role }{ $staff }已接手（{ $time }）。
matter-step-added = 您补充（{ $time }）：{ $text }
matter-step-missing = 您说还差（{ $time }）：{ $text }
matter-step-answered = 答复（{ $time }）：{ $text }
matter-step-unsolved = 您表示未解决（{ $time }），已请主管一起跟进。
matter-step-solved = 您确认已解决（{ $time }）。
matter-step-closed = 已为您办结（{ $time }）：{ $text }
matter-step-called = 已给您回电（{ $time }）。
matter-due = 最晚在{ $due }前答复您。
matter-late = 原定{ $due }前答复您，很抱歉没能做到。客户经理和主管正在跟进，会尽快与您联系。

## Adding and taking back

ask-addition = 请写下要补充到{ $reference }的情况，也可以直接发照片。
option-only-files = 就发这些
summary-addition = 将这样补充，请您核对，无误请点“提交”。
added-files = 附件{ $count }件
added-thanks = 谢谢您，已经补充到{ $reference }，并告知处理的同事，最晚在{ $due }前答复您。
withdraw-sure = 请问您确定撤回{ $reference }吗？撤回以后不再处理，需要时可以重新提出。
button-withdraw-yes = 确定撤回
button-withdraw-no = 不撤回
withdrawn-noted = { $reference }已撤回。有需要请随时告诉我。

## Told of progress (C4, D-25)

told-taken = 您的{ $kind }{ $reference }，{ $role }{ $staff }已经接手，正在处理，最晚在{ $due }前答复您。
told-referred = 您的{ $kind }{ $reference }已转{ $department }核实，有结果马上告诉您。
told-progress = 您的{ $kind }{ $reference }有进展：{ $text }
some-department = 相关部门

## The customer's word (H6)

unsolved-sorry = 很抱歉，这件事还没有让您满意。我们已请{ $role }一起跟进，编号{ $reference }，最晚在{ $due }前答复您。
ask-missing = 请问还差什么？可以点一下，也可以直接写几句，不说也会继续处理。
missing-same = 问题还在
missing-unclear = 答复没说清
missing-part = 只解决了一部分
missing-slow = 处理太慢
missing-kept = 已经记下：{ $text }，{ $reference }会按您说的继续处理。如果还有要说的，请直接写下来。
missing-noted = 您说的已经记在{ $reference }里，并告知处理的同事。
confirm-please =
    您的{ $kind }{ $reference }“{ $asked }”，之前答复您：
    { $text }
    请问您的问题解决了吗？您的确认对我们很重要。
closed-for-you =
    您的{ $kind }{ $reference }已答复，一直没有等到您的确认，先为您办结：{ $reason }
    如果仍需处理，请点“重新处理”，我们马上继续。

## Who is who

who-manager = 客户经理
who-supervisor = 主管
who-head = 负责人
who-admin = 管理员
