### Speaking with a person: what customers hear (A3–A5, A9, A12, A27, D-14).

help-human = Talk to your account manager here
talk-asked = { a3-wait } I am asking your account manager { $manager } to talk with you.
talk-asked-somebody = { a3-wait } I am asking an account manager to talk with you.
talk-opens = Your message has been noted. An account manager will contact you from { $time } on. If you prefer a call, please tap “Call me back”.
talk-noted = Your message has been noted, and an account manager will contact you soon. If you prefer a call, please tap “Call me back”.
talk-goes-on = { $staff } is talking with you now; please just type.
talk-passed-on = I have passed this on to the account manager. Please wait a moment.
talk-call-promised = An account manager will call you as agreed.
talk-withdrawn = Very well, this has been cancelled. Please let me know whenever you need us.
talk-leader-here = Hello, I am { $manager }, the customer service supervisor, and I will look after you.
talk-handed-why = { $reason }: { $staff } will go on with you. Please wait a moment.
talk-handed-away = Your account manager is away for a while; { $staff } will go on with you. Please wait a moment.
talk-handed-leader = To help you better, our supervisor { $staff } will go on with you. Please wait a moment.
talk-will-come = Your account manager will contact you by { $time }.
talk-will-call = We are sorry to have kept you waiting. An account manager will call you on { $phone } as soon as possible.
talk-sent-file = Your account manager sends a { $kind }.
talk-dropped = The conversation broke off; please call the customer back
talk-over-write-again = That conversation is over. Please write again, and I will see to it.
talk-asked-already = An account manager is being asked to talk with you. Please wait a moment.
talk-answered = Answered in the conversation
a27-phone = I am sorry, I have to answer a phone call. Please wait a moment.
