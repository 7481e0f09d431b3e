"""The same person comes in by two doors at the same moment."""

import pytest
from tests.factories.at_once import at_once
from tests.factories.world import moment

from turbota.people.models import Contact, Person, Tie
from turbota.people.operations import keep_contact, known_or_new
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
