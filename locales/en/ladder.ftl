### How a matter moves on, as its customer reads it (D-25).

progress-step-progress = Latest news ({ $time }): { $text }
progress-step-referred = Passed to { $department } to look into ({ $time }).
progress-step-department = The department in charge has replied ({ $time }); your account manager will answer you soon.
