"""The contract signed by keys: printed by the provider, signed by its head here and by the recipient in the cabinet."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from turbota.access.models import Role
from turbota.casework.delivery_states import ContractSide
from turbota.casework.models import ContractPaper, Referral
from turbota.casework.operations import contract_signing
from turbota.casework.operations.delivering import Agreed
from turbota.kernel import clock
from turbota.kernel.errors import Forbidden, Missing, Refused
from turbota.web.provider.answering import seen
from turbota.web.provider.forms import KeyContractForm
from turbota.web.provider.frame import referral_view
from turbota.web.shared.files import pdf_response
from turbota.web.shared.form_acts import done
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.shared.signed_files import p7s_response, signed_bytes


@require_http_methods(["GET", "POST"])
@referral_view
def keys(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Print the contract for both keys, or see who has signed it."""
    form = KeyContractForm(request.POST or None)

    def act() -> None:
        last = form.cleaned_data["last_day"]
        contract_signing.prepare(
            by=actor_of(request), referral_id=referral.pk, at=clock.now(),
            agreed=Agreed(
                form.cleaned_data["number"], form.cleaned_data["since"],
                until=last + timedelta(days=1) if last else None,
            ),
        )  # fmt: skip

    if done(request, form, act):
        messages.success(request, "Договір надруковано. Його підписують керівник надавача й отримувач.")
        return redirect("provider:contract-keys", referral.pk)
    return _page(request, referral, form, status=422 if form.errors else 200)


def _page(
    request: HttpRequest, referral: Referral, form: KeyContractForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    row = contract_signing.live_paper(referral)
    signed = {one.side: one for one in row.signatures.all()} if row else {}
    heads = referral.offer.provider.organisation_id in actor_of(request).organisations(Role.HEAD)
    context = {
        "place": seen(referral),
        "paper": row,
        "sides": [(label, signed.get(code)) for code, label in ContractSide.choices],
        "form": form,
        "problem": problem,
        "heads": heads,
        "may_sign": heads and row is not None and ContractSide.PROVIDER not in signed,
        "whole": row is not None and row.contract_id is not None,
    }
    return render(request, "provider/contract_keys.html", context, status=status)


@require_POST
@referral_view
def sign(request: HttpRequest, referral: Referral) -> HttpResponse:
    """The head of the provider signs; the signature was made in the browser."""
    try:
        sha256, cms = signed_bytes(request)
        contract_signing.sign_for_provider(
            by=actor_of(request), referral_id=referral.pk, sha256=sha256, cms=cms, at=clock.now()
        )
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        note_refusal(request, refusal)
        return _page(request, referral, KeyContractForm(), problem=refusal.sentence, status=422)
    messages.success(request, "Договір підписано від надавача.")
    return redirect("provider:contract-keys", referral.pk)


def _paper(referral: Referral) -> ContractPaper:
    row = contract_signing.live_paper(referral)
    if row is None:
        raise Missing(code="no_contract_paper")
    return row


@require_safe
@referral_view
def paper(request: HttpRequest, referral: Referral) -> HttpResponse:
    """The contract as PDF: the very bytes that are signed."""
    return pdf_response(_paper(referral).paper, "contract.pdf")


@require_safe
@referral_view
def signatures(request: HttpRequest, referral: Referral) -> HttpResponse:
    """The signatures under the contract in one detached CMS (.p7s)."""
    rows = _paper(referral).signatures.select_related("signature").order_by("at", "pk")
    return p7s_response([one.signature for one in rows], "contract.pdf.p7s")
