"""Directions of messages, channels and states of deliveries, and how often a letter is tried."""

from datetime import timedelta

TO_PERSON, FROM_PERSON, TO_ORGANISATION = "to_person", "from_person", "to_organisation"
DIRECTIONS = (TO_PERSON, FROM_PERSON, TO_ORGANISATION)

CABINET, EMAIL, POST = "cabinet", "email", "post"
CHANNELS = (CABINET, EMAIL, POST)

WAITING, SENT, FAILED, GAVE_UP = "waiting", "sent", "failed", "gave_up"
DELIVERY_STATES = (WAITING, SENT, FAILED, GAVE_UP)
OPEN = (WAITING, FAILED)

MOST_ATTEMPTS = 54
LEASE = timedelta(minutes=5)
"""A try that has not reported back in this time is taken for dead, and the letter is tried again."""

_FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after the given number of tries: 1, 2, 4… minutes, at most an hour; two days in all.

    So a mail server may be away for a day, and an hour after it is back the last letter has left.
    """
    return min(_FIRST_WAIT * (1 << min(attempts - 1, 10)), LONGEST_WAIT)
