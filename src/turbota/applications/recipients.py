"""Who is told of a case: the person whom it is about, and who acts for her."""

from datetime import date

from django.db.models import Q

from turbota.applications.models import Application
from turbota.people.claims import is_minor
from turbota.people.models import Mandate, Person
from turbota.people.states import MandateState, Power


def recipients(application: Application, on: date) -> list[Person]:
    """Everybody to be told on the day, each once.

    A grown-up is always told herself, also when somebody acts for her: in her cabinet, which she finds when a claim of
    another person about her is confirmed. A child's messages go to those who act for the child; to the child only
    when there is nobody. A mandate that is only claimed reaches its claimant about his own case alone.
    """
    person = application.applicant
    if person is None:
        return []
    helpers = [row.representative for row in _acting(application, on) if row.representative is not None]
    if helpers and is_minor(person, on):
        return helpers
    return [person, *helpers]


def _acting(application: Application, on: date) -> list[Mandate]:
    """Mandates in force for this person and kind that let messages be got, one for each representative."""
    own = Q(pk=application.mandate_id) if application.mandate_id else Q(pk__in=[])
    confirmed = Q(state=MandateState.CONFIRMED, represented=application.applicant_id)
    scope = Q(kinds=[]) | Q(kinds__contains=[application.kind])
    rows = Mandate.objects.live(on).filter(own | confirmed, scope, powers__contains=[Power.MESSAGES])
    return list(rows.select_related("representative").order_by("representative").distinct("representative"))
