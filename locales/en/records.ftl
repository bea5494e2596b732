### Forms, as whoever fills one in reads them.

button-mend-change = Change
button-mend-add = Add
ask-mend-change = May I ask which part to change? Please choose.
ask-mend-add = May I ask what to add? Please choose.
mend-stands = At present: { $value }
button-said = Use what I wrote: { $text }
