"""Communities and deciding bodies of a grown world, with their staff."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from turbota.access.models import Account, Organisation, OrganisationKind, Post, Role
from turbota_demo import cast, crowd
from turbota_demo.copying import Copies

FIRST_CODE = {OrganisationKind.COMMUNITY: 45_000_000, OrganisationKind.PENSION_FUND: 46_000_000}
"""Codes of the grown bodies; no body of the cast has such a one."""
CASES_A_COMMUNITY = 150
COMMUNITIES_A_DECIDER = 40
MOST_COMMUNITIES = 960
STAFF: dict[str, tuple[tuple[str, ...], ...]] = {
    OrganisationKind.COMMUNITY: ((Role.COMMUNITY_OFFICER, Role.SEAL_OPERATOR), (Role.CONTROL_SPECIALIST,)),
    OrganisationKind.PENSION_FUND: ((Role.SPECIALIST,), (Role.HEAD,)),
}
"""Each member of staff of a body with the roles of the posts."""
FIRST_DAY = date(2020, 1, 1)


@dataclass(frozen=True)
class Clerk:
    """A member of staff with the first post."""

    account: str
    post: str
    code: str
    name: str


@dataclass(frozen=True)
class Office:
    """A grown body; `clerks` by the first role. `decider` decides the cases of a community."""

    id: str
    name: str
    short_name: str
    code: str
    has_control: bool
    clerks: dict[str, Clerk]
    decider: "Office | None" = None


def communities_for(cases: int) -> int:
    """How many communities so many cases need: four at least, so that there is somebody foreign."""
    return max(4, min(MOST_COMMUNITIES, cases // CASES_A_COMMUNITY))


class Builder:
    """Writes bodies and their staff. All sign in with the demonstration's password, hashed once."""

    def __init__(self, copies: Copies, ids: Iterator[str], parent: str, seed: int, at: datetime) -> None:
        self.copies, self.ids, self.parent, self.at = copies, ids, parent, at
        self.password = make_password(cast.PASSWORD, salt=f"grown-world-{seed}")
        self.people = crowd.crowd(10 * MOST_COMMUNITIES, seed=seed + 1, today=date(2004, 1, 1))
        self.chance = random.Random(seed)

    def build(self, communities: int) -> list[Office]:
        """So many communities, each with its deciding body; every other one has a control of its own."""
        deciders = [
            self._office(OrganisationKind.PENSION_FUND, number, None)
            for number in range(max(2, communities // COMMUNITIES_A_DECIDER))
        ]
        return [
            self._office(OrganisationKind.COMMUNITY, number, deciders[number % len(deciders)])
            for number in range(communities)
        ]

    def _office(self, kind: OrganisationKind, number: int, decider: Office | None) -> Office:
        community = kind == OrganisationKind.COMMUNITY
        called = crowd.surname(self.chance.randrange(crowd.SURNAMES))[0].surname
        name = f"{called}-{number + 1}, " + (
            "територіальна громада (вигадана)" if community else "управління Пенсійного фонду (вигадане)"
        )
        short_name = (
            f"Громада {called}-{number + 1}" if community else f"Пенсійний фонд {called}-{number + 1}"
        )
        code, has_control = str(FIRST_CODE[kind] + number), community and number % 2 == 0
        row = next(self.ids)
        self.copies.row(
            Organisation,
            id=row,
            kind=kind.value,
            name=name,
            short_name=short_name,
            code=code,
            parent_id=self.parent,
            has_control=has_control,
            address="м. Вигадане",
            phone="0 800 00 00 00",
            since=FIRST_DAY,
        )
        clerks = {
            roles[0]: self._clerk(row, f"{code}-{place + 1}", roles)
            for place, roles in enumerate(STAFF[kind])
        }
        return Office(row, name, short_name, code, has_control, clerks, decider)

    def _clerk(self, office: str, code: str, roles: tuple[str, ...]) -> Clerk:
        person = next(one for one in self.people if one.tax_number)
        account, name = next(self.ids), f"{person.given_name} {person.surname}"
        self.copies.row(
            Account,
            id=account,
            password=self.password,
            code=code,
            name=name,
            tax_number=person.tax_number,
            is_staff=True,
            created_at=self.at,
        )
        posts = []
        for role in roles:
            posts.append(next(self.ids))
            self.copies.row(
                Post,
                id=posts[-1],
                account_id=account,
                organisation_id=office,
                role=role,
                title=Role(role).label,
                since=FIRST_DAY,
            )
        return Clerk(account, posts[0], code, name)
