"""The same assistance is never granted twice to the same person for the same days."""

from datetime import date

from turbota.applications.models import Application
from turbota.decisions.models import Decision
from turbota.decisions.states import Outcome, State
from turbota.kernel.errors import Refused
from turbota.people.models import Person


def check_not_granted(application: Application, since: date | None, until: date | None) -> None:
    """Raise Refused when the applicant already has this kind of assistance on one of the days, both ends included."""
    if since is None or until is None or application.applicant_id is None:
        return
    granted = (
        Decision.objects.standing()
        .filter(
            state=State.APPROVED,
            outcome=Outcome.GRANTED,
            application__applicant=application.applicant_id,
            application__kind=application.kind,
            since__lte=until,
            until__gte=since,
        )
        .exclude(application=application)
    )
    found = granted.order_by("since").first()
    if found is not None:
        raise Refused(
            f"Цю допомогу вже призначено з {found.since:%d.%m.%Y} до {found.until:%d.%m.%Y}, "
            f"рішення № {found.number}. За ті самі дні її не призначають удруге.",
            code="granted_already",
        )


def check_not_granted_meanwhile(application: Application, since: date | None, until: date | None) -> None:
    """The same, and nobody else grants to this person until the end of the transaction."""
    if application.applicant_id is not None:
        Person.objects.select_for_update(no_key=True).get(pk=application.applicant_id)
    check_not_granted(application, since, until)
