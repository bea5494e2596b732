### Privacy as customers read it: consent, my data, do not disturb, floods (4.G, T21).

## Consent (T21, G4)

consent-ask =
    To link your account, { $company } keeps your name, phone number, conversations and service records, only to serve and answer you.
    You can see, export, withdraw or delete them under “My data” at any time. May I ask if you agree?
button-agree = Agree
button-refuse = Decline
consent-thanks = Thank you, your consent has been noted.
consent-refused = Very well, no account is linked here. You can still ask, order, complain and suggest as before.
consent-refused-code = Very well, no account is linked here and your code has not been used up; enter it again whenever you like. You can still ask, order, complain and suggest as before.
error-consent-old = This question has been settled already. Please go by the latest message.

## My file (G3)

help-mydata = see, correct, export or delete your data
help-quiet = no more reminders, greetings or surveys
help-name-mydata = My data
own-head = Your data, numbers shown in part:
own-guest = Your account is not linked yet; only this conversation is kept here.
own-counts = Also kept: { $messages } messages, { $cases } matters, { $contacts } contacts, { $files } files.
own-quiet-on = Do not disturb: on, only your own matters are answered
own-quiet-off = Do not disturb: off
own-greetings-on = Birthday and holiday greetings: yes
own-greetings-off = Birthday and holiday greetings: no
own-agreed = You agreed on { $time } to your data being kept (text { $version }).
own-not-agreed = Your consent has not been recorded yet.
button-own-correct = Correct
button-own-export = Export
button-own-quiet = Do not disturb
button-own-disturb = Reminders on
button-own-greetings = Greetings on
button-own-no-greetings = Greetings off
button-own-withdraw = Withdraw consent
button-own-withdraw-sure = Yes, withdraw
button-own-erase = Delete my data
button-own-erase-sure = Yes, delete
button-own-back = Keep
own-left = Very well, your data is unchanged.

own-quiet-kept = Do not disturb is on: no more reminders, greetings or surveys. Your own matters are answered as before.
own-disturb-kept = Do not disturb is off.
own-quiet-guest = We have not sent you reminders, greetings or surveys. Once your account is linked, you can turn on do not disturb under “My data”.
own-greetings-kept = Thank you, we shall greet you on your birthday and anniversaries.
own-no-greetings-kept = Very well, no more greetings.

own-ask-field = May I ask what you would like to correct?
own-ask-value = May I ask what { $about } should be? Please type it; it is used to serve you.
own-ask-birthday = May I ask when your birthday is? For example 1990-08-15. It is used to greet you.
own-corrected = Thank you, corrected. { $field }: { $value }
own-request = Correct my data: { $field } to { $value }
own-requested = Thank you. Your account manager will check and correct { $field }; number { $number }, by { $due } at the latest.

own-export-text = This is all your data, to open and read.
own-export-json = The same data for other software.
own-file-name = my-data
own-ask-withdraw = After withdrawing, your account is unlinked and no greetings or surveys are sent; you can still ask and complain, and matters already raised go on. May I ask if you wish to withdraw?
own-withdrawn = Withdrawn, your account is unlinked. You can still ask, order, complain and suggest as before.
own-ask-erase = Your name, phone number, address, birthday, conversations and files are deleted and open matters withdrawn. Complaints, contracts and audit records must be kept by law, without your name and numbers. This cannot be undone. May I ask if you wish to delete?
own-ask-erase-guest = This conversation and its files are deleted and open matters withdrawn. Complaints must be kept by law, without your numbers. This cannot be undone. May I ask if you wish to delete?
own-erased = Deleted. Complaints, contracts and audit records that must be kept no longer carry your name and numbers. You can still ask as before.
erased-words = (deleted at the customer’s request)
erased-name = Deleted customer { $number }

## Fields and their values

own-name = name
own-gender = form of address
own-kind = kind
own-account = customer number
own-tier = tier
own-phone = phone
own-home_phone = home phone
own-address = address
own-employer = employer
own-post = position
own-birthday = birthday
own-language = language
own-contact_hours = convenient hours
own-preferences = preferences
own-taboos = to be avoided
own-user_name = user
own-user_phone = user’s phone
own-user_relation = relation to holder
own-wish_days = wished interval of calls
own-card = VIP card
own-greetings = greetings
own-do_not_disturb = do not disturb
own-do_not_contact = no contact
own-gender-m = Mr
own-gender-f = Ms
own-kind-person = person
own-kind-group = group
own-kind-merchant = merchant
own-tier-diamond = diamond
own-tier-gold = gold
own-tier-silver = silver
own-tier-standard = standard
own-card-none = not issued
own-card-sent = sent
own-card-received = received
own-yes = yes
own-no = no
own-none = not recorded
own-days = { $days } days

## What is handed out

own-export-head = Personal data export, { $company }, { $time }
own-export-note = Everything we keep about you; the company’s internal remarks are not included.
own-section-file = [File]
own-section-people = [Contacts]
own-section-days = [Anniversaries]
own-section-bills = [Bills]
own-section-consents = [Consents]
own-section-matters = [Matters]
own-section-contacts = [Contact records]
own-section-visits = [Appointments]
own-section-files = [Files]
own-section-messages = [Conversation]
own-line = · { $text }
own-yuan = CNY { $amount }
own-consent-asked = asked (text { $version })
own-consent-agreed = agreed (text { $version })
own-consent-refused = declined (text { $version })
own-consent-withdrawn = withdrawn (text { $version })
own-matter = { $time } { $kind } { $reference }: { $text }
own-answer = Answer: { $text }
own-contact-visit = visit
own-contact-call = call
own-contact-reception = reception
own-contact-other = contact
own-you = you
own-us = us
own-message = { $time } { $who }: { $text }

## Too many at once

flood-wait = Please wait a moment. Your messages came too fast; the ones after this were not handled. Please send them again shortly.
