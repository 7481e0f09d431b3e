"""The paths of individual plans and of tasks of a team as data, and the lists of words they use."""

from django.db import models

from turbota.casework.states import MANAGER, NOBODY
from turbota.kernel.workflow import Machine, transition

SIDES, EXECUTOR = "sides", "executor"


class PlanState(models.TextChoices):
    """Where a version of a plan is."""

    DRAFT = "draft", "Складаємо"
    OFFERED = "offered", "На погодженні"
    AGREED = "agreed", "Погоджено всіма"
    IN_FORCE = "in_force", "Чинний"
    REPLACED = "replaced", "Замінено новою редакцією"
    ENDED = "ended", "Закінчено"


OPEN_PLAN = (PlanState.DRAFT, PlanState.OFFERED, PlanState.AGREED)
"""A version still in work: at most one of a case."""

PLAN_MACHINE = Machine(
    subject="plan",
    initial=PlanState.DRAFT,
    owners={
        PlanState.DRAFT: MANAGER,
        PlanState.OFFERED: SIDES,
        PlanState.AGREED: MANAGER,
        PlanState.IN_FORCE: MANAGER,
        PlanState.REPLACED: NOBODY,
        PlanState.ENDED: NOBODY,
    },
    titles=dict(PlanState.choices),
    transitions=(
        transition("offer", [PlanState.DRAFT], PlanState.OFFERED, "План надано сторонам на погодження"),
        transition(
            "take_back", [PlanState.OFFERED, PlanState.AGREED], PlanState.DRAFT, "План повернуто до складання"
        ),
        transition("agree", [PlanState.OFFERED], PlanState.AGREED, "План погодили всі сторони"),
        transition("start", [PlanState.AGREED], PlanState.IN_FORCE, "План набув чинності"),
        transition("replace", [PlanState.IN_FORCE], PlanState.REPLACED, "План замінено новою редакцією"),
        transition("end", [PlanState.IN_FORCE], PlanState.ENDED, "Дію плану закінчено"),
        transition("drop", OPEN_PLAN, PlanState.ENDED, "Від цієї редакції плану відмовилися"),
    ),
)


class TaskState(models.TextChoices):
    """Where a task of the team is."""

    OPEN = "open", "Треба виконати"
    DONE = "done", "Виконано"
    CANCELLED = "cancelled", "Скасовано"


TASK_MACHINE = Machine(
    subject="case_task",
    initial=TaskState.OPEN,
    owners={TaskState.OPEN: EXECUTOR, TaskState.DONE: NOBODY, TaskState.CANCELLED: NOBODY},
    titles=dict(TaskState.choices),
    transitions=(
        transition("finish", [TaskState.OPEN], TaskState.DONE, "Завдання виконано"),
        transition("reassign", [TaskState.OPEN], TaskState.OPEN, "Завдання передано іншій людині"),
        transition("cancel", [TaskState.OPEN], TaskState.CANCELLED, "Завдання скасовано"),
    ),
)


class Domain(models.TextChoices):
    """The sphere of life that a need is in (order 1005: state of the person, family, environment)."""

    HEALTH = "health", "Здоров’я"
    SELF_CARE = "self_care", "Самообслуговування і побут"
    HOUSING = "housing", "Житло і безпека вдома"
    INCOME = "income", "Дохід і робота"
    EDUCATION = "education", "Навчання і розвиток"
    FAMILY = "family", "Стосунки в сім’ї, виховання дітей"
    SOCIAL = "social", "Спілкування і підтримка"
    RIGHTS = "rights", "Документи і права"
    SAFETY = "safety", "Захист від насильства"
    CRISIS = "crisis", "Криза, загроза життю чи здоров’ю"


class Executor(models.TextChoices):
    """Who answers for a measure (R284)."""

    PROVIDER = "provider", "Надавач"
    MANAGER = "manager", "Соціальний менеджер"
    MEMBER = "member", "Член команди"
    PERSON = "person", "Сама людина"


class Pays(models.TextChoices):
    """Who pays for a measure (law 2671-VIII, art. 28)."""

    FREE = "free", "Безоплатно"
    DIFFERENTIATED = "differentiated", "Диференційована плата"
    FULL = "full", "Повна плата"


class Party(models.TextChoices):
    """A side that agrees to a plan."""

    PERSON = "person", "Людина або її представник"
    MANAGER = "manager", "Соціальний менеджер"
    PROVIDER = "provider", "Надавач"
    MEMBER = "member", "Член команди"


class Answer(models.TextChoices):
    """What a side answered."""

    WAITING = "waiting", "Чекаємо"
    AGREED = "agreed", "Погоджено"
    REFUSED = "refused", "Не погоджено"


class Means(models.TextChoices):
    """How a side agreed."""

    KEY = "key", "електронний підпис"
    CABINET = "cabinet", "підтвердження в кабінеті після входу через id.gov.ua"
    WORKPLACE = "workplace", "підтвердження на робочому місці"
    CODE = "code", "одноразовий код"
    PAPER = "paper", "підпис на папері"
