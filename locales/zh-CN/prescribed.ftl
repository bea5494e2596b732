### The words the service standard prescribes, to the letter; the rule and its source line stand above each.
### Names of companies, cards and people are slots, half-width punctuation and typing errors are mended (T9).
### "own words" marks what a rule demands without giving the words.

## 4.A What a customer hears

# A1 · D18 L315
a1-greeting = 您好，{ $company }！
# A3 · D18 L317
a3-wait = 请您稍等一下。
# A4 · D18 L318–319 (own words)
a4-leave-number = 请您留下电话号码，我会主动打电话给您。
# A5 · D18 L321
a5-takeover = 您好，我是您的客户经理{ $manager }。
# A7 · D18 L343 (own words)
a7-wait = 请您稍等，待我搞清楚后答复您。
# A7 · D18 L416 (own words)
a7-promise = 请您谅解，您的问题我已经记下，待我搞清楚后主动回复您，最晚在{ $due }前答复。
# A12, B15 · D18 L332, L395
a12-closing = 非常感谢您对我工作的支持，如果您有{ $company }业务方面的问题，可随时拨打客户经理服务热线，电话是{ $hotline }，我将会为您提供竭诚的服务。
# A12, B15 · D18 L333, L396–397
a12-goodbye = 打扰您了！再见。
# A16 · D10 L169 (own words): 姓 and title only where the title is known, else the full name
a16-address =
    { $title ->
        [mr] { $surname }先生
        [ms] { $surname }女士
       *[none] { $name }
    }
# A18 · D8 L147
a18-welcome = 您好，很高兴见到您。
# A19 · D8 L149 (own words)
a19-thanks = 感谢您对我们提出的意见和建议，我们已经做好记录，编号{ $number }，最晚在{ $due }前答复您。
# A20 · D18 L391
a20-criticism = 感谢您对我们提出的批评与建议，我们会在较短的时间内进行改善，请您随时监督。
# A21 · D18 L389
a21-calm = 请您不要着急，我会马上为您解释。
# A21 · D18 L389
a21-calm-query = 请您不要着急，我会马上为您查询。
# A22, B13 · D18 L387
a22-apology = 很抱歉，给您带来这么大的不便，但请您相信，我将全力帮助您解决这个问题，给您一个满意的答复！
# A23 · D18 L394
a23-network = 请您谅解，由于网络原因影响您正常工作与生活，我们确实比您还着急。
# A28 · D18 L407
a28-interrupt = 对不起，打断您们的谈话。
# A29 · D8 L137 (own words)
a29-reschedule = 对不起，由于{ $reason }，原定{ $time }的上门拜访需要改约，向您致歉。请您优先选择方便的时间：{ $options }。
# A30 · D10 L175 (own words)
a30-reschedule = 对不起，由于{ $reason }，我不能在预约的{ $time }到达，请您谅解。再次与您预约，请您优先选择方便的时间：{ $options }。

## 4.B What a manager says

# B1 · D18 L349
b1-ask-name = 您好，您是{ a16-address }吗？
# B1 · D18 L349
b1-ask-number = 您好，您是{ $phone }号客户吗？
# B1 · D18 L351
b1-introduce = 我是{ $company }客户服务人员，欢迎您使用{ $company }{ $product }业务，请问能占用您几分钟时间吗？
# B1, T13 · D18 L353: true on the operator's own line only, so off unless the company switches it on
b1-free-call = 请您放心，此次通话是免费的。
# B1 · D18 L353
b1-purpose = 我想了解一下最近您手机及网络使用情况，并请您多提宝贵意见。
# B2 · D18 L356
b2-ask = { a16-address }您好，我是{ $company }客户服务人员，前一段时间和您通过电话，请问您最近使用情况怎么样？
# B3 · D18 L358
b3-ask-bill = { a16-address }您好，我是{ $company }客户服务人员，前一段时间我们通过电话，从系统中，看到您上月话费是{ $previous }元，本月话费是{ $current }元，我们很想了解一下您话费下降的原因。
# B3 · D18 L359
b3-ask-service = 是由于我们的服务有您不满意的地方吗？我们十分希望您能向我们提出宝贵意见。
# B4 · D18 L364–365
b4-introduce = 您好，我是{ $company }客户服务人员，可否占用您几分钟的时间吗？
# B4, T13 · D18 L364–365: as b1-free-call
b4-free-call = 您好，我是{ $company }客户服务人员，请您放心，我们之间的通话是免费的，可否占用您几分钟的时间吗？
# B4 · D18 L367
b4-ask-unused = 我想了解一下，您的手机从{ $month }月没有使用，您能否告诉我其中的原因呢？或许我会为您解决一些问题。
# B4 · D18 L367
b4-ask-suspended = 我想了解一下，您的手机从{ $month }月欠费停机了，您能否告诉我其中的原因呢？或许我会为您解决一些问题。
# B5 · D18 L361
b5-ask-time = 请问您什么时间有空，再与您联系，我们的服务一定会给您带来很多方便，打扰您了，再见。
# B5 · D18 L362
b5-another-day = 我们改日再联系，或明天，您认为可以吗？
# B6 · D18 L371
b6-ask-address = 为了能够及时向您传达我公司优惠政策及邮寄话单的准确性，请您提供一下您的详细地址，住宅电话，好吗？
# B7 · D18 L373
b7-ask-work = 同时我们想了解一下您的工作单位及职务，或对网络及手机有什么需求？我们会根据您个人情况为您提供个性化的服务。
# B8 · D18 L375–376
b8-ask-dates = 我们很希望知道您的生日及特殊的纪念日，{ $company }会定时送上我们的一份祝福，请您留一下好吗？
# B8 · D18 L377
b8-thanks = 非常感谢！
# B9 · D18 L379
b9-ask-interval = 您希望我们多长时间回访您一次比较合适？
# B9 · D18 L379–380
b9-no-calls = 如不需要，今后在业务方面有什么需求请随时与我联系，联系电话是{ $phone }，我叫{ $manager }。
# B9 · D18 L381
b9-regular = 如您需要二次回访，我们会定期为您提供服务。
# B9 · D18 L382
b9-goodbye = 谢谢您对我工作上的支持，再见。
# B10 · D18 L384
b10-ask-user = 为了及时向您传达我公司近期优惠政策，请您说一下您的姓名、联电、住址，我们会在较短的时间内通知到您。
# B11 · D18 L385
b11-ask-card = 您有没有领到我公司的{ $card }？如果没有领取，您可以把您的单位或家里地址告诉我们，我们会给您送过去，使您及早地使用{ $card }，享受到贵宾的待遇。
# B12 · D18 L393
b12-ask-place = 您能将出现无网络的具体的地点或范围说一下好吗？我将把您所说的这些情况向我公司运维部的人员反映，对网络进行测试。
# B12 · D18 L394
b12-confirmed = 请您谅解，由于网络原因影响您正常工作与生活，我们确实比您还着急，因为网络建设是需要不断的优化，通过客户的反映，不断改善，我们将尽力在较短的时间内，解决此问题，我们会及时与您联系。
# B13 · D18 L387
b13-advise-check = 您如果想确定是否是手机的问题，我建议您先到{ $brand }手机售后维修中心进行检测，如没有问题，您也可放心使用了。
# B13 · D18 L386 (own words)
b13-centre = { $brand }手机售后维修中心的地址是{ $address }。
# B14 · D18 L389, without the comparison (T5)
b14-explain = 请您不要着急，我会马上为您解释；我公司出台不同政策是根据不同的客户需求而定，我会根据您的实际情况向您介绍您的资费，使用情况。
# B14, T5 · D18 L389 (低 mended, T9): a comparison that is shipped inactive
b14-comparison = 与同行业相比，国家比较支持{ $company }，允许比其他移动行业的资费低10%，所以选择我公司，一定会得到实惠的。
# B14 · D18 L390
b14-print-bill = 建议您到营业厅打印详细话单，进一步查询，如仍有疑问，可随时与我联系。
# B14 · D18 L390 (own words)
b14-hall = 离您最近的营业厅是{ $hall }。
# B15 · D18 L395–397
b15-closing = { a12-closing }{ a12-goodbye }
# B16 · D18 L401, D10 L178 (own words)
b16-introduce = 您好，我是{ $company }的客户经理{ $manager }，这是我的工作牌和名片。今天来是为了{ $purpose }，请问现在方便进门吗？
# B17 · D18 L345 (own words)
b17-suggest-transfer = 我们看到这个号码登记的客户名是{ $holder }，现在由{ $user }使用，为了保障您的权益，建议您办理过户。请问您现在方便办理吗？
# B18 · D10 L173, D8 L136 (own words)
b18-ask-slot = { a16-address }您好，我是{ $company }的客户经理{ $manager }，想为{ $purpose }上门拜访您。请问您哪个时间方便：{ $options }？也可以告诉我您方便的其他时间。
# B18 · D10 L173 (own words)
b18-confirm = 谢谢您，已经与您约好{ $time }在{ $place }见面，我会准时到达。
# B19 · D8 L138 (own words)
b19-purpose = { a16-address }您好，今天来拜访您是为了{ $purpose }。请问您目前有哪些需要？
# B19 · D8 L138 (own words)
b19-offer = 根据您的要求，我为您介绍一下现行的优惠：{ $offer }。
# B20 · D13 L221, L223 (own words)
b20-introduce = 根据您的需要，向您介绍{ $product }：{ $reason }。请问您想进一步了解吗？
# B22 (own words; the standard has none)
b22-handover = { a16-address }您好，从今天起由客户经理{ $manager }接替{ $previous_manager }为您服务，联系电话是{ $phone }。感谢您一直以来的支持，有事请随时联系。
