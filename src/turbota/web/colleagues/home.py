"""The page of the head: colleagues with their cases, who is away, who acts instead."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from turbota.access import absences, queries
from turbota.access.actors import Actor
from turbota.access.models import Absence, Deputation, Organisation, Post, Role
from turbota.applications.hands import loads
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing
from turbota.web.colleagues.forms import AbsenceForm, DeputyForm
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of

keeper = require_staff(Role.HEAD, Role.ADMINISTRATOR)
NO_SUCH = "Такої організації тут немає."


@dataclass(frozen=True)
class Colleague:
    """One person of the organisation: roles, how many cases, until when away; `moves`: the cases may be given away."""

    account_id: uuid.UUID
    name: str
    roles: str
    cases: int
    away: Absence | None
    moves: bool


@dataclass(frozen=True)
class Office:
    """One organisation of the head or the administrator."""

    body: Organisation
    colleagues: tuple[Colleague, ...]
    absences: tuple[Absence, ...]
    deputies: tuple[Deputation, ...]
    absence_form: AbsenceForm
    deputy_form: DeputyForm


def _colleagues(
    actor: Actor, body: Organisation, posts: list[Post], away: list[Absence], at: datetime
) -> tuple[Colleague, ...]:
    today, counted = clock.day_of(at), loads(body.pk)
    roles: dict[uuid.UUID, list[str]] = {}
    names: dict[uuid.UUID, str] = {}
    for post in posts:
        roles.setdefault(post.account_id, []).append(Role(post.role).label)
        names[post.account_id] = post.account.name
    now = {row.account_id: row for row in away if row.since <= today}
    heads = body.pk in actor.organisations(Role.HEAD)
    return tuple(
        Colleague(
            key,
            names[key],
            ", ".join(held),
            counted.get(key, 0),
            now.get(key),
            heads,
        )
        for key, held in sorted(roles.items(), key=lambda pair: names[pair[0]])
    )


def _office(
    actor: Actor, body: Organisation, at: datetime, *, forms: tuple[AbsenceForm, DeputyForm] | None = None
) -> Office:
    today = clock.day_of(at)
    people = list(queries.posts_within(body.pk, today))
    posts = [post for post in people if post.organisation_id == body.pk]
    away = list(queries.absences(body.pk, today))
    absence_form, deputy_form = forms or (AbsenceForm(auto_id="a_%s"), DeputyForm(auto_id="d_%s"))
    absence_form.offer(posts)
    deputy_form.offer(posts)
    return Office(
        body=body,
        colleagues=_colleagues(actor, body, people, away, at),
        absences=tuple(away),
        deputies=tuple(queries.deputations(body.pk, today)),
        absence_form=absence_form,
        deputy_form=deputy_form,
    )


def _kept(actor: Actor, organisation_id: uuid.UUID | None) -> list[Organisation]:
    bodies = list(queries.headed(actor))
    if organisation_id is None:
        return bodies
    found = [body for body in bodies if body.pk == organisation_id]
    if not found:
        raise Missing(NO_SUCH, code="not_yours:access.read_absences")
    return found


def _page(
    request: HttpRequest,
    body: Organisation,
    bodies: list[Organisation],
    forms: tuple[AbsenceForm, DeputyForm] | None = None,
) -> HttpResponse:
    office = _office(actor_of(request), body, clock.now(), forms=forms)
    heads = body.pk in actor_of(request).organisations(Role.HEAD)
    context = {"office": office, "bodies": bodies, "problem": bool(forms), "heads": heads}
    return render(request, "colleagues/home.html", context, status=422 if forms else 200)


@require_GET
@keeper
def home(request: HttpRequest) -> HttpResponse:
    """Colleagues of one organisation; `office` in the address names another one of the tree."""
    bodies = _kept(actor_of(request), None)
    chosen = request.GET.get("office", "")
    body = next((one for one in bodies if str(one.pk) == chosen), None)
    if body is None and (chosen or not bodies):
        raise Missing(NO_SUCH)
    return _page(request, body or bodies[0], bodies)


def _back(organisation_id: uuid.UUID) -> HttpResponse:
    answer = redirect("colleagues:home")
    answer["Location"] += f"?office={organisation_id}"
    return answer


def _add(form: AbsenceForm | DeputyForm, act: Callable[[], object]) -> bool:
    """Do it; False with the sentences beside the boxes when something is wrong."""
    if not form.is_valid():
        return False
    try:
        act()
    except BadInput as problem:
        for name, sentence in problem.fields.items():
            form.add_error(name if name in form.fields else None, sentence)
        return False
    return True


@require_POST
@keeper
def absence(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Write down that a colleague is away."""
    actor, at = actor_of(request), clock.now()
    body = _kept(actor, organisation_id)[0]
    form = AbsenceForm(request.POST, auto_id="a_%s")
    form.offer(queries.posts_of(body.pk, clock.day_of(at)))

    def act() -> None:
        given = form.cleaned_data
        absences.note_absence(
            by=actor, account_id=uuid.UUID(given["account"]), organisation_id=body.pk, since=given["since"],
            last_day=given["last_day"], reason=given["reason"], at=at,
        )  # fmt: skip

    if not _add(form, act):
        return _page(request, body, _kept(actor, None), (form, DeputyForm(auto_id="d_%s")))
    messages.success(request, "Відсутність записано. Перегляньте справи цієї людини й передайте їх колегам.")
    return _back(body.pk)


@require_POST
@keeper
def deputy(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Appoint a deputy until a day."""
    actor, at = actor_of(request), clock.now()
    body = _kept(actor, organisation_id)[0]
    form = DeputyForm(request.POST, auto_id="d_%s")
    form.offer(queries.posts_of(body.pk, clock.day_of(at)))

    def act() -> None:
        given = form.cleaned_data
        absences.appoint_deputy(
            by=actor, post_id=uuid.UUID(given["post"]), account_id=uuid.UUID(given["account"]),
            since=given["since"], last_day=given["last_day"], ground=given["ground"], at=at,
        )  # fmt: skip

    if not _add(form, act):
        return _page(request, body, _kept(actor, None), (AbsenceForm(auto_id="a_%s"), form))
    messages.success(request, "Заступника призначено. Після останнього дня його права закінчаться самі.")
    return _back(body.pk)


@require_POST
@keeper
def end_absence(request: HttpRequest, absence_id: uuid.UUID) -> HttpResponse:
    """The colleague is back."""
    ended = absences.end_absence(by=actor_of(request), absence_id=absence_id, at=clock.now())
    messages.success(request, "Записано, що людина повернулася.")
    return _back(ended.organisation_id)


@require_POST
@keeper
def end_deputation(request: HttpRequest, deputation_id: uuid.UUID) -> HttpResponse:
    """The deputy acts no longer."""
    ended = absences.end_deputation(by=actor_of(request), deputation_id=deputation_id, at=clock.now())
    messages.success(request, "Заступництво припинено.")
    return _back(ended.post.organisation_id)
