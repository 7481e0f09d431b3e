"""Who may do what with a report and a case. When it is possible is said by `states.py` and `policies.py`.

A case is read by its manager and the deputy who stands in for the post, by a former manager until the day set at the
handover, by the supervisors of the unit, and by people invited to just this case. Nobody else, in the same unit or
outside, learns that it exists. Reports have their own rules: `report_permissions.py`.
"""

import uuid

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule
from turbota.applications.guarding import CONFIDED
from turbota.applications.models import Application
from turbota.applications.permissions import READ_APPLICATION
from turbota.casework.models import Case, CaseApplication, CaseManager, CaseMember, TeamMember
from turbota.casework.states import Sensitivity
from turbota.people.models import Tie
from turbota.people.permissions import KEPT_BACK


def posts(actor: Actor, role: str) -> list[uuid.UUID]:
    """The posts of the role that the actor holds today, own ones and those of an absent colleague."""
    return [post.post_id for post in actor.posts if post.role == role]


def _managed(actor: Actor) -> Q | None:
    return Q(post_id__in=posts(actor, Role.SOCIAL_MANAGER))


def _managed_before(actor: Actor) -> Q | None:
    if actor.today is None:
        return None
    rows = CaseManager.objects.filter(
        post_id__in=posts(actor, Role.SOCIAL_MANAGER), reads_until__gt=actor.today
    )
    return Q(pk__in=rows.values("case_id"))


def _supervised(actor: Actor) -> Q | None:
    return Q(unit_id__in=actor.organisations(Role.SUPERVISOR))


def _invited(actor: Actor) -> Q | None:
    if actor.today is None or actor.account_id is None:
        return None
    return Q(
        pk__in=TeamMember.objects.live(actor.today).filter(account_id=actor.account_id).values("case_id")
    )


def _of_unit(actor: Actor) -> Q | None:
    return Q(unit_id__in=actor.organisations(Role.SOCIAL_MANAGER, Role.SUPERVISOR))


manager = Rule("manager of the case", frozenset({Role.SOCIAL_MANAGER}), _managed)
former_manager = Rule("managed the case before", frozenset({Role.SOCIAL_MANAGER}), _managed_before)
supervisor = Rule("supervisor of the unit", frozenset({Role.SUPERVISOR}), _supervised)
team = Rule(
    "invited to the case",
    frozenset({Role.PARTNER_SPECIALIST, Role.SOCIAL_MANAGER, Role.PROVIDER_WORKER, Role.SPECIALIST}),
    _invited,
)
in_unit = Rule("works in the unit", frozenset({Role.SOCIAL_MANAGER, Role.SUPERVISOR}), _of_unit)

READ_CASE = Action("case.read", READ, "читати випадок", (manager, former_manager, supervisor))
READ_AS_TEAM = Action("case.read_as_team", READ, "бачити випадок як член команди", (team,))
OPEN_CASE = Action("case.open", ENTER, "відкрити випадок", (in_unit,))
KEEP_CASE = Action("case.keep", MODIFY, "вести випадок", (manager,))
ASSIGN = Action("case.assign", MODIFY, "призначити соціального менеджера випадку", (supervisor,))


def _case_is_read(actor: Actor) -> Q:
    """Applications of cases that the actor reads."""
    cases = READ_CASE.visible(actor, Case.objects.all())
    return Q(pk__in=CaseApplication.objects.filter(case__in=cases.values("pk")).values("application_id"))


CONFIDED.append(_case_is_read)


def _only_in_hidden(actor: Actor) -> Q:
    """People known to the system by nothing but what is kept from the actor: sensitive cases, cases with a protected
    address, guarded applications. The units that triage reports find those of their own cases, without learning why.
    """
    hidden = ~Q(sensitivity=Sensitivity.NONE) | Q(address_protected=True)
    kept = Case.objects.filter(hidden).exclude(
        unit_id__in=actor.organisations(Role.SOCIAL_MANAGER, Role.SUPERVISOR)
    )
    readable = READ_CASE.scope(actor)
    if readable is not None:
        kept = kept.exclude(pk__in=Case.objects.filter(readable).values("pk"))
    sent = Application.objects.filter(number__isnull=False, applicant__isnull=False)
    read = READ_APPLICATION.visible(actor, Application.objects.filter(guarded=True))
    secret = sent.filter(guarded=True).exclude(pk__in=read.values("pk"))
    plain = CaseMember.objects.filter(case__in=Case.objects.exclude(hidden).values("pk"))
    here = Q(pk__in=CaseMember.objects.filter(case__in=kept.values("pk")).values("person_id"))
    here |= Q(pk__in=secret.values("applicant_id"))
    cabinets = Tie.objects.filter(until__isnull=True)
    known = Q(pk__in=cabinets.values("person_id")) | Q(
        pk__in=sent.filter(guarded=False).values("applicant_id")
    )
    return here & ~(known | Q(pk__in=plain.values("person_id")))


KEPT_BACK.append(_only_in_hidden)
