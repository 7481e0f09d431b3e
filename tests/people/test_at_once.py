"""The same person comes in by two doors at the same moment."""

import pytest
from tests.factories.at_once import at_once
from tests.factories.world import moment

from turbota.people.models import Person, Tie
from turbota.people.operations import known_or_new
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
