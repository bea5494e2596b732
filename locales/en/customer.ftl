### What customers and guests read, in plain and courteous English; a question begins with May I ask,
### Could you or Would you (A2).

## Opening

home-hint = May I ask how we can help you? You can type your question, or tap a button below.
guest-hint = To see your own account manager, please link your account: type “bind”. You are welcome to ask without it.
manager-is = Your account manager is { $manager }, phone { $phone }.
manager-is-named = Your account manager is { $manager }.
manager-hotline = We are arranging an account manager for you. You can call our hotline { $hotline } at any time.
group-refusal = To protect your information, please write to me in a private chat.
welcome-okay = Very well. Please let me know whenever you need us.
welcome-thanks = You are welcome. Please let me know whenever you need us.

menu-ask = Ask
menu-handle = Request
menu-voice = Feedback
menu-callback = Call me back
menu-progress = My matters
menu-complain = Complaint
menu-human = Talk to a person
menu-suggest = Suggestion

## Language (A24)

ask-language = May I ask which language you prefer?
language-set = We will go on in English. To change it, please type “language”.
speak-mandarin = 中文
speak-english = English
offer-english = For service in English, please tap “English”. 需要中文服务，请点“中文”。
english-help = This answer is kept in Chinese. For help in English, please tap “Talk to a person”.
help-language = Choose the language

## Binding (G7)

bind-by-contact = To link your account, please tap “Send my number”, or type the one-time code from your account manager.
bind-by-code = Please type the one-time code from your account manager, for example 7K4M9QRT.
button-share-number = Send my number
bound-customer = Your account is linked. Thank you.
error-code-wrong = This code was not found. Please check it and type it again. A code has 8 letters and digits, for example 7K4M9QRT.
error-code-used = This code has been used already. Please ask the person who gave it to you for a new one.
error-code-expired = This code has expired. Please ask the person who gave it to you for a new one.
error-code-locked = To keep accounts safe, please type the code after { $time }, or call our hotline { $hotline }.
error-contact-foreign = To protect the owner of that number, please send your own: tap “Send my number”.
error-phone-unknown = This number needs to be checked. Please type the one-time code from your account manager, or call our hotline { $hotline }.

## Asking (A3, A7)

ask-question = May I ask what you would like to know? Please type it, for example: how to check my balance.
ask-which = May I ask which of these you mean?
button-none-of-these = None of these
button-not-helped = Not solved
question-number = The number is { $number }; you can see it under “My matters” at any time.
question-taken = { a3-wait } { a7-promise } { question-number }
asked-before = We have your question, number { $reference }. You will have our answer by { $due } at the latest.
human-wanted = Would like to talk to the account manager
error-ask-again = Please type your question once more, and I will note it.
wait-offer = We are sorry to have kept you waiting. { a4-leave-number }
button-call-number = Call { $phone }
button-other-number = Another number
button-keep-waiting = Wait for a written answer
call-noted = Very well. We will call you on { $phone }.
wait-written = Very well. We will answer you here within the time promised.

## Complaints, suggestions, business, callbacks (C4–C6, N5)

ask-voice = May I ask whether this is a complaint or a suggestion?
ask-category = May I ask what it is about?
ask-suggestion = May I ask what you would like to suggest?
ask-request = May I ask what you would like us to arrange? Please type it, for example: change my plan.
ask-number = May I ask which number we should call? Please type it, for example 13800138000.
ask-wanted = May I ask when you would like us to call? Please choose or type it, for example: tomorrow at 3 pm.
number-on-file = Number on file { $phone }
callback-text = Please call { $phone }, time: { $wanted }

summary-complaint = This is your complaint as we noted it. Please check it and tap “Submit”.
summary-suggestion = This is your suggestion as we noted it. Please check it and tap “Submit”.
summary-request = This is your request as we noted it. Please check it and tap “Submit”.
summary-callback = This is your callback as we noted it. Please check it and tap “Submit”.

thanks-complaint =
    { a20-criticism }
    Your complaint is number { $number }; we will answer you by { $due } at the latest.
thanks-suggestion = { a19-thanks }
thanks-request = Thank you. Your request is noted, number { $number }. Your account manager will contact you by { $due } at the latest.
thanks-callback = Thank you. Your callback is noted, number { $number }. Your account manager will call you by { $due } at the latest.

## How it goes on (H6)

progress-head = Your matters:
progress-none = Nothing is on record at present. You can type your question, or tap a button below.
progress-open = { $reference } { $kind } “{ $text }”: in hand, we will answer by { $due } at the latest.
progress-late = { $reference } { $kind } “{ $text }”: we are sorry that our answer is late. Your account manager and a supervisor are seeing to it and will contact you soon.
progress-answered = { $reference } { $kind } “{ $text }”: answered. Please tap “Solved” or “Not solved” below.
progress-closed = { $reference } { $kind } “{ $text }”: closed.
asked-callback = time: { $wanted }
asked-call = A call to you
asked-network = The network trouble you reported
asked-card = VIP card
asked-request = What you asked us to arrange
answer-pushed =
    { $kind } { $reference } “{ $asked }”, our answer:
    { $text }
    May I ask whether this solves it?
answer-kept =
    { $kind } { $reference } “{ $asked }”, our answer:
    { $text }
button-solved = Solved
button-unsolved = Not solved
solved-thanks = Thank you for confirming. { $reference } is closed. Please let me know whenever you need us.
error-not-yours = To protect our customers, only the person who raised this can see it. Please type “progress” to see your own matters.

## Words for what is kept

case-suggestion = Suggestion
case-opinion = Opinion
case-complaint = Complaint
case-question = Question
case-callback = Callback
case-promise = Promise
case-request = Request

category-network = Network
category-tariff = Charges
category-service = Service
category-device = Device
category-other = Other

severity-normal = Normal
severity-major = Serious
severity-urgent = Urgent

wanted-soon = As soon as possible
wanted-morning = Morning
wanted-afternoon = Afternoon
wanted-evening = Evening
wanted-part = { $part } of { $day }
wanted-time = { $text }, that is { $time }

field-category = Category
field-severity = Severity
field-text = Content
field-phone = Phone
field-wanted = Time

## Times

weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
day = { $weekday } { $day } { $month }
moment = { $time } on { $day }
provisional = { $time } (provisional)
listed = { $some }, { $more }

## Forms

summary-line = { $label }: { $value }
form-cancelled = Very well, cancelled. Nothing of it was kept.
nothing-to-cancel = There is nothing to cancel at present. Please choose below.
button-back = Back
button-cancel = Cancel
button-skip = Skip
button-more = More
button-submit = Submit

## Help

help-head = You can type your question, or one of these words:
help-line = { $name }: { $what }
help-start = Back to the beginning
help-help = Show this help
help-cancel = Stop what you are filling in
help-handle = Note something to be arranged
help-voice = Complaint or suggestion
help-callback = Ask your account manager to call
help-progress = See how your matters stand
help-bind = Link your account by a code or your number

## What would be right

error-unknown = We are sorry that this did not work. It is on record and we will look into it, number { $reference }. Please try again later, or call our hotline { $hotline }.
error-bad-input = Please type it again as described above, or type “cancel” to leave.
error-empty = Please tell me in words, for example: how to check my balance.
error-too-long = Please keep it within { $limit } characters; you can send more in several messages.
error-wanted-past = { $time } has passed. Please type a later time, for example: tomorrow at 10 am.
error-phone = Please type a mobile number of 11 digits, for example 13800138000.
error-choose = Please tap one of the buttons below, or type its number, for example 1.
error-need-text = Please answer this in words.
error-file = I can help you in words for now. Please type what you need.
error-command = Please type “help” to see the words you can use.
error-not-for-role = Please type “help” to see what you can use.
error-not-allowed = A colleague is in charge of this. Please type “help” to see what you can use.
error-not-found = This record was not found. Please check the number, for example T1001.
error-stale = Things have moved on, and that button no longer applies. Please go by the latest message.
error-stale-step = That button belongs to an earlier question. Please answer the present one.

## Privacy (G7) and tempers (A11)
redacted = To keep you safe, ID numbers, bank card numbers and passwords were hidden. Please do not send them here.
anger-calm = { a21-calm-query } May I ask how you would like us to help?
