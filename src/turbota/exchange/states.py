"""Scopes of a client, states of a delivery and of a question to a register, and how long things last."""

from datetime import timedelta

from django.db import models

from turbota.people.states import MandateKind


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


class Register(models.TextChoices):
    """Registers of the state that may confirm a mandate."""

    CIVIL_STATUS = "civil_status", "реєстр актів цивільного стану"
    GUARDIANSHIP = "guardianship", "реєстр опіки й піклування"
    POWERS = "powers_of_attorney", "Єдиний реєстр довіреностей"


OF_KIND = {
    MandateKind.PARENT: Register.CIVIL_STATUS,
    MandateKind.GUARDIAN: Register.GUARDIANSHIP,
    MandateKind.POWER_OF_ATTORNEY: Register.POWERS,
}
"""Which register is asked about a mandate of the kind."""


class Answer(models.TextChoices):
    """What a register says of a mandate."""

    CONFIRMS = "confirms", "підтверджує"
    DENIES = "denies", "не підтверджує"
    NOT_FOUND = "not_found", "запису не знайшов"


class Reason(models.TextChoices):
    """Why a register does not confirm; the values are those of the contract, but for what we conclude ourselves."""

    OTHER_PEOPLE = "otherPeople", "у записі названо інших людей"
    REVOKED = "revoked", "довіреність скасовано"
    EXPIRED = "expired", "строк минув"
    RIGHTS_ENDED = "rightsEnded", "права припинено"
    OTHER_POWERS = (
        "otherPowers",
        "довіреність чинна, але не видно, що вона дає право подавати заяви на допомогу",
    )


ENDING = (Reason.REVOKED, Reason.EXPIRED, Reason.RIGHTS_ENDED)
"""Answers after which a confirmed mandate is over. What is not found or names others, an officer looks at."""


class Powers(models.TextChoices):
    """For what a power of attorney is; the values are those of the contract."""

    GENERAL = "general", "на всі дії"
    SOCIAL = "social", "на соціальні послуги й допомогу"
    OTHER = "other", "на інші дії"


class QuestionState(models.TextChoices):
    """How far a question to a register is. Dropped: it was not needed any more before an answer came."""

    WAITING = "waiting", "чекає відповіді"
    ANSWERED = "answered", "є відповідь"
    DROPPED = "dropped", "більше не потрібна"


QUESTION_LEASE = timedelta(minutes=3)
"""A try that has not reported back in this time is taken for dead, and the register is asked again."""
_LONGEST_QUESTION_PAUSE = timedelta(hours=6)
LASTING_PAUSE = timedelta(hours=1)
"""The pause after a failure that does not pass by itself: somebody has to mend the settings first."""
ASKED_AGAIN = {
    Register.POWERS: timedelta(days=1),
    Register.GUARDIANSHIP: timedelta(days=7),
    Register.CIVIL_STATUS: timedelta(days=30),
}
"""How often a register is asked whether a confirmed mandate is still in force: our own bounds, not terms of the law."""


def pause_of_question(attempts: int) -> timedelta:
    """How long to wait after the given number of tries: 1, 2, 4… minutes, at most 6 hours; it never gives up."""
    return min(_FIRST_PAUSE * (1 << min(attempts - 1, 20)), _LONGEST_QUESTION_PAUSE)
