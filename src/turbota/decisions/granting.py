"""The same assistance is never granted twice to the same person for the same days."""

from dataclasses import replace
from datetime import date

from turbota.applications.models import Application
from turbota.assistance.calculation import Calculation, Reason
from turbota.decisions.models import Decision
from turbota.decisions.states import Outcome, State
from turbota.kernel.errors import Conflict, Refused
from turbota.people.models import Person

UNVERIFIED = "підставу ще не звірено з текстом акта"


def granted_for(application: Application, since: date | None, until: date | None) -> Decision | None:
    """The decision by which the applicant has this kind of assistance on one of the days, both ends included."""
    if since is None or until is None or application.applicant_id is None:
        return None
    granted = Decision.objects.standing().filter(
        state=State.APPROVED,
        outcome=Outcome.GRANTED,
        application__applicant=application.applicant_id,
        application__kind=application.kind,
        since__lte=until,
        until__gte=since,
    )
    return granted.exclude(application=application).order_by("since").first()


def _sentence(found: Decision) -> str:
    return (
        f"Цю допомогу вже призначено з {found.since:%d.%m.%Y} до {found.until:%d.%m.%Y}, "
        f"рішення № {found.number}. За ті самі дні її не призначають удруге."
    )


def check_not_granted(application: Application, since: date | None, until: date | None) -> None:
    """Raise Refused, with the ways out, when the applicant already has this kind of assistance on one of the days."""
    found = granted_for(application, since, until)
    if found is not None:
        raise Refused(
            f"{_sentence(found)} З’єднайте заяви, відмовте через це або дочекайтеся, доки людина відкличе заяву: "
            "кожну з цих дій видно на сторінці справи.",
            code="granted_already",
        )


def check_not_granted_meanwhile(application: Application, since: date | None, until: date | None) -> None:
    """The same, and nobody else grants to this person until the end of the transaction."""
    if application.applicant_id is not None:
        Person.objects.select_for_update(no_key=True).get(pk=application.applicant_id)
    check_not_granted(application, since, until)


def refused_as_repeated(application: Application, calculation: Calculation) -> Calculation:
    """The calculation as a refusal, because the same days are granted already; steps and receipt stay as they are.

    No act that was read names this ground, and the reason says so. Raises Conflict when the days are not granted yet.
    """
    found = granted_for(application, calculation.since, calculation.until)
    if calculation.outcome != "granted" or found is None:
        raise Conflict("На ці дні допомогу ще не призначено. Оновіть сторінку.", code="not_repeated")
    return as_refused(calculation, (Reason("granted_already", UNVERIFIED, _sentence(found)),))


def as_refused(calculation: Calculation, reasons: tuple[Reason, ...]) -> Calculation:
    """The same calculation whose outcome is a refusal: nothing is granted, no amount, no period."""
    return replace(
        calculation, outcome="refused", amount=None, since=None, until=None, schedule=(), reasons=reasons
    )
