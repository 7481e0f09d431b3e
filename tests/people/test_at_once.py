"""The same person comes in by two doors at the same moment."""

import threading
import time

import pytest
from django.db import transaction
from tests.factories.at_once import at_once
from tests.factories.world import moment

from turbota.people.models import Contact, Person, Tie
from turbota.people.operations import keep_contact, keep_contacts, known_or_new
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")


@pytest.mark.slow
def test_a_first_sign_in_pressed_four_times_makes_one_person(plays_for_many: Plays) -> None:
    results = at_once(*[lambda: stage.at_home("maria", AT).person_id for _ in range(4)])
    assert len(set(results)) == 1, results
    assert Person.objects.count() == Tie.objects.count() == 1


@pytest.mark.slow
def test_paper_and_sign_in_at_the_same_moment_make_one_person(plays_for_many: Plays) -> None:
    data = stage.data_of(cast.citizen("maria"))
    results = at_once(
        *[lambda: known_or_new(data=data, at=AT).pk for _ in range(3)],
        lambda: stage.at_home("maria", AT).person_id,
    )
    assert len(set(results)) == 1, results


@pytest.mark.slow
def test_an_address_given_four_times_at_once_stands_once(plays_for_many: Plays) -> None:
    maria = Person.objects.get(pk=stage.at_home("maria", AT).person_id)
    results = at_once(
        *[
            lambda value=f"{letter}@example.invalid": keep_contact(
                person=maria, channel="email", value=value, at=AT
            )
            for letter in "abcd"
        ]
    )
    assert results == [None] * 4
    assert Contact.objects.filter(person=maria, until__isnull=True).count() == 1


def test_two_first_applications_at_once_keep_both_addresses_and_the_later_stands(
    plays_for_many: Plays,
) -> None:
    maria = Person.objects.get(pk=stage.at_home("maria", AT).person_id)
    first_wrote = threading.Event()

    def first() -> None:
        with transaction.atomic():
            keep_contacts(person=maria, values={"email": "a@example.invalid"}, at=AT)
            first_wrote.set()
            time.sleep(0.3)  # the second has read by then that there is no address, and waits

    def second() -> None:
        assert first_wrote.wait(20)
        with transaction.atomic():
            keep_contacts(person=maria, values={"email": "b@example.invalid"}, at=AT)

    assert at_once(first, second) == [None, None]
    kept = dict(Contact.objects.filter(person=maria).values_list("value", "until"))
    assert kept == {"a@example.invalid": AT, "b@example.invalid": None}
