"""Scopes of a client, states of a delivery, and how long things last."""

from datetime import timedelta

from django.db import models


class Scope(models.TextChoices):
    """What a client may do. A token carries some or all scopes of its client."""

    WRITE = "applications:write", "подавати підписані заяви людей"
    READ = "applications:read", "бачити стан заяв, які система подала"
    ORGANISATION = "applications:organisation", "бачити стан усіх заяв, які прийняла її організація"
    EVENTS = "events", "отримувати події про заяви"


TOKEN_LIFE = timedelta(minutes=30)
SECRET_OVERLAP = timedelta(days=14)
"""How long the former secret works after a new one was made, unless the administrator ends it at once."""
REPEATS_KEPT = timedelta(days=30)
REPEAT_LEASE = timedelta(minutes=2)
"""A request that has not come to its end in this time is taken for dead, and its repeat does the work."""

WAITING, DELIVERED, FAILED, DEAD = "waiting", "delivered", "failed", "dead"
DELIVERY_STATES = (WAITING, DELIVERED, FAILED, DEAD)
OPEN = (WAITING, FAILED)

MOST_ATTEMPTS = 16
LEASE = timedelta(minutes=2)
"""A try that has not reported back in this time is taken for dead, and the event is sent again."""
SIGNATURE_WINDOW = timedelta(minutes=5)
"""A receiver refuses an event whose signature is older than this: nobody can send it again later."""

_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=12)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after the given number of tries: 1, 2, 4… minutes, at most 12 hours; about 3 days in all."""
    return min(_FIRST_PAUSE * (1 << min(attempts - 1, 20)), _LONGEST_PAUSE)
