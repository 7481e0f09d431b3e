"""The actor: who is at the screen now, with the posts in force today. Built once a request."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from turbota.access.models import Account, Post, Role

CLIENT = "client"
"""The role of another information system, as rules and the audit name it."""


@dataclass(frozen=True)
class PostHeld:
    """A post in force: where, as what."""

    post_id: uuid.UUID
    organisation_id: uuid.UUID
    organisation_name: str
    organisation_short_name: str
    organisation_kind: str
    has_control: bool
    role: str
    title: str
    district: str


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
    """

    account_id: uuid.UUID | None
    name: str
    level: str = "none"
    person_id: uuid.UUID | None = None
    tax_number: str = ""
    posts: tuple[PostHeld, ...] = field(default=())
    system: SystemHeld | None = None

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

    def holds(self, *roles: str) -> bool:
        """Whether the actor holds one of the roles anywhere."""
        return any(post.role in roles for post in self.posts)


NOBODY = Actor(account_id=None, name="")
SYSTEM = Actor(account_id=None, name="Турбота", level="system")


def staff_actor(account: Account, on: date) -> Actor:
    """The actor of a member of staff with the posts in force on the day."""
    rows = (
        Post.objects.filter(Q(until__isnull=True) | Q(until__gt=on), account=account, since__lte=on)
        .select_related("organisation")
        .order_by("since", "id")
    )
    return Actor(
        account_id=account.pk,
        name=account.name,
        level="staff",
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
            )
            for row in rows
        ),
    )
