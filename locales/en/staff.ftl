### What customers read of the words they share with staff.

guest-name = guest
button-undo = Undo
error-time = Please name the time, for example: tomorrow at 3 pm, next Wednesday, 12 October at 10 am.
error-time-past = { $time } has passed. Please name a later time, for example: tomorrow at 10 am.
