"""The words of the card of a case, and the path of an approval as data. The diagram is drawn from the table."""

from django.db import models

from turbota.casework.states import MANAGER, NOBODY
from turbota.kernel.workflow import Machine, transition

SUPERVISOR = "supervisor"


class Risk(models.TextChoices):
    """How much may go wrong, as the manager sees it (social card of order 1005, section 7)."""

    LOW = "low", "Низький"
    MIDDLE = "middle", "Середній"
    HIGH = "high", "Високий"


class Change(models.TextChoices):
    """What was written or changed on the card; each leaves a row that is never changed."""

    NOTE = "note", "Запис"
    RISK = "risk", "Ризик"
    SENSITIVITY = "sensitivity", "Хто бачить випадок"
    ADDRESS = "address", "Адреса й телефон"
    MEMBER = "member", "Склад"
    FACTOR = "factor", "Чинник"
    ANSWER = "answer", "Відповідь супервізора"


class Stage(models.TextChoices):
    """What a unit may want its supervisor to approve."""

    ASSESSMENT = "assessment", "Оцінювання потреб"
    PLAN = "plan", "Індивідуальний план"
    CLOSURE = "closure", "Завершення випадку"


RANKS = ("simple", "middle", "complex", "emergency")
"""Levels of complexity from the easiest to the hardest."""


class FromLevel(models.TextChoices):
    """From which complexity on a stage needs approval."""

    ANY = "any", "Усі випадки"
    MIDDLE = "middle", "Середні й складніші"
    COMPLEX = "complex", "Складні й екстрені"
    EMERGENCY = "emergency", "Лише екстрені"


class ApprovalState(models.TextChoices):
    """Where a request for approval is."""

    ASKED = "asked", "Чекає на супервізора"
    APPROVED = "approved", "Погоджено"
    SENT_BACK = "sent_back", "Повернуто із зауваженнями"
    WITHDRAWN = "withdrawn", "Відкликано"
    USED = "used", "Погоджено й виконано"


APPROVAL_MACHINE = Machine(
    subject="approval",
    initial=ApprovalState.ASKED,
    owners={
        ApprovalState.ASKED: SUPERVISOR,
        ApprovalState.APPROVED: MANAGER,
        ApprovalState.SENT_BACK: MANAGER,
        ApprovalState.WITHDRAWN: NOBODY,
        ApprovalState.USED: NOBODY,
    },
    titles=dict(ApprovalState.choices),
    transitions=(
        transition("approve", [ApprovalState.ASKED], ApprovalState.APPROVED, "Супервізор погодив"),
        transition(
            "send_back", [ApprovalState.ASKED], ApprovalState.SENT_BACK, "Супервізор повернув із зауваженнями"
        ),
        transition(
            "ask_again",
            [ApprovalState.SENT_BACK, ApprovalState.APPROVED],
            ApprovalState.ASKED,
            "Менеджер подав на погодження знову",
        ),
        transition(
            "withdraw",
            [ApprovalState.ASKED, ApprovalState.SENT_BACK, ApprovalState.APPROVED],
            ApprovalState.WITHDRAWN,
            "Погодження більше не потрібне",
        ),
        transition("use", [ApprovalState.APPROVED], ApprovalState.USED, "Погоджене виконано"),
    ),
)


class ClaimOutcome(models.TextChoices):
    """What the supervisor decided about somebody who is in two cases."""

    BOTH = "both", "Лишити в обох випадках"
    MOVED = "moved", "Вивести з одного випадку"
    ANSWERED = "answered", "Відповідь на питання"


LEVELS = {"simple": "Простий", "middle": "Середній", "complex": "Складний", "emergency": "Екстрений"}
"""Levels of complexity in words (КМУ 64; the names are remembered, not confirmed)."""
