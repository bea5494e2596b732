### The words of the web page, of the demo's page and of the terminal client.

## The chat

web-lang = zh-CN
web-company = { $company }
web-title = { $company } · 客户服务
web-log = 对话内容
web-input = 请在这里输入
web-input-label = 输入消息
web-send = 发送
web-me = 您说：
web-them = 客服说：
web-new = 有新消息
web-cut = 更早的对话没有显示
web-script = 请在浏览器设置中启用 JavaScript，再打开本页。
web-sending = 发送中
web-delivered = 已送达
web-retry = 尚未送达，点此重试
web-failed = 未能送出
web-long = 这条消息较长，请分成几条发送
web-connecting = 正在连接…
web-offline = 网络已断开，正在重新连接…
web-slow = 请稍候，消息会依次送出
web-busy = 系统正忙，请稍候，消息会自动送出
web-many = 这个链接打开的窗口较多，请关闭其他窗口后刷新本页

## Files

web-attach = 添加照片或文件
web-place = 发送我的位置
web-no-place = 没有取得位置，请在浏览器中允许使用位置
web-position = 位置
web-uploading = 正在上传
web-upload-again = 没有上传成功，点此重试
web-file-failed = 文件没有上传成功，请重新选择
web-file-empty = 这个文件是空的，请重新选择
web-file-type = 为了安全，这类文件不接收，请选择照片、录音或文档
web-file-big = 文件较大，每个文件的上限是
web-file-often = 今天发送的文件较多，请明天再发送
web-file-photo = 照片
web-file-voice = 语音
web-file-audio = 录音
web-file-video = 视频
web-file-document = 文件

## The entry and its notices

web-entry-text = 欢迎您。请输入收到的一次性代码，也可以直接咨询。
web-entry-code = 一次性代码
web-entry-hint = 代码由您的客户经理提供，只能使用一次。
web-entry-go = 进入对话
web-entry-guest = 没有代码，直接咨询
web-home = 重新进入
web-unknown-title = 没有找到这个链接
web-unknown-text = 链接可能没有复制完整。请重新打开收到的链接，或用一次性代码进入。
web-gone-title = 这个链接已失效
web-gone-text = 为了您的信息安全，链接有使用期限。请向您的客户经理索取新的代码后重新进入。
web-often-title = 请稍候再试
web-often-text = 刚才的请求较多，请一分钟后再试。
web-busy-title = 系统正忙
web-busy-text = 请稍候几秒再打开本页，您的对话都在。
web-origin-title = 请从本页面进入
web-origin-text = 请重新打开本页面，再试一次。

## The demo

demo-title = 回访演示
demo-clock = 演示时间
demo-steps = 推进时间
demo-minutes = 快进 3 分钟
demo-morning = 次日 9:00
demo-workday = 下一工作日
demo-people = 打开或收起对话窗口
demo-close = 收起
demo-unread = 有新消息
demo-busy = 正在推进时间，到期的提醒和上报会依次发出…
demo-intro = 扮演其中任何一人：点“试试”后面的话填进输入框，再发送；推进时间，提醒和上报会依次发到相关的人。
demo-intro-short = 点“试试”后面的话，再推进时间看提醒
demo-more = 更多人物
demo-try = 试试
demo-code = 代码
demo-about-customer = 提问、投诉、请回电话
demo-about-guest = 尚未绑定，可用代码绑定
demo-about-manager = 记拜访、答复客户
demo-about-supervisor = 接收上报、指示、接手
demo-about-head = 接收再次上报
demo-about-admin = 接收系统故障
# One suggestion a line; what stands before a bar is the button's name, what follows is what is typed.
demo-try-customer =
    怎么查余额
    较难的问题｜我的合同原件放在你们哪位同事那里了
    我要投诉
    我的进度
demo-try-guest =
    怎么查余额
    绑定
demo-try-manager =
    今日
    一句话记拜访｜拜访 张三 谈了5G套餐 建议：营业厅延长开门 下周三再访
    报重大投诉｜投诉 王芳 重大 断网两天
    邀请 张伟
demo-try-supervisor =
    逾期
    今日
    帮助
demo-try-head =
    逾期
    今日
demo-try-admin = 帮助
demo-failed = 时间没有推进成功，请稍候再试。
demo-malformed = 请用 PT3M 或 2026-10-10T09:00 这样的写法。
demo-far = 一次最多走一年。

## The terminal

terminal-refused = 没有进入成功，请核对代码后稍候再试。
terminal-gone = 这个链接已失效，请索取新的代码。按 Ctrl-D 结束。
