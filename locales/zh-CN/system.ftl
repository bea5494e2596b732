### What the command line prints.

cli-serving = 已启动：{ $url }（按 Ctrl-C 结束）
cli-demo = 演示已启动，请打开 { $url } （按 Ctrl-C 结束）
cli-migrated = 数据库已更新到当前版本。
cli-migrated-already = 数据库已是当前版本。
cli-backed-up = 备份已写入 { $file }
cli-invited = { $name }（{ $role }）的邀请：
cli-code = 一次性代码：{ $code }，有效期到{ $time }。
cli-telegram = Telegram 链接：{ $link }
cli-no-telegram = 也可以在网页入口或对话里直接输入代码 { $code }
cli-web = 网页链接：{ $link }
