"""What a person reads of an assessment of herself: level and domains in plain words, nobody else's words or answers."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from turbota.casework.assessed_people import Assessed, people_of
from turbota.casework.assessment_states import Conclusion
from turbota.casework.explaining import band
from turbota.casework.instruments.loading import instrument
from turbota.casework.instruments.scoring import score
from turbota.casework.instruments.shapes import CASE
from turbota.casework.models import Assessment, CaseMember
from turbota.casework.states import Relation
from turbota.kernel.clock import day_of

RAISING = (Relation.MAIN, Relation.PARTNER, Relation.PARENT)
"""Who reads about the children of the case."""


@dataclass(frozen=True)
class OwnDomain:
    """A domain in plain words. `whom`: "" for oneself and the whole family, else the child's name."""

    title: str
    whom: str
    words: str


@dataclass(frozen=True)
class OwnResult:
    """One assessment as the person reads it."""

    stage: str
    on: date
    assessor: str
    office: str
    plain: str
    conclusion: str
    note: str
    domains: tuple[OwnDomain, ...]
    verified: bool


def own_result(
    assessment: Assessment, person_id: uuid.UUID | None, members: Sequence[CaseMember]
) -> OwnResult:
    """The result for one member of the case. `members`: all live members of it."""
    on = day_of(assessment.assessed_at or assessment.begun_at)
    form = instrument(assessment.instrument, assessment.instrument_version)
    people = people_of(assessment, on)
    mine = [one for one in members if one.person_id == person_id]
    keys = {str(one.pk) for one in mine}
    raises = any(one.relation in RAISING for one in mine)
    subjects = [one.subject for one in people]
    domains = []
    for who in people:
        if who.key == CASE or who.key in keys or (raises and who.who == "child"):
            result = score(form, subjects, _answers_of(assessment, who))
            for one in result.scores:
                domain = form.domain(one.code)
                if one.share is not None and domain is not None:
                    whom = who.name if who.who == "child" and who.key not in keys else ""
                    domains.append(OwnDomain(domain.title, whom, band(form, one.share).words))
    return OwnResult(
        stage=assessment.get_stage_display(),
        on=on,
        assessor=assessment.assessor.name,
        office=assessment.case.unit.name,
        plain=form.level(assessment.level).plain,
        conclusion=Conclusion(assessment.conclusion).label,
        note=assessment.conclusion_note,
        domains=tuple(domains),
        verified=form.verified,
    )


def _answers_of(assessment: Assessment, who: Assessed) -> dict[str, str]:
    return {key: value for key, value in assessment.values.items() if key.partition("@")[2] == who.key}
