### What customers are told on their days (D-17, D-18, B8).

greeting-called =
    { $title ->
        [mr] { $surname }先生
        [ms] { $surname }女士
       *[none] { $name }
    }
greeting-birthday = { greeting-called }，您好。今天是您的生日，{ $company }祝您生日快乐，身体健康，万事顺意。
greeting-anniversary = { greeting-called }，您好。今天是{ $day }，{ $company }向您表示祝贺，感谢您一直以来的支持。
# Said by us: a session that it opens has its 您好 already (A1).
greeting-birthday-sent = { greeting-called }，今天是您的生日，{ $company }祝您生日快乐，身体健康，万事顺意。
greeting-anniversary-sent = { greeting-called }，今天是{ $day }，{ $company }向您表示祝贺，感谢您一直以来的支持。
