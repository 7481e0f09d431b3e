"""Which legal terms of the decision hold for an application, and who decides instead of a unit that is not there yet."""

from datetime import date

from turbota.access.models import OrganisationKind
from turbota.applications.models import Application
from turbota.assistance import catalogue
from turbota.assistance.terms import Terms

NO_UNIT = (
    "У громаді, яку названо в заяві, ще немає відділу соціального захисту в системі, тож заяву розглядає {body}. Заяву "
    "не втрачено, нічого робити не треба."
)


def terms_of(application: Application) -> Terms:
    """The rules of the decision and of its notice, chosen by the answers as they were on the date of application."""
    on = application.received_on or date.max
    return catalogue.kind(application.kind).terms(application.answers, on)


def decision_words(application: Application) -> str:
    """What a person should know when the application comes to who decides: why there, and by which term. Or nothing."""
    if application.received_on is None or application.decider is None:
        return ""
    kind = catalogue.kind(application.kind)
    said = [terms_of(application).why]
    if (
        kind.decider_on(application.received_on, application.answers) == "community"
        and application.decider.kind != OrganisationKind.SOCIAL_UNIT
    ):
        said.insert(0, NO_UNIT.format(body=application.decider.name))
    return " ".join(one for one in said if one)
