"""A person reads what was found about her: in plain words, and never what may hurt another."""

from datetime import date

import pytest
from tests.factories import assessments, casework
from tests.factories.world import moment

from turbota.access.actors import Actor
from turbota.casework.assessment_queries import own_results
from turbota.casework.models import Case
from turbota.casework.operations.opening import Member
from turbota.casework.states import Relation, Sensitivity
from turbota.people.models import Person

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")


def home(person: Person) -> Actor:
    return Actor(account_id=None, name=person.full_name, level="high", person_id=person.pk, today=AT.date())


def family(sensitivity: Sensitivity = Sensitivity.NONE) -> tuple[Case, Person, Person]:
    mother = casework.person("Олена", AT, born=date(1990, 2, 3))
    father = casework.person("Петро", AT, born=date(1988, 2, 3))
    boy = casework.person("Дмитрик", AT, born=date(2019, 5, 1))
    members = (Member(father, Relation.PARTNER), Member(boy, Relation.CHILD))
    return casework.opened(AT, main=mother, family=members, sensitivity=sensitivity), mother, father


@pytest.mark.requirement("R016")
def test_the_result_is_told_in_plain_words_without_answers() -> None:
    case, mother, father = family()
    assessments.submitted(case, AT, p_money="3", p_selfcare="2")

    result = own_results(home(mother), at=AT)[0]

    assert result.plain == "Частину труднощів можна подолати з допомогою однієї-двох послуг."
    assert ("Безпека", "Вигаданська Дмитрик", "є на що спертися") in {
        (one.title, one.whom, one.words) for one in result.domains
    }
    assert [(one.title, one.whom) for one in result.domains] == [
        ("Безпека", ""), ("Безпека", "Вигаданська Дмитрик"), ("Хто в сім’ї", ""), ("Хто в сім’ї", "про вас"),
        ("Нагальні потреби", ""),
    ]  # fmt: skip
    told = f"{result}"
    assert "Сусідка" not in told and "Борги" not in told and "Петро" not in told
    assert len(own_results(home(father), at=AT)) == 1
    assert own_results(home(casework.person("Чужа", AT)), at=AT) == []


def test_an_answer_that_may_hurt_somebody_is_not_shown_in_the_family() -> None:
    case, mother, father = family()
    assessments.submitted(case, AT, p_violence="2")
    assert own_results(home(mother), at=AT) == own_results(home(father), at=AT) == []


@pytest.mark.parametrize(
    ("sensitivity", "seen"), [(Sensitivity.VIOLENCE, (1, 0)), (Sensitivity.CHILD, (0, 0))]
)
def test_in_sensitive_cases_only_the_hurt_person_reads(
    sensitivity: Sensitivity, seen: tuple[int, int]
) -> None:
    case, mother, father = family(sensitivity)
    assessments.submitted(case, AT, p_violence="3")
    assert (len(own_results(home(mother), at=AT)), len(own_results(home(father), at=AT))) == seen


def test_a_draft_is_not_shown() -> None:
    case, mother, _ = family()
    assessments.begun(case, AT)
    assert own_results(home(mother), at=AT) == []
