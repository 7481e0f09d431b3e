"""The ledger of legal clocks.

Every stage for which an act sets a term runs one clock: which rule (code, act, point), on which subject,
who owns it (an organisation and, once assigned, a post; or the citizen), since when, how many working days,
calendar days or hours. Counting starts the next day. A clock runs, stands still while somebody else has to
act (only if the rule says so), and stops: met, late or cancelled. At most one clock of a rule runs on a
subject at a time.

Every movement leaves an entry that cannot be changed. The day without pauses is kept beside the day with
them, because no act says plainly that a return for completion stops the term: screens show both.
A term in calendar days or months that ends on a day off ends on the next working day (Civil Code, art. 254,
p. 5; its use here is our reading, so the rules carry `verified: false`).
"""
