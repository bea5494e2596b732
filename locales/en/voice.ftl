### Complaints and a customer's own matters, as the customer reads them (C4, D-26, H6).

## A complaint

voice-severity =
    May I ask how much this affects you?
    Normal: not pressing, answered within { $normal }.
    Serious: affects a lot or several people; a supervisor is told at once, answered within { $major }.
    Urgent: nothing works now, or there is a risk to safety; a supervisor is told at once, answered within { $urgent }.
voice-facts =
    { $category ->
        [network] May I ask where it happens, since when, and what you notice? Photos are welcome too.
        [tariff] May I ask which month and which charge it is about? A photo of the bill is welcome too.
        [device] May I ask which device and model it is, what happens, and whether it was repaired before? Photos are welcome too.
       *[other] May I ask what happened? Please write when, where and how. Photos are welcome too.
    }
voice-as-said = As I just said: { $text }
voice-kept = What you said has been noted.
voice-routed = What you report has been passed to { $department } to look into.
voice-leader-told = Our { $role } { $staff } has been told at once. Whatever the hour, somebody is on it.
voice-hotline = If you would rather talk right now, you can call the service line { $hotline } at any time.
call-promised = Call { $reference } is arranged: we call you by { $due }. Please keep your phone at hand.
span-seconds = { $amount } seconds
span-minutes = { $amount } minutes
span-hours = { $amount } hours
span-working_hours = { $amount } working hours
span-working_days = { $amount } working days
span-one-working_hours = one working hour
span-one-working_days = one working day

## An emergency (D-26)

emergency-first =
    { $peril ->
        [fire] Please leave the place first, get to safety, and call 119 at once.
        [gas] Please leave the place first without using any switch, and call 119 once you are outside.
        [shock] Please keep away from what is live and do not touch it. If anybody is hurt, call 120 at once.
        [injury] Please call 120 first. If you need the police, call 110.
        [fraud] Please call 110 first, and ask your bank to freeze the account.
       *[outage] This affects many people, so we deal with it first.
    }
emergency-calm = { emergency-first } { a21-calm-query } If you press “Treat as urgent”, a supervisor is told at once, and somebody is on it whatever the hour. May I ask how you would like us to help?
button-emergency = Treat as urgent
emergency-form-kept = What you were filling in is kept for you.
emergency-in-form = { emergency-first } We have marked it as urgent. Please check and submit it; a supervisor is told at once.
emergency-in-talk = { emergency-first } We have put it down as urgent under number { $reference }; { $role } { $leader } is told at once, and somebody is on it whatever the hour.
button-go-on-filling = Go on filling in
form-goes-on = What you were filling in is still here: you can go on with it.

## One matter in full

button-matter = View
button-add = Add details
button-withdraw = Withdraw
button-again = Take it up again
button-my-files = My attachments
button-add-to = Add to { $kind } { $reference }
matter-head = { $kind } { $reference } ({ $state })
matter-open = in progress
matter-answered = answered, waiting for your word
matter-closed = closed
matter-withdrawn = withdrawn
matter-said = You said ({ $time }): { $text }
matter-noted = Noted ({ $time }): { $text }
matter-class = About: { $category }. How serious: { $severity }
matter-step-taken = Our { $role } { $staff } has taken it up ({ $time }).
matter-step-added = You added ({ $time }): { $text }
matter-step-missing = What you still miss ({ $time }): { $text }
matter-step-answered = Answer ({ $time }): { $text }
matter-step-unsolved = You said it is not solved ({ $time }); a supervisor is on it as well.
matter-step-solved = You confirmed that it is solved ({ $time }).
matter-step-closed = Closed for you ({ $time }): { $text }
matter-step-called = We called you ({ $time }).
matter-due = You will have an answer by { $due }.
matter-late = You were to have an answer by { $due }. We are sorry that we did not keep to it. Your account manager and a supervisor are on it and will contact you as soon as possible.

## Adding and taking back

ask-addition = Please write what you would like to add to { $reference }, or send photos.
option-only-files = Just these
summary-addition = This will be added. Please check it and press "Submit".
added-files = { $count } attachments
added-thanks = Thank you. It has been added to { $reference } and the colleagues who work on it have been told. You will have an answer by { $due }.
withdraw-sure = May I ask whether you are sure that you want to withdraw { $reference }? It will not be worked on any further. You can raise it again whenever you need to.
button-withdraw-yes = Withdraw it
button-withdraw-no = Keep it
withdrawn-noted = { $reference } has been withdrawn. Please let me know whenever you need anything.

## Told of progress (C4, D-25)

told-taken = Your { $kind } { $reference } has been taken up by our { $role } { $staff }. You will have an answer by { $due }.
told-referred = Your { $kind } { $reference } has been passed to { $department }. We will tell you as soon as there is a result.
told-progress = News about your { $kind } { $reference }: { $text }
some-department = the department concerned

## The customer's word (H6)

unsolved-sorry = We are sorry that this is not settled yet. A { $role } now follows it too, number { $reference }. You will have an answer by { $due }.
ask-missing = May I ask what is still missing? One tap or a few words will do. We carry on in any case.
missing-same = Still the same
missing-unclear = Answer unclear
missing-part = Only partly solved
missing-slow = Too slow
missing-kept = Noted: { $text }. We carry on with { $reference } accordingly. Please write here if there is anything else.
missing-noted = What you said has been noted with { $reference }, and the colleagues who work on it have been told.
confirm-please =
    Your { $kind } { $reference } "{ $asked }" was answered as follows:
    { $text }
    May I ask whether this solves it? Your word matters to us.
closed-for-you =
    Your { $kind } { $reference } was answered. As we have not heard from you, we have closed it for now: { $reason }
    If it still needs doing, please press "Take it up again" and we carry on at once.

## Who is who

who-manager = account manager
who-supervisor = supervisor
who-head = head of service
who-admin = administrator
