"""What the provider and the social manager do alike with a service that is given: end it, read its papers."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from turbota.casework import delivery_queries as queries
from turbota.casework.delivery_states import EndReason
from turbota.casework.models import Referral, Visit
from turbota.casework.operations import answering
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.web.shared.boxes import choice_box, words_box
from turbota.web.shared.files import pdf_response
from turbota.web.shared.form_acts import done
from turbota.web.shared.middleware import actor_of


class EndForm(forms.Form):
    """Why the service is over."""

    reason = choice_box("Чому послугу закінчено", EndReason.choices, "Виберіть, чому послугу закінчено.")
    words = words_box("Подробиці", "За бажанням: що зроблено, що ще потрібно людині.")


def ended(request: HttpRequest, referral: Referral, form: EndForm, told: str) -> bool:
    """Whether the form was sent and the service is over; `told` is said then."""

    def act() -> None:
        answering.end(by=actor_of(request), referral_id=referral.pk, at=clock.now(), **form.cleaned_data)

    if not done(request, form, act):
        return False
    messages.success(request, told)
    return True


def scan_of_contract(referral: Referral) -> HttpResponse:
    """The signed contract. Raises Missing where none was added."""
    row = getattr(referral, "contract", None)
    if row is None or row.scan is None:
        raise Missing(code="no_contract_scan")
    return pdf_response(row.scan, "contract.pdf")


def sheet_of_visit(referral: Referral, visit_id: uuid.UUID) -> HttpResponse:
    """The sheet with the signature of the recipient. Raises Missing for a visit that is not of this service."""
    return pdf_response(queries.sheet_of(visit_of(referral, visit_id)), "sheet.pdf")


def visit_of(referral: Referral, visit_id: uuid.UUID) -> Visit:
    """The visit of the journal of this service. Raises Missing."""
    row = next((one for one in queries.journal_of(referral) if one.pk == visit_id), None)
    if row is None:
        raise Missing(code="no_such_visit")
    return row
