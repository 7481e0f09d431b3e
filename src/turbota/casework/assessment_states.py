"""The path of an assessment as data, and the words of its parts. The diagram in docs/states/ is drawn from the table."""

from django.db import models

from turbota.casework.states import MANAGER, NOBODY
from turbota.kernel.workflow import Machine, transition


class Stage(models.TextChoices):
    """Which of the three steps of КМУ 64 it is (R280)."""

    PRIMARY = "primary", "Первинне оцінювання"
    IN_DEPTH = "in_depth", "Поглиблене оцінювання"
    REPEAT = "repeat", "Повторне оцінювання"


class AssessmentState(models.TextChoices):
    """Where an assessment is."""

    DRAFT = "draft", "Заповнюють"
    SUBMITTED = "submitted", "Завершено, акт чекає підпису"
    SIGNED = "signed", "Акт підписано"
    DROPPED = "dropped", "Припинено без результату"


DONE = (AssessmentState.SUBMITTED, AssessmentState.SIGNED)

ASSESSMENT_MACHINE = Machine(
    subject="assessment",
    initial=AssessmentState.DRAFT,
    owners={
        AssessmentState.DRAFT: MANAGER,
        AssessmentState.SUBMITTED: MANAGER,
        AssessmentState.SIGNED: NOBODY,
        AssessmentState.DROPPED: NOBODY,
    },
    titles=dict(AssessmentState.choices),
    transitions=(
        transition("submit", [AssessmentState.DRAFT], AssessmentState.SUBMITTED, "Оцінювання завершено"),
        transition("sign", [AssessmentState.SUBMITTED], AssessmentState.SIGNED, "Акт підписано ключем"),
        transition(
            "sign_on_paper", [AssessmentState.SUBMITTED], AssessmentState.SIGNED, "Акт підписано на папері"
        ),
        transition("drop", [AssessmentState.DRAFT], AssessmentState.DROPPED, "Оцінювання припинено"),
    ),
)


class Level(models.TextChoices):
    """How complex the circumstances are (R281). The names are remembered and not confirmed by an act that was read."""

    SIMPLE = "simple", "Простий"
    MIDDLE = "middle", "Середній"
    COMPLEX = "complex", "Складний"
    EMERGENCY = "emergency", "Екстрений"


class Conclusion(models.TextChoices):
    """The two variants of the conclusion of the act (order 1005)."""

    IN_NEED = "in_need", "Особа (сім’я) перебуває у складних життєвих обставинах"
    NOT_IN_NEED = "not_in_need", "Особа (сім’я) не перебуває у складних життєвих обставинах"


class Evidence(models.TextChoices):
    """How the assessor knows an answer."""

    SEEN = "seen", "Бачу сам / сама"
    TOLD = "told", "Розповіли"
    DOCUMENT = "document", "Є документ"
    UNCHECKED = "unchecked", "Не вдалося перевірити"
