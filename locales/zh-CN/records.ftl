### Records kept honestly, what was promised, and forms filled in at leisure (C2–C8, O1).

## Changing and adding on a summary

button-mend-change = 改
button-mend-add = 补充
button-clear = 不填
ask-mend-change = 请问要改哪一项？请选择。
ask-mend-add = 请问要补充哪一项？请选择。
mend-stands = 现在是：{ $value }
