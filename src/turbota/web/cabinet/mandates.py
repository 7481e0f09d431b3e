"""For whom the person acts, and who acts for her."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from turbota.applications.mandate_queries import mandates_to_take
from turbota.exchange.register_queries import questions_of
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.people.mandates import revoke
from turbota.people.models import Mandate
from turbota.people.queries import given_mandates, held_mandate, held_mandates, one_mandate, reasons_of
from turbota.people.states import LIVE, OPEN, MandateState
from turbota.web.shared.files import pdf_response
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.mandate_scope import kinds_in_words, powers_in_words
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.register_words import CHECKING, RegisterLine, for_person
from turbota.web.ui.components import Tone

TONES: dict[str, Tone] = {
    MandateState.CLAIMED: "warn",
    MandateState.CONFIRMED: "good",
    MandateState.REFUSED: "bad",
}


@dataclass(frozen=True, slots=True)
class MandateCard:
    """One mandate on a page: between whom, on what, how far it is believed, and what can be done.

    `number`: of a confirmed one in force, for other systems.
    """

    id: uuid.UUID
    name: str
    role: str
    state: str
    tone: Tone
    basis: str
    until: object
    powers: str
    kinds: str
    help: bool
    reason: str
    open: bool
    wants_evidence: bool
    has_evidence: bool
    takeable: bool
    number: str
    register: RegisterLine | None


def cards(rows: Iterable[Mandate], *, held: bool) -> list[MandateCard]:
    """Mandates as cards; `held`: from the side of the representative."""
    found, today = list(rows), clock.today()
    reasons = reasons_of(found)
    takeable = mandates_to_take(found) if not held else set()
    asked = {pk: for_person(one) for pk, one in questions_of(found).items()}
    return [
        MandateCard(
            id=row.pk,
            name=row.represented.full_name if held else row.who,
            role=row.get_kind_display(),
            state=_state(row, today, asked.get(row.pk)),
            tone="" if row.over(today) or row.is_help else TONES.get(row.state, ""),
            basis=row.basis,
            until=row.until,
            powers=powers_in_words(row),
            kinds=kinds_in_words(row),
            help=row.is_help,
            reason=reasons.get(row.pk, "") if row.state not in LIVE else "",
            open=row.state in OPEN and not row.over(today),
            wants_evidence=held
            and not row.over(today)
            and (
                row.state == MandateState.REFUSED
                or (row.state == MandateState.CLAIMED and not row.evidence_id)
            ),
            has_evidence=row.evidence_id is not None,
            takeable=row.pk in takeable,
            number=str(row.pk)
            if held and row.state == MandateState.CONFIRMED and not row.over(today)
            else "",
            register=asked.get(row.pk) if row.state in LIVE and not row.over(today) else None,
        )
        for row in found
    ]


def _state(row: Mandate, today: date, register: RegisterLine | None) -> str:
    """How far the mandate is believed, in words; an officer's help is not a claim."""
    if row.over(today):
        return MandateState.ENDED.label
    if row.state == MandateState.CLAIMED and register is not None and register.waiting:
        return CHECKING
    return "Вам допомагає" if row.is_help and row.state in OPEN else str(row.get_state_display())


@require_safe
@require_citizen
def held(request: HttpRequest) -> HttpResponse:
    """«За кого я подаю»."""
    rows = held_mandates(actor_of(request))
    return render(request, "cabinet/mandates.html", {"cards": cards(rows, held=True)})


@require_safe
@require_citizen
def given(request: HttpRequest) -> HttpResponse:
    """«Хто діє від мого імені»."""
    rows = given_mandates(actor_of(request))
    return render(request, "cabinet/mandates_given.html", {"cards": cards(rows, held=False)})


@require_http_methods(["GET", "POST"])
@require_citizen
def stop(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """End a mandate, after a question: the representative gives it up, or the represented person takes it back."""
    actor = actor_of(request)
    mandate = one_mandate(actor, mandate_id)
    mine = mandate.representative_id == actor.person_id
    page = "cabinet:mandates" if mine else "cabinet:mandates-given"
    if request.method == "POST":
        revoke(by=actor, mandate_id=mandate.pk, reason="", at=clock.now())
        messages.success(request, "Повноваження скасовано. Воно більше не діє.")
        return redirect(page)
    content = {"card": cards([mandate], held=mine)[0], "mine": mine, "back": page}
    return render(request, "cabinet/mandate_stop.html", content)


@require_safe
@require_citizen
def evidence_copy(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """The own copy of the document of a mandate."""
    mandate = held_mandate(actor_of(request), mandate_id)
    if mandate.evidence is None:
        raise Missing
    return pdf_response(mandate.evidence, "document.pdf")
