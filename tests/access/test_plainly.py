"""What a row tells by itself is what the database tells of it, or nothing."""

from dataclasses import replace
from datetime import date

import pytest
from django.db.models import F, Q

from turbota.access import plainly
from turbota.access.actors import Actor
from turbota.access.models import Organisation, OrganisationKind
from turbota.access.permissions import READ_ORGANISATION
from turbota.access.rules import REGISTER, Rule
from turbota.kernel.identifiers import new_id

pytestmark = pytest.mark.django_db

OTHER = new_id()
PLAIN = (
    Q(),
    ~Q(),
    Q(name="Громада"),
    Q(name="Інша"),
    ~Q(name="Інша"),
    Q(kind=OrganisationKind.COMMUNITY),
    Q(kind__in=["community", "cnap"]),
    Q(kind__in=[]),
    Q(pk=OTHER),
    Q(pk__in=[OTHER]),
    Q(until__isnull=True),
    Q(until__isnull=False),
    Q(has_control=True, name="Громада"),
    Q(name="Інша") | Q(kind="community"),
    Q(name="Інша") | Q(kind="department"),
    ~(Q(name="Громада") & Q(kind="community")),
    Q(name="Громада") & ~Q(kind="department"),
)
ASKED = (
    Q(parent__name="Область"),
    Q(name__startswith="Гро"),
    Q(name=F("short_name")),
    Q(until=date(2026, 1, 1)),
    ~Q(until=date(2026, 1, 1)),
    Q(pk__in=Organisation.objects.values("pk")),
    Q(pk=str(OTHER)),
    Q(name="Громада") ^ Q(kind="community"),
)


@pytest.fixture
def row() -> Organisation:
    return Organisation.objects.create(
        kind=OrganisationKind.COMMUNITY,
        name="Громада",
        short_name="Громада",
        code="UA001",
        has_control=True,
        since=date(2020, 1, 1),
    )


@pytest.mark.parametrize("condition", PLAIN, ids=range(len(PLAIN)))
def test_a_plain_condition_is_told_as_the_database_tells_it(condition: Q, row: Organisation) -> None:
    found = Organisation.objects.get(pk=row.pk)
    assert plainly.fits(condition, found) is Organisation.objects.filter(condition, pk=row.pk).exists()


@pytest.mark.parametrize("condition", ASKED, ids=range(len(ASKED)))
def test_what_the_row_alone_does_not_tell_is_left_to_the_database(condition: Q, row: Organisation) -> None:
    assert plainly.fits(condition, Organisation.objects.get(pk=row.pk)) is None


def test_a_row_that_is_not_stored_says_nothing_of_itself(row: Organisation) -> None:
    unsaved = Organisation(kind=row.kind, name=row.name, short_name="Нова", code="UA002", since=row.since)
    for condition in (Q(), Q(name="Громада"), Q(kind="community") | Q(name="Інша")):
        assert plainly.fits(condition, unsaved) is None
    anybody = Rule("anybody", frozenset({"citizen"}), lambda actor: Q(name="Громада"))
    reads = replace(READ_ORGANISATION, name="test.unsaved", rules=(anybody,))
    try:
        actor = Actor(account_id=OTHER, name="", person_id=OTHER)
        assert reads.can(actor, row) and not reads.can(actor, unsaved)
    finally:
        del REGISTER["test.unsaved"]


def test_a_known_part_decides_beside_an_unknown_one(row: Organisation) -> None:
    unknown = Q(parent__name="Область")
    found = Organisation.objects.get(pk=row.pk)
    assert plainly.fits(Q(name="Громада") | unknown, found) is True
    assert plainly.fits(Q(name="Інша") & unknown, found) is False
    assert plainly.fits(Q(name="Інша") | unknown, found) is None


def test_a_column_that_was_not_read_is_not_guessed(row: Organisation) -> None:
    assert plainly.fits(Q(name="Громада"), Organisation.objects.defer("name").get(pk=row.pk)) is None
