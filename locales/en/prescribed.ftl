### The words of the service standard that customers read, in English; see the Chinese catalogue for their source.

# A1
a1-greeting = Hello, this is { $company }.
# A3
a3-wait = Please wait a moment.
# A4
a4-leave-number = Please leave your phone number, and I will call you.
# A5
a5-takeover = Hello, I am your account manager { $manager }.
# A7
a7-wait = Please wait a moment; I will answer you once I have made sure.
# A7
a7-promise = Please bear with us: I have noted your question and will come back to you once I have made sure, by { $due } at the latest.
# A12, B15
a12-closing = Thank you very much for your support. If you have any question about { $company }, please call the account managers’ hotline { $hotline } at any time; I will be glad to serve you.
# A12, B15
a12-goodbye = Sorry to have troubled you. Goodbye.
# A16: surname and title only where the title is known, else the full name
a16-address =
    { $title ->
        [mr] Mr { $surname }
        [ms] Ms { $surname }
       *[none] { $name }
    }
# A18
a18-welcome = Hello, it is a pleasure to see you.
# A19
a19-thanks = Thank you for your suggestion. We have noted it, number { $number }, and will answer you by { $due } at the latest.
# A20
a20-criticism = Thank you for your criticism and advice. We will improve within a short time; please keep an eye on us.
# A21
a21-calm = Please do not worry, I will explain it at once.
# A21
a21-calm-query = Please do not worry, I will look into it at once.
# A22, B13
a22-apology = We are very sorry for so much inconvenience. Please believe that I will do all I can to solve this and give you a satisfactory answer.
# A23
a23-network = Please bear with us: the network is disturbing your work and life, and we are even more anxious about it than you are.
# A28
a28-interrupt = Sorry to interrupt your conversation.
# A29
a29-reschedule = We are sorry: because of { $reason }, the visit at { $time } has to be moved. Please accept our apology and choose a time that suits you: { $options }.
# A30
a30-reschedule = We are sorry: because of { $reason }, I cannot come at the agreed { $time }. Please bear with us and choose a time that suits you: { $options }.
# B15
b15-closing = { a12-closing } { a12-goodbye }
# B18
b18-ask-slot = Hello { a16-address }, I am { $manager }, account manager of { $company }, and would like to visit you about { $purpose }. May I ask which time suits you: { $options }? You can also name another time.
# B18
b18-confirm = Thank you. We have agreed to meet at { $time }, place: { $place }. I will be there on time.
# B22
b22-handover = Hello { a16-address }, from today account manager { $manager } serves you in place of { $previous_manager }, phone { $phone }. Thank you for your support; please contact us whenever you need us.
