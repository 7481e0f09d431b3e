"""The actor: who is at the screen now, with the posts in force today. Built once a request."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q

from turbota.access.models import Account, Deputation, Post, Role

LONGEST_NAME = 200

CLIENT = "client"
"""The role of another information system, as rules and the audit name it."""


@dataclass(frozen=True)
class PostHeld:
    """A post in force: where, as what. `acting_for`: the name of the colleague who is away, for a deputy; else empty."""

    post_id: uuid.UUID
    organisation_id: uuid.UUID
    organisation_name: str
    organisation_short_name: str
    organisation_kind: str
    has_control: bool
    role: str
    title: str
    district: str
    acting_for: str = ""


@dataclass(frozen=True)
class SystemHeld:
    """Another information system at work: which client of the API, of which organisation, with which scopes."""

    client_id: uuid.UUID
    organisation_id: uuid.UUID
    organisation_name: str
    scopes: frozenset[str]


@dataclass(frozen=True)
class Actor:
    """An account at work or at home. `person_id` is set for a citizen by the package `people`.

    `level`: how sure we are who it is: "high", "medium" and "low" come from id.gov.ua, "staff" from a post, "client" from
    a token of the API, "none" is nobody. `system` is set for another information system by the package `exchange`.
    `today`: the day on which rights that begin and end by date are looked at; None opens none of them.
    """

    account_id: uuid.UUID | None
    name: str
    level: str = "none"
    person_id: uuid.UUID | None = None
    tax_number: str = ""
    posts: tuple[PostHeld, ...] = field(default=())
    today: date | None = None
    system: SystemHeld | None = None

    def on(self, day: date) -> "Actor":
        """The same actor with the rights of the day."""
        return self if self.today == day else replace(self, today=day)

    @property
    def signed_in(self) -> bool:
        """Whether somebody is signed in."""
        return self.account_id is not None

    @property
    def is_staff(self) -> bool:
        """Whether the actor is at work: holds any post in force."""
        return bool(self.posts)

    @property
    def role(self) -> str:
        """The roles in words for the audit, e.g. "head,specialist"; "citizen", "client" or "system" without posts."""
        if self.posts:
            return ",".join(sorted({post.role for post in self.posts}))
        if self.system is not None:
            return CLIENT
        return "citizen" if self.account_id else "system"

    @property
    def organisation_id(self) -> uuid.UUID | None:
        """The organisation of the first post, or of the information system; None for a citizen."""
        if self.system is not None:
            return self.system.organisation_id
        return self.posts[0].organisation_id if self.posts else None

    @property
    def organisation_name(self) -> str:
        """The name of the organisation of the first post, or of the information system."""
        if self.system is not None:
            return self.system.organisation_name
        return self.posts[0].organisation_name if self.posts else ""

    def organisations(self, *roles: str) -> frozenset[uuid.UUID]:
        """Organisations where the actor holds one of the roles (any role when none is named)."""
        return frozenset(post.organisation_id for post in self.posts if not roles or post.role in roles)

    def own_organisations(self, role: str) -> frozenset[uuid.UUID]:
        """Organisations where the actor holds the role by an own post, not as a deputy."""
        return frozenset(
            post.organisation_id for post in self.posts if post.role == role and not post.acting_for
        )

    def acting_for(self, role: str, organisation_id: uuid.UUID | None) -> str:
        """Whose duties the actor does with this role there; empty when by an own post, or not at all."""
        here = [p for p in self.posts if p.role == role and p.organisation_id == organisation_id]
        if any(not post.acting_for for post in here):
            return ""
        return here[0].acting_for if here else ""

    def in_role(self, role: str, organisation_id: uuid.UUID | None) -> "Actor":
        """The actor as history and papers name it: a deputy says whose duties are done."""
        absent = self.acting_for(role, organisation_id)
        if not absent:
            return self
        return replace(self, name=acting_name(self.name, absent))

    def holds(self, *roles: str) -> bool:
        """Whether the actor holds one of the roles anywhere."""
        return any(post.role in roles for post in self.posts)


def acting_name(name: str, absent: str) -> str:
    """ "Олег Умовний (виконує обов’язки: Богдана Показова)"; just the name when it acts for nobody."""
    return f"{name} (виконує обов’язки: {absent})"[:LONGEST_NAME] if absent else name


NOBODY = Actor(account_id=None, name="")
SYSTEM = Actor(account_id=None, name="Турбота", level="system")


def staff_actor(account: Account, on: date) -> Actor:
    """The actor of a member of staff with the posts in force on the day, own ones first, then those of a deputy."""
    in_force = Post.objects.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)
    colleague = in_force.filter(account=account, organisation=OuterRef("organisation"))
    deputy = Deputation.objects.filter(post=OuterRef("pk"), account=account, since__lte=on, until__gt=on)
    rows = sorted(
        in_force.filter(Q(account=account) | (Exists(deputy) & Exists(colleague)))
        .select_related("organisation", "account")
        .defer("account__password")
        .order_by("since", "id"),
        key=lambda row: row.account_id != account.pk,
    )
    return Actor(
        account_id=account.pk,
        name=account.name,
        level="staff",
        today=on,
        tax_number=account.tax_number,
        posts=tuple(
            PostHeld(
                post_id=row.pk,
                organisation_id=row.organisation_id,
                organisation_name=row.organisation.name,
                organisation_short_name=row.organisation.short_name,
                organisation_kind=row.organisation.kind,
                has_control=row.organisation.has_control,
                role=row.role,
                title=row.title or Role(row.role).label,
                district=row.district,
                acting_for="" if row.account_id == account.pk else row.account.name,
            )
            for row in rows
        ),
    )
