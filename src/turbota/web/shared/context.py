"""What the frame of every page needs to know of the actor: the visitor's links or the workplace with its tabs."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse

from turbota.access.actors import Actor
from turbota.access.models import CASEWORK_KINDS, DECIDING_KINDS, INTAKE_KINDS, OrganisationKind, Role
from turbota.casework.waiting import Waiting, waiting_for
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.sections import address, grouped, marked
from turbota.web.ui.components import AlarmBar, Link, Tab, TabGroup, Visitor, Workplace

TABS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("Мої справи", "community:queue", frozenset({Role.COMMUNITY_OFFICER})),
    ("Повернені", "community:returned", frozenset({Role.COMMUNITY_OFFICER})),
    ("На контролі", "community:control", frozenset({Role.CONTROL_SPECIALIST})),
    ("До передачі", "community:ready", frozenset({Role.COMMUNITY_OFFICER})),
    ("Печатка", "community:seal", frozenset({Role.SEAL_OPERATOR})),
    ("Реєстри", "community:registers", frozenset({Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST})),
    ("Повноваження", "community:mandates", frozenset({Role.COMMUNITY_OFFICER})),
    ("Повідомити про біду", "community:report", frozenset({Role.COMMUNITY_OFFICER})),
    ("Повідомлення", "manager:reports", frozenset({Role.SOCIAL_MANAGER, Role.SUPERVISOR})),
    ("Мої випадки", "manager:queue", frozenset({Role.SOCIAL_MANAGER})),
    ("Послуги: потрібна дія", "manager:notices", frozenset({Role.SOCIAL_MANAGER})),
    ("Випадки відділу", "manager:unit", frozenset({Role.SUPERVISOR})),
    ("На погодження", "manager:approvals", frozenset({Role.SUPERVISOR})),
    ("Навантаження", "manager:load", frozenset({Role.SUPERVISOR})),
    ("Результати", "manager:outcomes", frozenset({Role.SUPERVISOR})),
    ("Потреби громади", "manager:needs", frozenset({Role.SUPERVISOR, Role.HEAD})),
    ("Чергування", "manager:duty", frozenset({Role.SOCIAL_MANAGER, Role.SUPERVISOR})),
    ("Сьогодні", "provider:today", frozenset({Role.PROVIDER_WORKER})),
    ("Направлення", "provider:home", frozenset({Role.PROVIDER_WORKER, Role.HEAD})),
    ("Наша картка", "provider:card", frozenset({Role.PROVIDER_WORKER, Role.HEAD})),
    ("Команда", "manager:team", frozenset({Role.PARTNER_SPECIALIST, Role.PROVIDER_WORKER})),
    (
        "Оцінити незалежно",
        "manager:second",
        frozenset({Role.SOCIAL_MANAGER, Role.PARTNER_SPECIALIST, Role.PROVIDER_WORKER}),
    ),
    ("Повідомити", "manager:report-new", frozenset({Role.PARTNER_SPECIALIST})),
    ("Прийняти", "department:queue", frozenset({Role.SPECIALIST})),
    ("У роботі", "department:work", frozenset({Role.SPECIALIST})),
    ("На підпис", "department:to-sign", frozenset({Role.HEAD})),
    ("Екстрені акти", "manager:emergencies", frozenset({Role.HEAD})),
    ("Надавачі", "administration:providers", frozenset({Role.HEAD, Role.ADMINISTRATOR})),
    ("Реєстри від громад", "department:registers", frozenset({Role.SPECIALIST, Role.HEAD})),
    ("Повноваження", "department:mandates", frozenset({Role.SPECIALIST, Role.HEAD})),
    ("Хто є хто", "department:identities", frozenset({Role.SPECIALIST, Role.HEAD})),
    ("Організації", "administration:home", frozenset({Role.ADMINISTRATOR})),
    ("Працівники", "administration:staff", frozenset({Role.ADMINISTRATOR})),
    ("Колеги", "colleagues:home", frozenset({Role.HEAD, Role.ADMINISTRATOR})),
    ("Права", "administration:rights", frozenset({Role.ADMINISTRATOR})),
    ("Листи", "administration:outbox", frozenset({Role.ADMINISTRATOR})),
    ("Системи", "administration:systems", frozenset({Role.ADMINISTRATOR})),
    ("Безпека", "administration:security", frozenset({Role.ADMINISTRATOR})),
)


AT_COUNTER = (Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST, Role.SEAL_OPERATOR)
DECIDERS = (Role.SPECIALIST, Role.HEAD)
CASE_WORKERS = (Role.SOCIAL_MANAGER, Role.SUPERVISOR)
CALLED = (*CASE_WORKERS, Role.HEAD)
KINDS: dict[str, tuple[str, ...] | None] = {
    "community": INTAKE_KINDS,
    "department": DECIDING_KINDS,
    "manager": CASEWORK_KINDS,
    "manager:needs": (OrganisationKind.SOCIAL_UNIT,),
    "manager:team": None,
    "manager:report-new": None,
    "manager:second": None,
    "provider": (OrganisationKind.PROVIDER,),
    "administration:providers": (
        OrganisationKind.OBLAST, OrganisationKind.COMMUNITY, OrganisationKind.SOCIAL_UNIT,
    ),
}  # fmt: skip
"""Which offices a section is for, or a page of it by its whole name; None and the other sections: for every office."""


def _opens(actor: Actor, name: str, roles: frozenset[str]) -> bool:
    """Whether a post of the actor opens the section: the role, in an office of the right kind."""
    kinds = KINDS[name] if name in KINDS else KINDS.get(name.partition(":")[0])
    return any(
        post.role in roles and (kinds is None or post.organisation_kind in kinds) for post in actor.posts
    )


def tabs_of(actor: Actor, path: str, counts: Mapping[str, int] | None = None) -> tuple[Tab, ...]:
    """The sections of the workplace that the actor's roles open; `counts`: how much waits in some of them."""
    shown = []
    for title, name, roles in TABS:
        if _opens(actor, name, roles) and (url := address(name)):
            count = (counts or {}).get(name) or None
            shown.append(Tab(title=title, url=url, count=count, current=path == url))
    return marked(shown, path)


def sections_of(actor: Actor, path: str, counts: Mapping[str, int] | None = None) -> tuple[TabGroup, ...]:
    """The sections of the workplace; where they are many, in groups, and the group of the page is open."""
    return grouped(tabs_of(actor, path, counts), path)


def home_of(actor: Actor) -> str:
    """Where the actor begins: the cabinet, or the first section of the workplace."""
    if actor.person_id is not None:
        return address("cabinet:home") or "/"
    tabs = tabs_of(actor, "")
    return tabs[0].url if tabs else "/"


def workplace(request: HttpRequest) -> dict[str, object]:
    """Context processor: `visitor` for the citizen's side, `workplace` for staff."""
    actor = actor_of(request)
    sign_out = address("shared:sign-out") if actor.signed_in else ""
    menu = (
        Link("Головна", "/"),
        Link("Що мені належить", reverse("public:rights")),
        Link("Повідомити про біду", reverse("public:report")),
    )
    visitor = Visitor(
        name=_short(actor) if actor.signed_in else "",
        home_url=home_of(actor) if actor.signed_in else "",
        sign_in_url="" if actor.signed_in else address("shared:sign-in"),
        sign_out_url=sign_out,
        menu=menu,
    )
    if not actor.is_staff:
        return {"visitor": visitor}
    first, waits = actor.posts[0], waiting_for(actor)
    counts = {"manager:approvals": waits.to_settle, "manager:second": waits.to_assess}
    place = Workplace(
        name=actor.name,
        office=first.organisation_name,
        home_url=home_of(actor),
        sections=sections_of(actor, request.path, counts),
        search_url=_search_address(actor),
        sign_out_url=sign_out,
        alarm=alarm_of(actor, waits),
    )
    return {"visitor": visitor, "workplace": place}


def alarm_of(actor: Actor, waits: Waiting) -> AlarmBar | None:
    """What calls the actor now; None for whoever no alarm may call."""
    if not any(post.organisation_kind in CASEWORK_KINDS and post.role in CALLED for post in actor.posts):
        return None
    return AlarmBar(
        number=waits.alarms,
        url=reverse("manager:report", args=[waits.report_id]) if waits.report_id else "",
        watch_url=reverse("manager:alarms"),
    )


def _search_address(actor: Actor) -> str:
    """Where the search of a person or a case leads; nobody but case workers has one."""
    if any(post.organisation_kind in INTAKE_KINDS and post.role in AT_COUNTER for post in actor.posts):
        return address("community:find")
    if any(post.organisation_kind in CASEWORK_KINDS and post.role in CASE_WORKERS for post in actor.posts):
        return address("manager:find")
    deciding = any(post.organisation_kind in DECIDING_KINDS and post.role in DECIDERS for post in actor.posts)
    return address("department:find") if deciding else ""


def _short(actor: Actor) -> str:
    """The own name of a citizen for the header, the whole name of staff."""
    parts = actor.name.split()
    return parts[1] if actor.person_id is not None and len(parts) > 1 else actor.name
