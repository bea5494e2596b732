### Speaking with a person: what customers hear (A3–A5, A9, A12, A27, D-14).

help-human = 请客户经理在这里与您对话
talk-asked = { a3-wait }正在请您的客户经理{ $manager }与您对话。
talk-asked-somebody = { a3-wait }正在请客户经理与您对话。
talk-opens = 您的留言已经记下，客户经理从{ $time }起与您联系。如需电话联系，请点“请回电话”。
talk-noted = 您的留言已经记下，客户经理会尽快与您联系。如需电话联系，请点“请回电话”。
talk-goes-on = { $staff }正在与您对话，请您直接输入。
talk-passed-on = 已转告客户经理，请您稍等一下。
talk-call-promised = 客户经理会按约定给您打电话。
talk-withdrawn = 好的，已为您取消。有需要请随时告诉我。
talk-leader-here = 您好，我是客户服务主管{ $manager }，由我来为您服务。
talk-handed-why = { $reason }，现请{ $staff }继续为您服务，请您稍等一下。
talk-handed-away = 您的客户经理暂时离开，现请{ $staff }继续为您服务，请您稍等一下。
talk-handed-leader = 为了更好地帮助您，现请主管{ $staff }为您服务，请您稍等一下。
talk-will-come = 您的客户经理会在{ $time }前与您联系，请您放心。
talk-will-call = 让您久等了，很抱歉。客户经理会尽快拨打{ $phone }与您联系。
talk-sent-file = 客户经理发来{ $kind }
talk-dropped = 对话中断，请给客户回电
talk-over-write-again = 刚才的对话已经结束，请您再写一次，我为您处理。
talk-asked-already = 已经在请客户经理与您对话，请您稍等一下。
talk-answered = 已在对话中答复
# A27 · D18 L320 (own words)
a27-phone = 对不起，我需要接听一个电话，请您稍等一下。
