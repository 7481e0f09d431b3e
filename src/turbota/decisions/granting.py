"""The same assistance is never granted twice for the same days: to one person, or for one child whoever asks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.db import connection
from django.db.models import QuerySet

from turbota.applications.models import Application
from turbota.assistance.calculation import Calculation, Period, Reason, days_words, numeric
from turbota.decisions.models import Decision
from turbota.decisions.schedules import parts_of
from turbota.decisions.states import Outcome, State
from turbota.kernel.errors import Conflict, Refused
from turbota.people.models import Person

UNVERIFIED = "підставу ще не звірено з текстом акта"
CODE_BY_HAND = "by_hand"
"""How codes of parts begin that a specialist entered by hand."""
Granted = tuple[Decision, Period]


def granted_for(application: Application, parts: Sequence[Period]) -> Granted | None:
    """The decision, and the part of it, by which something of the parts is granted already on one of the days.

    Both ends are included. A part for the applicant's own family is compared with the decisions of the applicant; a
    part about somebody (a child, a holder of a certificate) with the decisions about the same one, whoever asked.
    """
    return next(_all_granted(application, parts), None)


def _all_granted(application: Application, parts: Sequence[Period]) -> Iterator[Granted]:
    own = [part for part in parts if not part.about]
    if own and application.applicant_id is not None:
        rows = _granted(application).filter(
            application__applicant=application.applicant_id,
            since__lte=max(part.until for part in own),
            until__gte=min(part.since for part in own),
        )
        yield from _same_days(rows, own)
    for part in parts:
        if part.about:
            about = _granted(application).filter(calculation__schedule__contains=[{"about": part.about}])
            yield from _same_days(about, [part])


def _granted(application: Application) -> QuerySet[Decision]:
    rows = Decision.objects.standing().filter(
        state=State.APPROVED, outcome=Outcome.GRANTED, application__kind=application.kind
    )
    return rows.exclude(application=application).order_by("since", "pk")


def _same_days(decisions: QuerySet[Decision], parts: Sequence[Period]) -> Iterator[Granted]:
    for decision in decisions:
        for known in parts_of(decision.calculation):
            if any(_same(part, known) for part in parts):
                yield decision, known


def _same(part: Period, known: Period) -> bool:
    """One of the two entered by hand names no component of the rules: then how it is paid is compared instead."""
    by_hand = CODE_BY_HAND in (part.code[: len(CODE_BY_HAND)], known.code[: len(CODE_BY_HAND)])
    component = part.per == known.per if by_hand else part.code == known.code
    same = component and part.about == known.about
    return same and part.since <= known.until and part.until >= known.since


def _sentence(decision: Decision, known: Period) -> str:
    days = f" {days_words(known.since, known.until, numeric)}" if known.per == "month" else ""
    whom = f" ({known.whom})" if known.whom else ""
    return (
        f"Цю допомогу{whom} вже призначено{days}, рішення № {decision.number}. "
        "За ті самі дні її не призначають удруге."
    )


def check_not_granted(application: Application, parts: Sequence[Period]) -> None:
    """Raise Refused, with the ways out, when some part is granted already on one of its days."""
    found = granted_for(application, parts)
    if found is not None:
        raise Refused(
            f"{_sentence(*found)} З’єднайте заяви, відмовте через це або дочекайтеся, доки людина відкличе заяву: "
            "кожну з цих дій видно на сторінці справи.",
            code="granted_already",
        )


def check_not_granted_meanwhile(application: Application, parts: Sequence[Period]) -> None:
    """The same, and nobody else grants to this person or about the same one until the end of the transaction."""
    if application.applicant_id is not None:
        Person.objects.select_for_update(no_key=True).get(pk=application.applicant_id)
    with connection.cursor() as cursor:
        for about in sorted({part.about for part in parts if part.about}):
            cursor.execute(
                "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{application.kind} {about}"]
            )
    check_not_granted(application, parts)


def refused_as_repeated(application: Application, calculation: Calculation) -> Calculation:
    """The calculation as a refusal, because the same days are granted already; steps and receipt stay as they are.

    No act that was read names this ground, and the reason says so. Raises Conflict when the days are not granted yet.
    """
    found = granted_for(application, calculation.schedule)
    if calculation.outcome != "granted" or found is None:
        raise Conflict("На ці дні допомогу ще не призначено. Оновіть сторінку.", code="not_repeated")
    return as_refused(calculation, (Reason("granted_already", UNVERIFIED, _sentence(*found)),))


def as_refused(calculation: Calculation, reasons: tuple[Reason, ...]) -> Calculation:
    """The same calculation whose outcome is a refusal: nothing is granted, no amount, no period, no conditions."""
    return replace(
        calculation,
        outcome="refused",
        amount=None,
        once=0,
        since=None,
        until=None,
        schedule=(),
        conditions=(),
        reasons=reasons,
    )
