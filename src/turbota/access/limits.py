"""How often the same may be done: so that nobody guesses passwords and nobody keeps the platform busy.

Tries are counted by a keyed hash of who tries: no code, account or address is kept. Two tries at the very same
moment may both pass: the limits hold back floods, they are not rules of the law.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from turbota.access.models import SignInAttempt
from turbota.kernel.errors import Refused
from turbota.kernel.identifiers import new_id
from turbota.kernel.keyed import keyed_hash

HOUR = timedelta(hours=1)
SKEW = timedelta(minutes=1)
"""Clocks of two machines may differ so much. A try from a later future was made while a clock was wrong: else nobody
could sign in until that moment comes."""


@dataclass(frozen=True)
class Limit:
    """At most `most` tries of one who tries in `window`; `sentence` is told to who tries more often."""

    name: str
    most: int
    window: timedelta
    sentence: str


WRONG_PASSWORDS = Limit(
    "staff",
    5,
    timedelta(minutes=15),
    "Забагато невдалих спроб. Зачекайте 15 хвилин і спробуйте знову або зверніться до адміністратора.",
)
WRONG_PASSWORDS_FROM_PLACE = Limit(
    "staff-place",
    60,
    timedelta(minutes=15),
    "З вашої мережі забагато невдалих спроб. Зачекайте 15 хвилин або зверніться до адміністратора.",
)
SIGN_INS = Limit(
    "idgov",
    600,
    HOUR,
    "З вашої мережі забагато спроб увійти. Зачекайте годину або зверніться до своєї громади.",
)
PRINTS = Limit(
    "print", 20, HOUR, "Заяву надруковано забагато разів поспіль. Усе збережено. Спробуйте за годину."
)
SUBMISSIONS = Limit(
    "submit", 20, HOUR, "Забагато спроб подати заяву поспіль. Усе збережено. Спробуйте за годину."
)
CLAIMS = Limit(
    "mandate",
    10,
    timedelta(days=1),
    "За один день можна заявити про десятьох людей. Спробуйте завтра або зверніться до своєї громади.",
)
HELPS = Limit(
    "mandate-help",
    60,
    timedelta(days=1),
    "За один день можна почати допомагати шістдесятьом людям. Попросіть колегу продовжити.",
)
UPLOADS = Limit(
    "upload", 200, HOUR, "Забагато файлів за одну годину. Додане вже збережено. Решту додайте за годину."
)

REPORTS = Limit(
    "report",
    10,
    HOUR,
    "З вашої мережі надходить багато повідомлень.",
)
"""More than these from one place are taken and marked: a hospital or a whole town may stand behind one address."""
REPORTS_MOST = Limit(
    "report-most",
    60,
    HOUR,
    "З вашої мережі за годину надійшло забагато повідомлень. Усе написане лишилося тут: надішліть за 10 хвилин або "
    "зателефонуйте нам. Якщо є загроза життю, позначте це: таке повідомлення приймемо одразу.",
)
REPORTS_TO_UNIT = Limit("report-unit", 100, HOUR, "До відділу надходить багато повідомлень.")
FOLLOWING = Limit(
    "report-follow",
    20,
    HOUR,
    "Забагато спроб із вашої мережі. Код не втратив чинності: спробуйте за годину.",
)


def check(limit: Limit, who: object, at: datetime) -> None:
    """Raise Refused with the code "too_many_tries" when `who` has used the limit up."""
    used = SignInAttempt.objects.filter(
        key=_key(limit, who), at__gt=at - limit.window, at__lte=at + SKEW, succeeded=False
    )
    if used.count() >= limit.most:
        raise Refused(limit.sentence, code="too_many_tries")


def count(limit: Limit, who: object, at: datetime, *, good: bool = False) -> None:
    """Write one try down. A `good` one stays as a trace and is not counted."""
    SignInAttempt.objects.create(key=_key(limit, who), at=at, succeeded=good)


def spend(limit: Limit, who: object, at: datetime) -> None:
    """Count one try of a limit that every try uses up, in one statement. Raises Refused when it is used up already."""
    table = connection.ops.quote_name(SignInAttempt._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {table} (id, key, at, succeeded) select %(id)s, %(key)s, %(at)s, false"
            f" where (select count(*) from {table} where key = %(key)s and at > %(since)s and at <= %(until)s"
            " and not succeeded) < %(most)s",
            {
                "id": new_id(),
                "key": _key(limit, who),
                "at": at,
                "since": at - limit.window,
                "until": at + SKEW,
                "most": limit.most,
            },
        )
        if not cursor.rowcount:
            raise Refused(limit.sentence, code="too_many_tries")


def used_up(limit: Limit, who: object, at: datetime) -> bool:
    """Count one try as `spend` does, and say whether the limit was used up before it: for what is never refused."""
    try:
        spend(limit, who, at)
    except Refused:
        return True
    return False


def _key(limit: Limit, who: object) -> str:
    return keyed_hash(f"{limit.name}:{who}")
