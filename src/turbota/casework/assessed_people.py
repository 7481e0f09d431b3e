"""Whom an assessment is about: the members of the case as adults and children of the questions."""

from dataclasses import dataclass
from datetime import date

from turbota.casework.instruments.scoring import Subject
from turbota.casework.instruments.shapes import CASE
from turbota.casework.models import Assessment, Case
from turbota.casework.states import Relation

CHILD_UNTIL = 18
"""Years: who is younger is a child (law 2402-III, art. 1)."""


@dataclass(frozen=True)
class Assessed:
    """Somebody of whom questions are asked. `key`: "case" or the id of the member's row; `who`: case, adult or child."""

    key: str
    who: str
    name: str
    about: str = ""

    @property
    def subject(self) -> Subject:
        """As the scoring takes it."""
        return Subject(self.key, self.who)


def people_of(assessment: Assessment, on: date) -> list[Assessed]:
    """The whole case first, then those who live together: as they were at the submission, or as they are on the day."""
    if assessment.subjects:
        return [Assessed(**one) for one in assessment.subjects]
    return members_of(assessment.case, on)


def members_of(case: Case, on: date) -> list[Assessed]:
    """The case and its members on the day, the main person first; relatives who live apart are not assessed."""
    rows = case.members.filter(until__isnull=True).exclude(relation=Relation.APART).select_related("person")
    found = [
        Assessed(
            key=str(row.pk),
            who=_who(row.relation, row.person.birth_date, on),
            name=row.person.full_name,
            about=row.get_relation_display(),
        )
        for row in sorted(rows, key=lambda row: (row.relation != Relation.MAIN, str(row.pk)))
    ]
    return [Assessed(CASE, "case", "Уся сім’я" if len(found) > 1 else "Людина і її дім"), *found]


def _who(relation: str, born: date | None, on: date) -> str:
    """A member is a child by age; without a date of birth by what the social card says."""
    if born is None:
        return "child" if relation == Relation.CHILD else "adult"
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return "child" if age < CHILD_UNTIL else "adult"
