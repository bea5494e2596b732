### One typed line read as a record: what was understood, and what is asked (C2–C4, C8).

line-understood = 已读出：{ $what }
line-no-such-day = { $day }不存在，下次时间请您另选。
line-check = { $what }（请核对）
button-line-next = 下次：{ $what }
button-line-happened = 发生：{ $what }
button-line-due = 承诺：{ $what }前
button-line-kind-visit = 改为拜访
button-line-kind-call = 改为电话
button-line-severity = 程度：{ $what }
button-line-category = 类别：{ $what }
button-line-theirs = 承诺是客户的
button-line-drop = 去掉{ $field }
mentioned-head =
    { $customer }
    请问要做什么？
ask-line-instead =
    请问刚才这句话怎么处理？
    “{ $text }”
button-line-new = 记为新的记录
button-line-answer = 作为回答
