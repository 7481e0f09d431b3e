"""The way of a person to a provider: by a measure of the plan or by a service, then the provider with free places."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.casework import delivery_queries as queries
from turbota.casework.delivery_states import FeeMode, ReferralState
from turbota.casework.models import Case, Measure, Referral
from turbota.casework.operations import referring
from turbota.casework.operations.referring import Wanted
from turbota.kernel import clock
from turbota.kernel.alphabet import alphabetical
from turbota.kernel.errors import Missing
from turbota.law.services import service
from turbota.providers.models import Offer
from turbota.web.manager.case_frame import case_view, frame_of
from turbota.web.manager.referral_forms import ReferForm
from turbota.web.manager.referrals import TAB
from turbota.web.shared.form_acts import done
from turbota.web.shared.middleware import actor_of


@dataclass(frozen=True)
class MeasureRow:
    """A measure of the plan that waits for a provider."""

    measure: Measure
    service: str
    who: str


@require_http_methods(["GET", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def refer(request: HttpRequest, case: Case) -> HttpResponse:
    """Choose the service, then the provider with free places, and say what is needed."""
    actor, at = actor_of(request), clock.now()
    place = frame_of(actor, case, TAB, at)
    if not place.works:
        raise Missing(code="not_yours:case.keep")
    measures = queries.measures_to_refer(case)
    measure = next((one for one in measures if str(one.pk) == request.GET.get("measure", "")), None)
    instead = _instead(request, actor, case)
    asked = request.GET.get("service", "") or (measure.service if measure else "")
    rows = list(queries.offers_for(case, clock.day_of(at)))
    offers = queries.with_free([row for row in rows if row.service == asked])
    if not offers:
        content = {
            "place": place,
            "services": sorted(
                {(row.service, row.title) for row in rows}, key=lambda one: alphabetical(one[1])
            ),
            "measures": [
                MeasureRow(one, service(one.service, clock.day_of(at)).name, one.recipient.full_name)
                for one in measures
            ],
            "asked": bool(asked),
            "instead": instead,
        }
        return render(request, "manager/service_choice.html", content)
    form = _refer_form(request, case, offers, instead, measure)
    if done(request, form, lambda: _send(request, case, form, instead, measure)):
        return redirect("manager:services", case.pk)
    content = {
        "place": place, "form": form, "title": offers[0][0].title, "instead": instead, "measure": measure,
    }  # fmt: skip
    return render(request, "manager/refer.html", content, status=422 if form.errors else 200)


def _send(
    request: HttpRequest, case: Case, form: ReferForm, instead: Referral | None, measure: Measure | None
) -> None:
    given = form.cleaned_data
    wanted = Wanted(
        person_id=uuid.UUID(given["person"]), task=given["task"], frequency=given["frequency"],
        fee_mode=given.get("fee_mode", FeeMode.FREE), fee=int((given.get("fee") or 0) * 100),
        meeting_place=given["meeting_place"], address_reason=given.get("address_reason", ""),
        measure_id=measure.pk if measure else None,
    )  # fmt: skip
    sent = referring.refer(
        by=actor_of(request), case_id=case.pk, offer_id=uuid.UUID(given["offer"]), wanted=wanted, at=clock.now(),
        instead_of=instead.pk if instead else None,
    )  # fmt: skip
    waits = sent.state == ReferralState.WAITING
    messages.success(
        request,
        "Вільного місця вже немає: направлення стало в чергу."
        if waits
        else "Направлення надіслано. Надавач має відповісти у строк.",
    )


def _instead(request: HttpRequest, actor: Actor, case: Case) -> Referral | None:
    """The referral that fell back and is to be replaced; named in the address by its id."""
    try:
        wanted = uuid.UUID(request.GET.get("instead", ""))
    except ValueError:
        return None
    found = queries.referral_for(actor, wanted, at=clock.now())
    return found if found.case_id == case.pk else None


def _refer_form(
    request: HttpRequest, case: Case, offers: list[tuple[Offer, int]], instead: Referral | None,
    measure: Measure | None,
) -> ReferForm:  # fmt: skip
    members = list(case.members.filter(until__isnull=True).select_related("person").order_by("since", "pk"))
    initial: dict[str, object] = {"person": str(case.main_person_id), "fee_mode": FeeMode.FREE}
    if instead is not None:
        initial |= {
            "person": str(instead.person_id), "task": instead.task, "frequency": instead.frequency,
            "fee_mode": instead.fee_mode, "meeting_place": instead.meeting_place,
        }  # fmt: skip
    if measure is not None:
        members = [one for one in members if one.person_id == measure.recipient_id]
        volume = f"{measure.volume} {measure.unit}" if measure.volume else ""
        chosen = [row for row, _ in offers if row.provider.organisation_id == measure.provider_id]
        initial |= {
            "person": str(measure.recipient_id), "task": measure.content, "frequency": volume,
            "offer": str(chosen[0].pk) if chosen else "",
        }  # fmt: skip
    form = ReferForm(
        request.POST or None, offers=offers, members=members, protected=case.address_protected or case.sensitive,
        sensitive=case.sensitive, initial=initial,
    )  # fmt: skip
    if measure is not None and measure.pays and measure.fee is not None:
        del form.fields["fee_mode"], form.fields["fee"]
    return form
