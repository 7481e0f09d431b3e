"""What providers propose to change in the register, for the registrar: confirm, or refuse with words."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.kernel.money import hryvnias
from turbota.law import services
from turbota.places import queries as codifier
from turbota.providers import queries
from turbota.providers.models import ProviderProposal
from turbota.providers.operations import proposing
from turbota.providers.states import Place
from turbota.web.administration.providers import keeper
from turbota.web.shared.form_acts import done
from turbota.web.shared.middleware import actor_of

MOST = 200
LABELS = {
    "head_name": "Хто керує", "staff_count": "Працівників", "address": "Адреса",
    "address_hidden": "Не показувати адресу на порталі", "service": "Послуга", "place": "Де надають",
    "communities": "Громади", "territory": "Місця за КАТОТТГ",
    "places": "Скількох людей водночас", "tariff": "Повний тариф", "unit": "Одиниця",
    "until": "Перший день без послуги",
}  # fmt: skip


class AnswerForm(forms.Form):
    """What the registrar says."""

    answer = forms.CharField(
        label="Відповідь надавачеві",
        help_text="Обов’язкова, якщо не підтверджуєте: чому й що треба подати.",
        required=False,
        max_length=1000,
        widget=forms.Textarea,
    )


def words_of(row: ProviderProposal) -> list[tuple[str, str, str]]:
    """The label of each field, as it is and as it would be."""
    now = _now(row)
    names = {}
    if "communities" in row.content:
        names = queries.names_of({*row.content["communities"], *now.get("communities", [])})
        codes = {*row.content.get("territory", []), *now.get("territory", [])}
        names |= {one.code: one.brief for one in codifier.by_code(codes)}
    return [
        (LABELS[name], _said(name, now.get(name), names), _said(name, value, names))
        for name, value in row.content.items()
        if name in LABELS
    ]


def _now(row: ProviderProposal) -> dict[str, Any]:
    if row.offer is not None:
        offer = row.offer
        return {
            "communities": [str(one.pk) for one in offer.communities.all()],
            "territory": [one.code for one in offer.territory.all()], "places": offer.places,
            "tariff": offer.tariff, "unit": offer.unit,
        }  # fmt: skip
    if row.kind == "card":
        body = row.provider.organisation
        return {
            "head_name": row.provider.head_name, "staff_count": row.provider.staff_count, "address": body.address,
            "address_hidden": row.provider.address_hidden,
        }  # fmt: skip
    return {}


def _said(name: str, value: Any, names: dict[str, str]) -> str:
    if value is None:
        return ""
    if name in ("communities", "territory"):
        return "; ".join(sorted(names.get(one, "") for one in value))
    if name == "tariff":
        return hryvnias(int(value))
    if name == "place":
        return str(Place(value).label)
    if name == "service":
        return services.service(str(value), clock.today()).name
    if isinstance(value, bool):
        return "так" if value else "ні"
    return str(value)


@require_safe
@keeper
def proposals(request: HttpRequest) -> HttpResponse:
    """Proposals that wait, the oldest first."""
    rows = list(queries.proposals_waiting(actor_of(request))[:MOST])
    return render(request, "administration/proposals.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@keeper
def proposal(request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """One proposal: as it is, as it would be, the answer."""
    found = queries.proposals_waiting(actor_of(request)).filter(pk=proposal_id).first()
    if found is None:
        raise Missing(code="no_such_proposal")
    form, accept = AnswerForm(request.POST or None), request.POST.get("say") == "confirm"

    def act() -> None:
        proposing.settle(
            by=actor_of(request), proposal_id=found.pk, accept=accept, answer=form.cleaned_data["answer"],
            at=clock.now(),
        )  # fmt: skip

    if done(request, form, act):
        messages.success(request, "Підтверджено: реєстр змінено." if accept else "Надавачеві відповіли.")
        return redirect("administration:proposals")
    context = {"row": found, "fields": words_of(found), "form": form}
    return render(request, "administration/proposal.html", context, status=422 if form.errors else 200)
