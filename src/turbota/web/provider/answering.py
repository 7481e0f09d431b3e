"""A referral: what is asked, the answer, the contract, the end."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from turbota.casework import delivery_papers
from turbota.casework import delivery_queries as queries
from turbota.casework.delivery_states import NoticeKind, ReferralState, VisitOutcome
from turbota.casework.models import Referral
from turbota.casework.operations import answering, confirming, delivering
from turbota.casework.operations.delivering import Agreed
from turbota.deadlines.queries import clocks_of_many
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.web.provider.forms import AcceptForm, AskForm, ContractForm, RejectForm, SignedForm
from turbota.web.provider.frame import Shown, referral_view, shown
from turbota.web.shared.files import file_response
from turbota.web.shared.form_acts import done, scan_of
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.service_acts import EndForm, ended, scan_of_contract


def seen(referral: Referral) -> Shown:
    """The referral with its clock and its place in line."""
    at = clock.now()
    clocks = clocks_of_many("referral", [referral.pk]).get(referral.pk, [])
    place = queries.place_in_line(referral)
    return shown(referral, clock.day_of(at), at=at, clocks=clocks, place=place)


@require_safe
@referral_view
def referral(request: HttpRequest, referral: Referral) -> HttpResponse:
    """What is asked for, the contract, and the journal."""
    journal = queries.journal_of(referral) if hasattr(referral, "contract") else []
    content = {
        "place": seen(referral),
        "contract": getattr(referral, "contract", None),
        "planned": [
            row
            for row in reversed(journal)
            if row.outcome == VisitOutcome.PLANNED and referral.state == ReferralState.CONTRACTED
        ],
        "journal": [row for row in journal if row.outcome != VisitOutcome.PLANNED],
        "unconfirmed": any(
            row.outcome == VisitOutcome.DONE and not hasattr(row, "confirmation") for row in journal
        ),
        "steps": queries.steps_of(referral),
        "asked": queries.said_of(referral, NoticeKind.QUESTION),
    }
    return render(request, "provider/referral.html", content)


@require_http_methods(["GET", "POST"])
@referral_view
def accept(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Take the person."""
    actor, form = (
        actor_of(request),
        AcceptForm(request.POST or None, initial={"contact": actor_of(request).name}),
    )

    def act() -> None:
        answering.accept(
            by=actor, referral_id=referral.pk, contact=form.cleaned_data["contact"], at=clock.now()
        )

    if done(request, form, act):
        messages.success(request, "Направлення прийнято. Зв’яжіться з людиною і укладіть договір.")
        return redirect("provider:referral", referral.pk)
    return _form(request, referral, form, "Прийняти направлення", "Прийняти")


@require_http_methods(["GET", "POST"])
@referral_view
def reject(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Do not take the person, with a reason."""
    form = RejectForm(request.POST or None)

    def act() -> None:
        answering.reject(by=actor_of(request), referral_id=referral.pk, at=clock.now(), **form.cleaned_data)

    if done(request, form, act):
        messages.success(request, "Відмову записано. Соціальний менеджер шукатиме іншого надавача.")
        return redirect("provider:home")
    return _form(request, referral, form, "Відхилити направлення", "Відхилити", danger=True)


@require_http_methods(["GET", "POST"])
@referral_view
def contract(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Enter the contract."""
    form = ContractForm(request.POST or None, request.FILES or None)

    def act() -> None:
        given = form.cleaned_data
        last = given["last_day"]
        delivering.contract(
            by=actor_of(request),
            referral_id=referral.pk,
            agreed=Agreed(
                number=given["number"],
                since=given["since"],
                until=last + timedelta(days=1) if last else None,
                signed_on=given["signed_on"],
                urgent=given["urgent"],
            ),
            scan=scan_of(request),
            at=clock.now(),
        )

    if done(request, form, act):
        messages.success(request, "Договір внесено. Тепер заплануйте перший візит.")
        return redirect("provider:referral", referral.pk)
    return _form(request, referral, form, "Договір про послугу", "Внести договір", fee=True)


@require_http_methods(["GET", "POST"])
@referral_view
def signed(request: HttpRequest, referral: Referral) -> HttpResponse:
    """The signed paper of an urgent contract has come."""
    form = SignedForm(request.POST or None, request.FILES or None)

    def act() -> None:
        delivering.signed_later(
            by=actor_of(request), referral_id=referral.pk, signed_on=form.cleaned_data["signed_on"],
            scan=scan_of(request), at=clock.now(),
        )  # fmt: skip

    if done(request, form, act):
        messages.success(request, "Підписаний договір додано.")
        return redirect("provider:referral", referral.pk)
    return _form(request, referral, form, "Додати підписаний договір", "Додати")


@require_http_methods(["GET", "POST"])
@referral_view
def ask(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Write to the manager of the person."""
    form = AskForm(request.POST or None)

    def act() -> None:
        confirming.ask_manager(
            by=actor_of(request),
            referral_id=referral.pk,
            words=form.cleaned_data["words"],
            at=clock.now(),
            question_id=form.made_as(),
        )

    if done(request, form, act):
        messages.success(request, "Надіслано. Відповідь з’явиться на сторінці направлення.")
        return redirect("provider:referral", referral.pk)
    return _form(request, referral, form, "Написати соціальному менеджерові", "Надіслати")


@require_http_methods(["GET", "POST"])
@referral_view
def end(request: HttpRequest, referral: Referral) -> HttpResponse:
    """The service is over."""
    form = EndForm(request.POST or None)
    if ended(request, referral, form, "Надання послуги закінчено. Місце звільнилося для наступного в черзі."):
        return redirect("provider:home")
    return _form(request, referral, form, "Закінчити надання послуги", "Закінчити", danger=True)


@require_safe
@referral_view
def contract_form(request: HttpRequest, referral: Referral) -> HttpResponse:
    """The contract to print and sign by hand; not before the provider took the person."""
    if referral.state != ReferralState.ACCEPTED:
        raise Missing(code="no_contract_form")
    content = delivery_papers.contract_form(referral, at=clock.now())
    return file_response(content, media_type="application/pdf", name="contract.pdf")


@require_safe
@referral_view
def contract_scan(request: HttpRequest, referral: Referral) -> HttpResponse:
    """The signed contract."""
    return scan_of_contract(referral)


def _form(
    request: HttpRequest, referral: Referral, form: object, title: str, button: str, *, danger: bool = False,
    fee: bool = False,
) -> HttpResponse:  # fmt: skip
    content = {
        "place": seen(referral), "form": form, "title": title, "button": button, "danger": danger, "fee": fee,
        "print_url": "provider:contract-form" if fee and referral.state == ReferralState.ACCEPTED else "",
    }  # fmt: skip
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, "provider/form.html", content, status=status)
