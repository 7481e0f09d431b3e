"""Reads about organisations, posts and accounts."""

import uuid
from datetime import date

from django.db.models import Q, QuerySet

from turbota.access import permissions
from turbota.access.actors import Actor
from turbota.access.models import (
    INTAKE_KINDS,
    Absence,
    Account,
    Deputation,
    Identification,
    Organisation,
    OrganisationKind,
    Post,
    Role,
)
from turbota.kernel.errors import Missing
from turbota.kernel.ready import Ready
from turbota.places.models import Place


def in_force(on: date) -> Q:
    """The condition that a dated row is in force on the day."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))


def organisations(on: date) -> QuerySet[Organisation]:
    """All organisations in force on the day."""
    return Organisation.objects.filter(in_force(on)).select_related("parent").order_by("kind", "name")


def organisation(organisation_id: uuid.UUID) -> Organisation:
    """One organisation; DoesNotExist when there is none."""
    return Organisation.objects.get(pk=organisation_id)


def intake_organisations(actor: Actor) -> list[uuid.UUID]:
    """Communities and ЦНАП where the actor takes applications: not those where the actor only seals or checks."""
    return [
        post.organisation_id
        for post in actor.posts
        if post.organisation_kind in INTAKE_KINDS and post.role == Role.COMMUNITY_OFFICER
    ]


def oblast_of(body: Organisation | None) -> Organisation | None:
    """The oblast above an organisation."""
    while body is not None and body.kind != OrganisationKind.OBLAST:
        body = body.parent
    return body


def deciding_body(
    *, decider: str, on: date, near: Organisation | None = None, oblast_name: str = ""
) -> Organisation | None:
    """The body that decides: of the kind `decider` ("department" or "pension_fund"), first in the same oblast.

    `near` is the community that took the paper; `oblast_name` is the oblast of the applicant's address. The Pension
    Fund takes applications at any centre, so another oblast's centre is found when the own one has none. A department
    decides for its own oblast only: None when the oblast has none.
    """
    above = oblast_of(near)
    home = above.pk if above else _oblast_named(oblast_name, on)
    found = None if home is None else _BODY_OF_OBLAST.first(on, decider, home)
    return found or (_bodies(on, decider).first() if decider == OrganisationKind.PENSION_FUND else None)


def _bodies(on: date, decider: str) -> QuerySet[Organisation]:
    return Organisation.objects.filter(in_force(on), kind=decider).order_by("name")


def _bodies_of(on: date, decider: str, oblast_id: uuid.UUID) -> QuerySet[Organisation]:
    under = Q(parent=oblast_id) | Q(parent__parent=oblast_id) | Q(parent__parent__parent=oblast_id)
    return _bodies(on, decider).filter(under)[:1]


_BODY_OF_OBLAST = Ready(_bodies_of, date, str, uuid.UUID)


def community_named(name: str, on: date, *, oblast_name: str = "") -> Organisation | None:
    """The community that a person names, in the oblast of the address; None when no one or several fit.

    «Вишнева», «Вишнева сільська рада» and «Вишнева громада» are the same: words that every community has do not count.
    """
    wanted = _own_words(name)
    home = _oblast_named(oblast_name, on)
    if not wanted or home is None:
        return None
    rows = Organisation.objects.filter(in_force(on), kind=OrganisationKind.COMMUNITY)
    under = Q(parent=home) | Q(parent__parent=home) | Q(parent__parent__parent=home)
    found = [
        row for row in rows.filter(under) if wanted <= (_own_words(row.name) | _own_words(row.short_name))
    ]
    return found[0] if len(found) == 1 else None


GENERAL_WORDS = (
    "громад",
    "територіальн",
    "рад",
    "сільськ",
    "селищн",
    "міськ",
    "місто",
    "село",
    "селище",
    "обл",
)
STEM = 5


def _own_words(name: str) -> frozenset[str]:
    """Beginnings of the words that tell one community from another."""
    spaced = "".join(sign if sign.isalnum() or sign in "’'" else " " for sign in name.casefold())
    words = (word for word in spaced.replace("'", "’").split() if len(word) > 2)
    return frozenset(word[:STEM] for word in words if not word.startswith(GENERAL_WORDS))


def social_unit_of(body: Organisation | None, on: date) -> Organisation | None:
    """The unit for social protection of a community; of a ЦНАП, of the community above. None when there is none yet."""
    community = body.parent if body is not None and body.kind == OrganisationKind.SERVICE_CENTRE else body
    if community is None:
        return None
    rows = Organisation.objects.filter(in_force(on), kind=OrganisationKind.SOCIAL_UNIT, parent=community)
    return rows.order_by("name").first()


def _oblast_named(name: str, on: date) -> uuid.UUID | None:
    """The oblast of an address. Letters are folded here: a database of another locale folds Latin ones only."""
    wanted = name.casefold().replace("область", "").strip()
    oblasts = _OBLASTS.rows(on) if wanted else []
    return next((one.pk for one in oblasts if wanted in one.name.casefold()), None)


_OBLASTS = Ready(
    lambda on: Organisation.objects.filter(in_force(on), kind=OrganisationKind.OBLAST).only("pk", "name"),
    date,
)


def territory_of(organisation_id: uuid.UUID) -> Place | None:
    """The territory of a body by the codifier: its own, or that of the body above it. One query."""
    rows = Organisation.objects.select_related("place", "parent__place")
    body = rows.filter(pk=organisation_id).first()
    if body is None:
        return None
    return body.place or (body.parent.place if body.parent else None)


def posts_of(organisation_id: uuid.UUID, on: date, *roles: str) -> QuerySet[Post]:
    """Posts in force in an organisation, optionally of some roles."""
    rows = Post.objects.filter(in_force(on), organisation_id=organisation_id).select_related(
        "account", "organisation"
    )
    return rows.filter(role__in=roles) if roles else rows


def within(field: str, organisation_id: uuid.UUID) -> Q:
    """The condition that `field` is the organisation or one of the centres right below it."""
    below = {f"{field}__parent_id": organisation_id, f"{field}__kind": OrganisationKind.SERVICE_CENTRE}
    return Q(**{f"{field}_id": organisation_id}) | Q(**below)


def posts_within(organisation_id: uuid.UUID, on: date, *roles: str) -> QuerySet[Post]:
    """Posts in force in an organisation and in the centres right below it, of the roles when some are named."""
    here = within("organisation", organisation_id)
    rows = Post.objects.filter(in_force(on), here).select_related("account", "organisation")
    return rows.filter(role__in=roles) if roles else rows


def posts_ahead(organisation_id: uuid.UUID, on: date) -> QuerySet[Post]:
    """Posts in force or still to begin in an organisation, by role."""
    rows = Post.objects.filter(Q(until__isnull=True) | Q(until__gt=on), organisation_id=organisation_id)
    return rows.select_related("account").order_by("role", "account__name")


def posts_ended(organisation_id: uuid.UUID, on: date) -> QuerySet[Post]:
    """Posts in an organisation that are over, the last ended first."""
    rows = Post.objects.filter(organisation_id=organisation_id, until__lte=on)
    return rows.select_related("account").order_by("-until", "account__name")


_ACTIVE_ACCOUNT = Ready(lambda pk: Account.objects.filter(pk=pk, is_active=True), uuid.UUID)


def active_account(account_id: uuid.UUID) -> Account | None:
    """The account that may still sign in; None when it is closed."""
    return _ACTIVE_ACCOUNT.first(account_id)


def absence_on(account_id: uuid.UUID, organisation_id: uuid.UUID | None, on: date) -> Absence | None:
    """The absence of the member of staff in the organisation on the day; None when at work."""
    rows = Absence.objects.filter(in_force(on), account=account_id, organisation=organisation_id)
    return rows.first()


def absences(organisation_id: uuid.UUID, on: date) -> QuerySet[Absence]:
    """Absences in the organisation that last or are still ahead, the nearest first."""
    rows = Absence.objects.filter(organisation_id=organisation_id, until__gt=on)
    return rows.select_related("account").order_by("since", "account__name")


def deputations(organisation_id: uuid.UUID, on: date) -> QuerySet[Deputation]:
    """Deputies in the organisation who act or will act, the nearest first."""
    rows = Deputation.objects.filter(post__organisation_id=organisation_id, until__gt=on)
    return rows.select_related("account", "post__account", "post__organisation").order_by("since", "pk")


def headed(actor: Actor) -> QuerySet[Organisation]:
    """Organisations whose colleagues the actor keeps: those headed by an own post, and the administrator's tree."""
    rows: QuerySet[Organisation] = permissions.READ_ABSENCES.visible(actor, Organisation.objects.all())
    return rows.distinct().order_by("kind", "name")


def staff_account(account_id: uuid.UUID) -> Account | None:
    """The account of a member of staff, also one that is closed: its cases may still lie there."""
    return Account.objects.filter(pk=account_id, is_staff=True).first()


def tree(actor: Actor, on: date) -> QuerySet[Organisation]:
    """Organisations in force that the administrator keeps: the own one and everything below it."""
    rows: QuerySet[Organisation] = permissions.READ_ORGANISATION.visible(actor, organisations(on))
    return rows.distinct()


def offices_kept(actor: Actor) -> frozenset[uuid.UUID] | None:
    """Identifiers of the organisations that the administrator keeps; None when it is the whole tree."""
    own = actor.organisations(Role.ADMINISTRATOR)
    if Organisation.objects.filter(pk__in=own, parent=None).exists():
        return None
    rows = permissions.READ_ORGANISATION.visible(actor, Organisation.objects.all())
    return frozenset(rows.values_list("pk", flat=True))


def organisation_kept(actor: Actor, organisation_id: uuid.UUID) -> Organisation:
    """One organisation that the administrator keeps. Raises Missing for any other."""
    rows = Organisation.objects.select_related("parent", "place")
    found = rows.filter(pk=organisation_id).first()
    if found is None or not permissions.READ_ORGANISATION.can(actor, found):
        raise Missing
    return found


def post_kept(actor: Actor, post_id: uuid.UUID) -> Post:
    """One post in an organisation that the administrator keeps. Raises Missing for any other."""
    post = Post.objects.select_related("account", "organisation").filter(pk=post_id).first()
    if post is None or not permissions.READ_ORGANISATION.can(actor, post.organisation):
        raise Missing
    return post


def accounts_kept(actor: Actor) -> QuerySet[Account]:
    """Accounts of staff that the administrator may see: those with a post in the tree, and those without any."""
    rows: QuerySet[Account] = permissions.READ_ACCOUNT.visible(actor, Account.objects.all())
    return rows.distinct().order_by("name", "pk")


def account_kept(actor: Actor, account_id: uuid.UUID) -> Account:
    """One account that the administrator may see. Raises Missing for any other."""
    found = accounts_kept(actor).filter(pk=account_id).first()
    if found is None:
        raise Missing
    return found


def account_by_code(code: str) -> Account | None:
    """The staff account with a personal code, active or not."""
    return Account.objects.filter(code__iexact=code.strip()).first()


def identification(identification_id: uuid.UUID) -> Identification | None:
    """How and when a person was identified; None when there is no such row."""
    return Identification.objects.filter(pk=identification_id).first()
