"""Reading a decision: the outcome first, then why, then what to do; the papers with both signatures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from turbota.access.actors import acting_name
from turbota.applications.models import Application
from turbota.assistance import catalogue
from turbota.assistance.calculation import Period, days_words, last_day
from turbota.assistance.part_months import total
from turbota.assistance.wording import paid_when
from turbota.decisions.calculating import answers_in_force
from turbota.decisions.models import Annulment, Decision
from turbota.decisions.queries import annulled_of, annulment_of, decision_for
from turbota.decisions.schedules import parts_of
from turbota.decisions.states import Outcome
from turbota.decisions.subsidy_papers import notice_paper
from turbota.decisions.telling import told_of
from turbota.kernel import clock
from turbota.law import texts
from turbota.signatures.containers import merge
from turbota.signatures.models import Signature
from turbota.web.cabinet.cases import own_case
from turbota.web.shared.files import file_response, pdf_response
from turbota.web.shared.income_sheets import income_table
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.receipts import receipt_lines
from turbota.web.shared.services_given import ServiceGiven, services_given
from turbota.web.shared.signed_files import asics_response, p7s_response
from turbota.web.ui.components import ReceiptLine, Sign
from turbota.web.ui.words import long_date, moment, month_of

PAPER = "decision.pdf"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason of a refusal: the clause and the sentence with the numbers of this family."""

    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class Paid:
    """A part of what is paid: what and for whom, how much, when."""

    what: str
    amount: int
    when: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """Everything the page of a decision says."""

    number: str
    granted: bool
    amount: int | None
    once: int
    by_days: bool  # the sum of the head is of a whole month, some months are paid by days
    parts: tuple[Paid, ...]
    conditions: tuple[str, ...]
    lines: tuple[ReceiptLine, ...]
    unverified: bool
    refusals: tuple[Refusal, ...]
    window: tuple[str, str] | None
    signs: tuple[Sign, ...]
    services: tuple[ServiceGiven, ...]
    assessment: str
    total: int | None  # for all its time; None of an award for life
    days: str


def page_of(decision: Decision) -> DecisionPage:
    """The decision in words, from what was kept with it."""
    calculation = told_of(decision)
    lines = receipt_lines(calculation.get("receipt", ()))
    granted = decision.outcome == Outcome.GRANTED
    parts = parts_of(calculation) if granted else ()
    by_days = any(part.days for part in parts)
    return DecisionPage(
        number=decision.number,
        granted=granted,
        amount=decision.amount,
        once=decision.once,
        by_days=by_days,
        parts=tuple(_paid(part) for part in parts) if len(parts) > 1 or by_days else (),
        conditions=tuple(calculation.get("conditions", ())),
        lines=lines,
        unverified=any(line.unverified for line in lines),
        refusals=tuple(Refusal(row.get("clause", ""), row["text"]) for row in calculation.get("reasons", ())),
        window=_window(calculation),
        signs=_signs(decision),
        services=services_given(calculation),
        assessment=calculation.get("assessment", ""),
        total=_total(parts),
        days=days_words(decision.since, decision.until, long_date)
        if decision.since and decision.until
        else "",
    )


def _total(parts: Iterable[Period]) -> int | None:
    paid = list(parts)
    return None if any(last_day(part.until) is None for part in paid) else total(paid)


def _window(calculation: Mapping[str, Any]) -> tuple[str, str] | None:
    first, last = calculation.get("income_from"), calculation.get("income_to")
    return (month_of(first), month_of(last)) if first and last else None


def _paid(part: Period) -> Paid:
    what = f"{part.title}: {part.whom}" if part.whom else part.title
    return Paid(what, part.amount, paid_when(part, long_date))


def _signs(decision: Decision) -> tuple[Sign, Sign]:
    """Who signed; a deputy says whose duties were done."""
    specialist = acting_name(decision.specialist.name, decision.specialist_acting_for)
    head = acting_name(decision.head.name, decision.head_acting_for) if decision.head else ""
    return (
        Sign(f"Спеціаліст: {specialist}", _signed(decision.specialist_signature), "done"),
        Sign(f"Керівник: {head}", _signed(decision.head_signature), "done"),
    )


def _signed(signature: Signature | None) -> str:
    if signature is None:
        return ""
    return moment(signature.signed_at or signature.checked_at)


@require_safe
@own_case
def decision(request: HttpRequest, application: Application) -> HttpResponse:
    """The decision and its calculation, line by line with the act behind each line."""
    found = decision_for(actor_of(request), application.pk)
    mark = annulment_of(found)
    moment_of = (mark.approved_at if mark else None) or found.approved_at
    on = clock.day_of(moment_of) if moment_of else clock.today()
    content = {
        "application": application,
        "kind": catalogue.kind(application.kind),
        "decision": found,
        "page": page_of(found),
        "income": income_table(application.kind, told_of(found)),
        "appeal": texts.text("appeal", on),
        "annulment": annulment_of(found),
    }
    return render(request, "cabinet/decision.html", content)


@require_safe
@own_case
def paper(request: HttpRequest, application: Application) -> HttpResponse:
    """The PDF/A-3 of the decision, the very bytes that both people signed."""
    return pdf_response(decision_for(actor_of(request), application.pk).paper, PAPER)


@require_safe
@own_case
def sheet(request: HttpRequest, application: Application) -> HttpResponse:
    """The calculation sheet of the decision (Annexes 5 and 6, of a subsidy 7 and 5). Raises 404 when there is none."""
    decided = decision_for(actor_of(request), application.pk)
    found = decided.told_sheet or decided.sheet
    if found is None:
        raise Http404
    return pdf_response(found, "calculation-sheet.pdf")


@require_safe
@own_case
def notice(request: HttpRequest, application: Application) -> HttpResponse:
    """The notice of the subsidy with its outcome (Annex 8). Raises 404 for a kind that has no notice."""
    found = decision_for(actor_of(request), application.pk)
    if catalogue.kind(application.kind).annexes != "subsidy":
        raise Http404
    content = notice_paper(found, answers_in_force(application))
    return file_response(content, media_type="application/pdf", name="notice.pdf")


@require_safe
@own_case
def signature(request: HttpRequest, application: Application, whose: str) -> HttpResponse:
    """One detached signature of the decision (.p7s), or both in one file."""
    found = decision_for(actor_of(request), application.pk)
    both = {"specialist": found.specialist_signature, "head": found.head_signature}
    if whose == "both":
        content = merge([bytes(row.cms) for row in both.values() if row is not None])
    else:
        row = both.get(whose)
        if row is None:
            raise Http404
        content = bytes(row.cms)
    return file_response(
        content, media_type="application/pkcs7-signature", name=f"{PAPER}.{whose}.p7s", inline=False
    )


@require_safe
@own_case
def container(request: HttpRequest, application: Application) -> HttpResponse:
    """The decision with both signatures in one ASiC-S container."""
    found = decision_for(actor_of(request), application.pk)
    return asics_response(found.paper, (found.specialist_signature, found.head_signature), "decision")


def _annulled(application: Application, number: int) -> Annulment:
    """The annulment of the decision with this number in its row. Raises 404."""
    for row in annulled_of(application):
        if row.decision.sequence == number:
            return row
    raise Http404


@require_safe
@own_case
def annulled_paper(request: HttpRequest, application: Application, number: int) -> HttpResponse:
    """A decision that is annulled, as it was signed."""
    return pdf_response(_annulled(application, number).decision.paper, PAPER)


@require_safe
@own_case
def annulment_paper(request: HttpRequest, application: Application, number: int) -> HttpResponse:
    """The decision that annulled it, with both signatures beside it in the case."""
    return pdf_response(_annulled(application, number).paper, "annulment.pdf")


@require_safe
@own_case
def annulment_signatures(request: HttpRequest, application: Application, number: int) -> HttpResponse:
    """Both signatures of that decision in one detached CMS (.p7s)."""
    return p7s_response(_annulled(application, number).signatures, "annulment.pdf.p7s")


@require_safe
@own_case
def annulment_container(request: HttpRequest, application: Application, number: int) -> HttpResponse:
    """That decision with both signatures in one ASiC-S container."""
    row = _annulled(application, number)
    return asics_response(row.paper, row.signatures, "annulment")
