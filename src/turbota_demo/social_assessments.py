"""Assessments of the demonstration: one case assessed three times and repeated blind, one half filled."""

from datetime import datetime, timedelta

from turbota.access.actors import Actor
from turbota.casework.assessed_people import people_of
from turbota.casework.assessment_states import Conclusion, Stage
from turbota.casework.instruments.loading import instrument
from turbota.casework.instruments.scoring import asked, key_of
from turbota.casework.instruments.shapes import Question
from turbota.casework.models import Assessment, Case
from turbota.casework.operations import assessing, concluding, second_assessor
from turbota.casework.operations.assessing import Entry
from turbota_demo import stage

TOLD = {
    "p_members": "Живе сама в будинку без газу. Сусідка Ярина заходить щонеділі.",
    "p_wish": "«Хочу, щоб хтось приходив допомогти з хатою й ліками».",
    "d_household": "Ганна Прокопівна, живе сама.",
    "d_strengths": "Ясна пам’ять, добрі сусіди, сама веде городець.",
    "c_factors": "Шкодять самота й холодна хата; допомагає сусідка.",
    "r_changed": "Прибиральниця приходить тричі на тиждень, хату утеплили.",
}
AT_FIRST = {"p_alone": "3", "p_selfcare": "2", "p_home": "2", "p_medicine": "1", "p_money": "2"}
THEN = {
    "d_adult_health": "2", "d_adult_selfcare": "2", "d_home": "2", "d_money": "2", "d_benefits": "3", "d_reach": "2",
    "d_people_around": "2",
}  # fmt: skip
AFTER_HELP = {"d_adult_health": "2", "d_adult_selfcare": "1", "d_home": "1", "d_money": "1", "d_reach": "1"}
SAYS = {"seen": "", "told": "сама людина", "document": "виписка з лікарні", "": ""}


def play(now: datetime) -> None:
    """What the social managers have assessed by now."""
    lonely, family = _case("Самотинська"), _case("Переїжджа")
    first = _done(lonely, Stage.PRIMARY, AT_FIRST, now - timedelta(days=10))
    _done(lonely, Stage.IN_DEPTH, THEN, now - timedelta(days=8))
    _done(lonely, Stage.REPEAT, AFTER_HELP, now - timedelta(days=1))
    _repeated(first, {**AT_FIRST, "p_alone": "2", "p_home": "3"}, now - timedelta(days=9))
    at = now - timedelta(days=1)
    manager = stage.at_work("turbotna", at)
    draft = assessing.begin(by=manager, case_id=family.pk, stage=Stage.PRIMARY, at=at)
    _answered(
        draft, manager, {"p_home": "3", "p_money": "3"}, at, only=("p_danger", "p_home", "p_money", "p_food")
    )


def _case(surname: str) -> Case:
    return Case.objects.filter(main_person__surname=surname).earliest("opened_at")


def _done(case: Case, step: Stage, answers: dict[str, str], at: datetime) -> Assessment:
    """The manager assessed and finished."""
    manager = stage.at_work("turbotna", at)
    return _finished(assessing.begin(by=manager, case_id=case.pk, stage=step, at=at), manager, answers, at)


def _repeated(first: Assessment, answers: dict[str, str], at: datetime) -> None:
    """A colleague repeated it without seeing the answers."""
    supervisor, colleague = stage.at_work("nastavna", at), stage.at_work("pomichnyi", at)
    second = second_assessor.invite(
        by=supervisor, assessment_id=first.pk, account_id=colleague.account_id,
        last_day=(at + timedelta(days=5)).date(), at=at,
    )  # fmt: skip
    _finished(second, colleague, answers, at)


def _finished(assessment: Assessment, by: Actor, answers: dict[str, str], at: datetime) -> Assessment:
    _answered(assessment, by, answers, at)
    return concluding.submit(
        by=by,
        assessment_id=assessment.pk,
        conclusion=Conclusion.IN_NEED,
        conclusion_note="Потрібна допомога вдома.",
        at=at,
    )


def _answered(
    assessment: Assessment, by: Actor, answers: dict[str, str], at: datetime, only: tuple[str, ...] = ()
) -> None:
    """Answers to everything that is asked, or to these questions alone; calm where nothing is said."""
    form = instrument(assessment.instrument, assessment.instrument_version)
    subjects = [one.subject for one in people_of(assessment, at.date())]
    given: dict[str, str] = {}
    entries = []
    for question in form.questions.values():
        for subject in subjects:
            wanted = not only or question.code in only
            if wanted and question.about == subject.who and asked(question, subject, subjects, given, form):
                value = answers.get(question.code) or _calm(question)
                given[key_of(question.code, subject.key)] = value
                evidence = question.evidence[0] if question.evidence else ""
                entries.append(Entry(question.code, subject.key, value, evidence, SAYS[evidence]))
    assessing.save(
        by=by, assessment_id=assessment.pk, entries=entries, seen_version=assessment.version, at=at
    )


def _calm(question: Question) -> str:
    if question.kind == "text":
        return TOLD.get(question.code, "Без зауваг.")
    if question.counted:
        return min(question.options, key=lambda one: one.points or 0).value
    return question.options[0].value
