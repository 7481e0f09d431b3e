"""When something about a report or a case is possible."""

from turbota.access.models import CASEWORK_KINDS, REPORT_KINDS, Organisation, Post, Role
from turbota.casework.assessment_states import DONE
from turbota.casework.models import Case, Report
from turbota.casework.states import CaseState
from turbota.kernel.errors import BadInput, Refused


def check_unit(unit: Organisation) -> None:
    """Raise Refused when the body is no unit where social managers work."""
    if unit.kind not in CASEWORK_KINDS:
        raise Refused(
            "Випадки веде відділ соціального захисту громади. Виберіть відділ зі списку "
            "або передайте йому повідомлення.",
            code="not_a_unit",
        )


def check_holds_reports(body: Organisation) -> None:
    """Raise Refused when the body is neither a unit nor the desk of an oblast."""
    if body.kind not in REPORT_KINDS:
        raise Refused(
            "Повідомлення опрацьовує відділ громади або черговий області. Виберіть зі списку.",
            code="holds_no_reports",
        )


def check_manager(post: Post, unit: Organisation) -> None:
    """Raise Refused when the post is not of a social manager of the unit."""
    if post.role != Role.SOCIAL_MANAGER or post.organisation_id != unit.pk:
        raise Refused(
            "Відповідальним може бути лише соціальний менеджер цього відділу. Виберіть його зі списку.",
            code="not_a_manager",
        )


def check_assessed(case: Case) -> None:
    """Raise Refused while the needs are not assessed (law 2671-VIII, art. 20): nothing is decided before."""
    check_open(case)
    if case.state == CaseState.OPENED or not case.assessments.filter(state__in=DONE).exists():
        raise Refused(
            "Потреби ще не оцінено. Завершіть оцінювання у випадку цієї людини, а тоді готуйте рішення.",
            code="not_assessed",
        )


def check_open(case: Case) -> None:
    """Raise Refused when the case is closed."""
    if case.closed_at is not None:
        raise Refused(
            "Випадок завершено. Щоб працювати далі, спершу відкрийте його знову.", code="case_closed"
        )


FEWEST_WORDS, FEWEST_SIGNS = 4, 20
SHORTEST_REASON = 5


def needs_more(what: str) -> bool:
    """Whether a report says so little that its author is asked once, gently, for more. It is taken all the same."""
    return len(what.split()) < FEWEST_WORDS or len(what.strip()) < FEWEST_SIGNS


def check_reason(reason: str, field: str = "reason") -> str:
    """The reason without spaces around it. Raises BadInput when there is none."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise BadInput({field: "Напишіть коротко, чому: ці слова прочитає супервізор."})
    return reason.strip()


def check_no_danger(report: Report) -> None:
    """Raise Refused while nobody came to a person whose life or health is in danger."""
    if report.threat and report.visited_at is None:
        raise Refused(
            "У повідомленні йдеться про загрозу життю. Спершу запишіть, що людину відвідано, або змініть "
            "терміновість і поясніть чому.",
            code="not_visited",
        )
