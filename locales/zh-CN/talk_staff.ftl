### Speaking with customers: what staff read (A5, A6, A9, A12, E2).

kind-chat = 在线对话
help-talks = 正在进行和等待的对话
talk-label = { $number } { $customer }
talk-line = 【{ $talk }】{ $text }
talk-line-waiting =
    { $customer }正在等待：{ $text }
talk-file = 〔{ $kind }〕
talk-the-file = 文件
talk-spoken = { $time } { $who }：{ $text }
talk-bot = 系统
talk-guest = 访客
talk-nothing-said = 没有交谈。

## Asked to come

talk-brief = { $customer }（{ $told }）请您接入对话 { $reference }
talk-brief-asked = 客户说：{ $text }
talk-brief-open = 未办结：{ $text }
talk-brief-last = 最近联系：{ $day } { $kind } { $text }
button-talk-join = 接入
button-talk-later = 稍后联系
button-talk-hand = 转交
button-talk-help = 请主管协助
button-talk-end = 结束对话
button-talk-end-now = 确认结束
button-talk-phone = 接电话
button-talk-focus = 切换到 { $talk }
button-talk-lines = 对话记录

talk-take-note = 请接入，或先点“已知悉”，否则将继续上报。

## Coming

talk-joined = 已接入【{ $talk }】。您输入的话会直接发给客户；指令照常可用。
talk-focused = 现在发给【{ $talk }】。
talk-focus-is = （您输入的话现在发给【{ $talk }】）
talk-sent-to = →【{ $talk }】
talk-sent = 已发给【{ $talk }】：{ $text }
talk-taken = { $staff }已经接入这位客户的对话。
talk-over = 这个对话已经结束。
talk-not-yours = 这个对话现在由别的同事负责，请输入“对话”查看。
talk-joined-already = 您已经接入这个对话，直接输入即可。
talk-unreached = 消息暂时发不到{ $customer }，请打电话联系。
talk-no-number = 没有编号{ $number }的对话，请输入“对话”查看。

## Held until it is clear what for

talk-ask-whom =
    刚才另一位客户也发来了消息。请问这句话发给谁？
    “{ $text }”
talk-ask-purpose =
    请问这句话是发给客户的吗？
    “{ $text }”
talk-ask-wording =
    发给【{ $talk }】的话里有{ $words }，建议说：
    { $kinder }
    仍然发送会留下记录。
button-talk-send = 发给 { $talk }
button-talk-usual = 不是，照常处理
button-talk-drop = 不发送
button-talk-change = 改
talk-change =
    没有发送，请重新写。原来写的是：
    { $text }
talk-dropped-line =
    没有发送：
    { $text }

## Later, handed over

ask-talk-later =
    { $about }

    请问最晚什么时候与客户联系？请选择或直接输入，例如：下午三点。
talk-later-about = 客户：{ $customer }
talk-promised = 已告诉{ $customer }，您会在{ $time }前联系。
talk-promised-unheard = 已记下{ $time }前联系{ $customer }；消息暂时发不到客户，请打电话联系。
ask-talk-why = 请问怎样告诉客户原因？请选择或直接写给客户的话。
talk-hand-about = 客户：{ $customer }
summary-talk-hand = 将这样转交，无误请点“转交”。
talk-why-closer = 为了更快为您解决
talk-why-busy = 您的客户经理正在处理另一件急事
talk-why-away = 您的客户经理需要外出
talk-handed = { $customer }的对话已转交{ $staff }，客户已收到说明。
push-talk-again = 客户再次请您接入对话
push-talk-handed = { $staff }把对话转交给您
push-talk-taken = { $staff }已接手{ $customer }的对话。

## On the telephone, and the end (A12, A27, L4)

talk-phone-told = 已向【{ $talk }】致歉，请在三分钟内回来。
talk-phone-said = 已经向客户致歉，请接完电话后继续。
talk-closing = 【{ $talk }】：客户道别后对话结束；如果{ $minutes }分钟没有新消息，也会致谢并结束。
talk-closing-complaint = 【{ $talk }】的客户有未办结的投诉，对话等客户道别后结束。如已与客户说好，请点“确认结束”。
talk-ended = 【{ $talk }】的对话已结束，记录已存入客户档案。

## What became of it

push-talk-remind = 【{ $talk }】的客户已等待两分钟，请尽快回复。
push-talk-dropped = 【{ $talk }】的客户等待较久，请{ $owner }尽快回复；有号码的客户已登记回电。
push-talk-call = 【{ $talk }】的客户希望改为电话联系，已登记回电。
push-talk-called = { $customer }不再等待对话，希望电话联系，已登记回电。
push-talk-goodbye = 【{ $talk }】的客户已道别，对话结束。
push-talk-idle = 【{ $talk }】较久没有新消息，已致谢并结束。
push-talk-complaint = 【{ $talk }】较久没有新消息；客户有未办结的投诉，对话没有结束。
push-talk-gone = 【{ $talk }】的客户已离开，请打电话联系。
push-talk-gone-call = 【{ $talk }】的对话中断，已登记回电，请尽快打给客户。
push-talk-dropped-idle = 【{ $talk }】的客户没有等到回复，对话已中断，请设法联系客户。
push-talk-withdrawn = { $customer }已取消人工对话的请求。

## Lists

talks-none = 现在没有进行中或等待的对话。
talks-head = 对话共{ $count }个：
talks-line-live = { $number }、进行中【{ $customer }】{ $staff } { $time }：{ $text }
talks-line-waiting = { $number }、等待接入 { $customer }（请{ $staff }接入）{ $time }：{ $text }
talk-lines-head = { $customer }的对话，{ $time }起：
