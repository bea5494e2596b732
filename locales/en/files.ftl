### Files that customers send (C3, C4).

file-kind-photo = photo
file-kind-voice = voice message
file-kind-audio = recording
file-kind-video = video
file-kind-document = file
file-kind-position = position

error-file-lost = The file did not arrive. Please send it once more.
error-file-empty = The file that arrived is empty. Please check it and send it once more.
error-file-big = The file is rather large. Please send one of at most { $limit } MB.
error-file-type = For safety, this kind of file is not accepted. Please send a photo, a voice message or a document.
error-file-many = At most { $limit } files go with one record. Please submit it first, then send the others.
error-file-none = There are no files with this record.
error-file-often = At most { $limit } files are taken in a day. Please send more tomorrow.

file-attached = Attached: { $kind }, total: { $count }.
ask-file-what = Thank you, we have received your { $kind }, total: { $count }. May I ask what we can do for you?
file-wanted = Sent { $kind }, total: { $count }
case-files = Attached files: { $count }
