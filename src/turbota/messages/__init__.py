"""What people and offices tell each other, with proof of delivery.

A message belongs to a person (and to a thing: an application, a decision). The cabinet always has it; e-mail
is sent too when the person gave an address. Each channel is a delivery with its own state, tries and error,
so that an administrator sees in the outbox what was not delivered and why. When the mail server is down,
nothing of the platform fails: letters wait and are tried again, more and more rarely, then given up and
shown.

A letter goes out with the same Message-ID on every try, so that a mail box shows it once even if a worker
died between sending and writing it down. Subjects never hold personal data; letters and texts hold only
numbers of cases, days, offices and kinds of assistance. An office gets notices in its own list; a person
may write back to the case, and the office that holds the case sees it there.
"""
