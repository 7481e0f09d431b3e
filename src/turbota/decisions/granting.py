"""The same assistance is never granted twice for the same days: to one person, or for one child whoever asks."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from turbota.applications.models import Application
from turbota.assistance.calculation import Period
from turbota.decisions.calculating import parts_of
from turbota.decisions.models import Decision
from turbota.decisions.states import Outcome, State
from turbota.kernel.errors import Refused
from turbota.people.models import Person


def check_not_granted(application: Application, parts: Sequence[Period]) -> None:
    """Raise Refused when some part is granted already on one of its days, both ends included.

    A part for the applicant's own family is compared with the decisions of the applicant; a part about somebody
    (a child, a holder of a certificate) with the decisions about the same one.
    """
    own = [part for part in parts if not part.about]
    if own and application.applicant_id is not None:
        found = _granted(application).filter(
            application__applicant=application.applicant_id,
            since__lte=max(part.until for part in own),
            until__gte=min(part.since for part in own),
        )
        _refuse_when(found, own)
    for part in parts:
        if part.about:
            _refuse_when(
                _granted(application).filter(calculation__schedule__contains=[{"about": part.about}]), [part]
            )


def _granted(application: Application) -> QuerySet[Decision]:
    rows = Decision.objects.filter(
        state=State.APPROVED, outcome=Outcome.GRANTED, application__kind=application.kind
    )
    return rows.exclude(application=application).order_by("since", "pk")


def _refuse_when(decisions: QuerySet[Decision], parts: Sequence[Period]) -> None:
    for decision in decisions:
        for known in parts_of(decision.calculation):
            if any(_same(part, known) for part in parts):
                days = f" з {known.since:%d.%m.%Y} до {known.until:%d.%m.%Y}" if known.per == "month" else ""
                whom = f" ({known.whom})" if known.whom else ""
                raise Refused(
                    f"Цю допомогу{whom} вже призначено{days}, рішення № {decision.number}. "
                    "За ті самі дні її не призначають удруге.",
                    code="granted_already",
                )


def _same(part: Period, known: Period) -> bool:
    same = (part.code, part.about) == (known.code, known.about)
    return same and part.since <= known.until and part.until >= known.since


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
