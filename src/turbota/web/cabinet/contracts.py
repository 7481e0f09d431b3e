"""The recipient, or who represents him, signs the contract on a service by the own key."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from turbota.casework.delivery_permissions import SIGN_CONTRACT
from turbota.casework.delivery_states import ContractSide
from turbota.casework.models import Referral
from turbota.casework.operations import contract_signing
from turbota.kernel import clock
from turbota.kernel.errors import Missing, Refused
from turbota.web.cabinet.services import service_of, service_view
from turbota.web.shared.files import pdf_response
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.shared.signed_files import signed_bytes


@require_safe
@service_view
def contract(request: HttpRequest, referral: Referral) -> HttpResponse:
    """The contract, who has signed it, and the form of the key."""
    return _page(request, referral)


def _page(request: HttpRequest, referral: Referral, *, problem: str = "", status: int = 200) -> HttpResponse:
    row = contract_signing.live_paper(referral)
    if row is None:
        raise Missing(code="no_contract_paper")
    signed = {one.side: one for one in row.signatures.all()}
    context = {
        "service": service_of(referral, actor_of(request)),
        "paper": row,
        "sides": [(label, signed.get(code)) for code, label in ContractSide.choices],
        "waits": ContractSide.RECIPIENT not in signed and SIGN_CONTRACT.can(actor_of(request), referral),
        "problem": problem,
    }
    return render(request, "cabinet/contract.html", context, status=status)


@require_POST
@service_view
def sign(request: HttpRequest, referral: Referral) -> HttpResponse:
    """The signature was made in the browser."""
    try:
        sha256, cms = signed_bytes(request)
        contract_signing.sign_as_recipient(
            by=actor_of(request), referral_id=referral.pk, sha256=sha256, cms=cms, at=clock.now()
        )
    except Missing:
        raise
    except Refused as refusal:
        note_refusal(request, refusal)
        return _page(request, referral, problem=refusal.sentence, status=422)
    messages.success(request, "Дякуємо. Договір підписано.")
    return redirect("cabinet:service", referral.pk)


@require_safe
@service_view
def paper(request: HttpRequest, referral: Referral) -> HttpResponse:
    """The contract as PDF: the very bytes that are signed."""
    row = contract_signing.live_paper(referral)
    if row is None:
        raise Missing(code="no_contract_paper")
    return pdf_response(row.paper, "contract.pdf")
