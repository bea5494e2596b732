### What customers are told on their days (D-17, D-18, B8).

greeting-called =
    { $title ->
        [mr] Mr { $surname }
        [ms] Ms { $surname }
       *[none] { $name }
    }
greeting-birthday = Hello { greeting-called }. Today is your birthday: { $company } wishes you a happy birthday, good health and every success.
greeting-anniversary = Hello { greeting-called }. Today is { $day }: { $company } sends you our congratulations, and thanks you for your support.
# Said by us: a session that it opens has its greeting already (A1).
greeting-birthday-sent = { greeting-called }, today is your birthday: { $company } wishes you a happy birthday, good health and every success.
greeting-anniversary-sent = { greeting-called }, today is { $day }: { $company } sends you our congratulations, and thanks you for your support.
