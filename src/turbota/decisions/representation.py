"""No decision is signed while nobody has said whether who applied for another person may do so."""

from turbota.applications.models import Application
from turbota.applications.operations.representing import hold_mandate
from turbota.applications.policies import unsigned
from turbota.kernel.errors import Refused
from turbota.people.mandates import ever_confirmed
from turbota.people.states import MandateState


def check_mandate_settled(application: Application) -> None:
    """Raise Refused while the mandate of the case is only claimed, or was not confirmed. The application is locked.

    A mandate that was confirmed and is over since does not hinder: what was sent under it was sent lawfully.
    """
    hold_mandate(application)
    mandate = application.mandate
    if mandate is None:
        _check_signed(application)
        return
    if ever_confirmed(mandate):
        return
    if mandate.state == MandateState.CLAIMED:
        raise Refused(
            "Повноваження заявлено, не підтверджено. Перевірте документ на сторінці «Повноваження» і підтвердьте його "
            "або відмовте: до того рішення не підписують.",
            code="mandate_claimed",
        )
    raise Refused(
        "Повноваження того, хто подав заяву, не підтверджено. Рішення можна підготувати, коли він дасть інший документ "
        "або коли людина перебере справу собі й підпише заяву.",
        code="mandate_not_confirmed",
    )


def _check_signed(application: Application) -> None:
    """Raise Refused while the person who took the case over has not signed it herself."""
    if unsigned(application):
        raise Refused(
            "Людина перебрала справу собі й ще не підписала її. Рішення можна підготувати після її підпису.",
            code="applicant_has_not_signed",
        )
