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
from turbota.casework.instruments.shapes import CASE, Instrument
from turbota.casework.models import Assessment, CaseMember
from turbota.casework.states import Relation
from turbota.kernel.clock import day_of

RAISING = (Relation.MAIN, Relation.PARTNER, Relation.PARENT)
"""Who reads about the children of the case."""


@dataclass(frozen=True)
class OwnDomain:
    """A domain in plain words. `whom`: "" for the whole family, «про вас», or the child's name."""

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
    shown = [one for one in people if one.key == CASE or one.key in keys or (raises and one.who == "child")]
    return OwnResult(
        stage=assessment.get_stage_display(),
        on=on,
        assessor=assessment.assessor.name,
        office=assessment.case.unit.name,
        plain=form.level(assessment.level).plain,
        conclusion=Conclusion(assessment.conclusion).label,
        note=assessment.conclusion_note,
        domains=tuple(_domains(assessment, form, people, shown, keys)),
        verified=form.verified,
    )


def _domains(
    assessment: Assessment, form: Instrument, people: list[Assessed], shown: list[Assessed], own: set[str]
) -> list[OwnDomain]:
    """Every domain of the whole family, of oneself and of the children, in the order of the instrument."""
    subjects = [one.subject for one in people]
    shares = {
        (domain.code, who.key): domain.share
        for who in shown
        for domain in score(form, subjects, _answers_of(assessment, who)).scores
    }
    found = []
    for domain in form.domains:
        for who in shown:
            share = shares.get((domain.code, who.key))
            if share is not None:
                whom = "" if who.key == CASE else "про вас" if who.key in own else who.name
                found.append(OwnDomain(domain.plain, whom, band(form, share).words))
    return found


def _answers_of(assessment: Assessment, who: Assessed) -> dict[str, str]:
    return {key: value for key, value in assessment.values.items() if key.partition("@")[2] == who.key}
