"""The paths of reports and cases as data. Diagrams in docs/states/ are drawn from these tables."""

from django.db import models

from turbota.kernel.workflow import Machine, transition


class ReportState(models.TextChoices):
    """Where a report is."""

    RECEIVED = "received", "Прийнято"
    IN_WORK = "in_work", "Опрацьовується"
    LINKED = "linked", "Долучено до випадку"
    CLOSED = "closed", "Завершено"


DUTY, MANAGER, NOBODY = "duty", "manager", "nobody"

REPORT_MACHINE = Machine(
    subject="report",
    initial=ReportState.RECEIVED,
    owners={
        ReportState.RECEIVED: DUTY,
        ReportState.IN_WORK: DUTY,
        ReportState.LINKED: MANAGER,
        ReportState.CLOSED: NOBODY,
    },
    titles=dict(ReportState.choices),
    transitions=(
        transition("take", [ReportState.RECEIVED], ReportState.IN_WORK, "Повідомлення взято в роботу"),
        transition(
            "link", [ReportState.RECEIVED, ReportState.IN_WORK], ReportState.LINKED, "Долучено до випадку"
        ),
        transition(
            "open_case",
            [ReportState.RECEIVED, ReportState.IN_WORK, ReportState.LINKED],
            ReportState.LINKED,
            "За повідомленням відкрито випадок",
        ),
        transition(
            "pass_on",
            [ReportState.RECEIVED, ReportState.IN_WORK],
            ReportState.RECEIVED,
            "Передано відділу іншої громади",
        ),
        transition(
            "dismiss", [ReportState.IN_WORK], ReportState.CLOSED, "Завершено без випадку: причину записано"
        ),
        transition("finish", [ReportState.LINKED], ReportState.CLOSED, "Завершено: випадок опрацьовано"),
    ),
)

FOLLOWED = {
    ReportState.RECEIVED: "прийнято",
    ReportState.IN_WORK: "опрацьовується",
    ReportState.LINKED: "опрацьовується",
    ReportState.CLOSED: "завершено",
}
"""All that somebody with the code of a report learns: a violent partner must learn nothing."""


class Urgency(models.TextChoices):
    """How soon somebody has to come, as the reporter sees it and the duty manager confirms."""

    THREAT = "threat", "Є загроза життю або здоров’ю"
    SOON = "soon", "Допомога потрібна найближчими днями"
    ORDINARY = "ordinary", "Може зачекати кілька днів"


class DismissReason(models.TextChoices):
    """Why a report ended without a case."""

    NOT_CONFIRMED = "not_confirmed", "Відвідали: складних обставин немає"
    HELPED = "helped", "Допомогу вже надано без відкриття випадку"
    ELSEWHERE = "elsewhere", "Передано іншій службі: поліції, медикам, іншому органу"
    NOT_FOUND = "not_found", "Людину чи місце не вдалося знайти"
    NO_MATTER = "no_matter", "У повідомленні немає нічого про людину в біді"


class Source(models.TextChoices):
    """Through whom a report came."""

    PUBLIC = "public", "Портал, без входу"
    OPERATOR = "operator", "Оператор записав зі слів"
    INSTITUTION = "institution", "Установа (лікарня, школа, поліція та інші)"
    OWN = "own", "Виявив соціальний менеджер"


class CaseState(models.TextChoices):
    """Where a case is."""

    OPENED = "opened", "Відкрито: оцінюємо потреби"
    ASSESSED = "assessed", "Потреби оцінено: чекаємо рішення"
    DECIDED = "decided", "Рішення ухвалено: складаємо план"
    SERVED = "served", "План діє: послуги надаються"
    CLOSED = "closed", "Завершено"


OPEN_CASE = (CaseState.OPENED, CaseState.ASSESSED, CaseState.DECIDED, CaseState.SERVED)

CASE_MACHINE = Machine(
    subject="case",
    initial=CaseState.OPENED,
    owners={
        CaseState.OPENED: MANAGER,
        CaseState.ASSESSED: MANAGER,
        CaseState.DECIDED: MANAGER,
        CaseState.SERVED: MANAGER,
        CaseState.CLOSED: NOBODY,
    },
    titles=dict(CaseState.choices),
    transitions=(
        transition("assess", [CaseState.OPENED], CaseState.ASSESSED, "Потреби оцінено"),
        transition("decide", [CaseState.ASSESSED], CaseState.DECIDED, "Рішення про послуги ухвалено"),
        transition(
            "decide_at_once",
            [CaseState.OPENED, CaseState.ASSESSED],
            CaseState.DECIDED,
            "Послуги надано екстрено (кризово)",
        ),
        transition("start", [CaseState.DECIDED], CaseState.SERVED, "Індивідуальний план набув чинності"),
        transition("close", OPEN_CASE, CaseState.CLOSED, "Випадок завершено"),
        transition("reopen", [CaseState.CLOSED], CaseState.OPENED, "Випадок відкрито знову"),
    ),
)


class CaseKind(models.TextChoices):
    """Whose case it is."""

    PERSON = "person", "Особа"
    FAMILY = "family", "Сім’я"


class Ground(models.TextChoices):
    """On what the case was opened (social card of order 1005: date and ground)."""

    REPORT = "report", "Повідомлення"
    APPLICATION = "application", "Заява"
    OWN = "own", "Виявлено соціальним менеджером"


class Sensitivity(models.TextChoices):
    """Why a case exists for nobody but those who work on it."""

    NONE = "none", "Звичайний"
    VIOLENCE = "violence", "Насильство"
    CHILD = "child", "Захист дитини"


class Relation(models.TextChoices):
    """Who a member is in the case: the person whose case it is, a child, another adult."""

    MAIN = "main", "Отримувач"
    PARTNER = "partner", "Чоловік, дружина або партнер"
    CHILD = "child", "Дитина"
    PARENT = "parent", "Мати або батько"
    OTHER = "other", "Інша людина, що живе разом"
    APART = "apart", "Родич, який живе окремо"


class ClosureReason(models.TextChoices):
    """Why a case ended (law 2671-VIII, art. 24; the list is remembered and not confirmed)."""

    GOALS = "goals", "Цілі плану досягнуто, потреби більше немає"
    NO_NEED = "no_need", "Оцінювання не виявило потреби"
    REFUSED = "refused", "Людина відмовилася від допомоги"
    MOVED = "moved", "Людина переїхала до іншої громади"
    TERM = "term", "Строк надання послуг закінчився"
    INPATIENT = "inpatient", "Людину влаштовано до стаціонару"
    DIED = "died", "Людина померла"
    FALSE_DATA = "false_data", "Подано недостовірні відомості"
    BREACH = "breach", "План чи договір порушено без поважної причини"


class Field(models.TextChoices):
    """From which field a member of the team comes (КМУ 64; R288–R292)."""

    HEALTH = "health", "Охорона здоров’я, реабілітація"
    EMPLOYMENT = "employment", "Центр зайнятості"
    EDUCATION = "education", "Освіта"
    POLICE = "police", "Поліція"
    CHILDREN = "children", "Служба у справах дітей"
    NGO = "ngo", "Громадська або благодійна організація"
    OTHER = "other", "Інше"
