### Files that people send, and those shown again (C3, C4, G1).

file-kind-photo = 照片
file-kind-voice = 语音
file-kind-audio = 录音
file-kind-video = 视频
file-kind-document = 文件
file-kind-position = 位置

## What is refused, and what would be right

error-file-lost = 文件没有收到，请您再发送一次。
error-file-empty = 收到的文件是空的，请您检查后再发送一次。
error-file-big = 文件较大，请发送{ $limit }MB以内的文件。
error-file-type = 为了安全，这类文件不接收，请发送照片、语音或文档。
error-file-many = 一条记录最多附{ $limit }件，请先保存，再另记一条。
error-file-often = 一天之内最多接收{ $limit }个文件，请明天再发送。
error-file-none = 这条记录没有附件。
error-file-role = 已收到{ $kind }。附件由客户经理和主管记入客户的记录，请转给负责的客户经理。

## Attached

file-attached = 已附上{ $kind }，共{ $count }件。
ask-file-where = 已收到{ $kind }，共{ $count }件。请问要附到哪里？
button-file-visit = 记拜访
button-file-latest = 附到{ $kind }记录：{ $customer }
file-to-contact = { $file }已附到{ $customer }的{ $kind }记录。
file-there-already = { $file }已经在{ $customer }的{ $kind }记录里。
file-detached = 已从记录中取下{ $kind }，共{ $count }件。请问要附到哪里？
button-files = 查看附件
file-shown = { $kind } { $number }/{ $count }，{ $time }收到

## From customers

ask-file-what = 已收到您的{ $kind }，共{ $count }件，谢谢。请问需要为您做什么？
file-wanted = 客户发来{ $kind }，共{ $count }件，请查看附件。
case-files = 附件：{ $count }件
