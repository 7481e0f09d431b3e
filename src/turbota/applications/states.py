"""The path of an application as data. Diagrams in docs/states/ are drawn from this table."""

from django.db import models

from turbota.kernel.workflow import Machine, transition


class State(models.TextChoices):
    """Where an application is."""

    DRAFT = "draft", "Чернетка"
    FORMING = "forming", "Громада формує електронну справу"
    ON_CONTROL = "on_control", "На контролі в громаді"
    MENDING = "mending", "Громада виправляє"
    READY = "ready", "Готова до передачі"
    RECEIVED = "received", "Чекає прийняття"
    ASKED = "asked", "Чекаємо доповнення від заявника"
    IN_WORK = "in_work", "У роботі"
    DECIDED = "decided", "Рішення ухвалено"
    WITHDRAWN = "withdrawn", "Заявник відкликав заяву"
    LEFT = "left", "Залишено без розгляду"
    JOINED = "joined", "Приєднано до іншої заяви"


CITIZEN, COMMUNITY, CONTROL, DECIDING_BODY, NOBODY = (
    "citizen",
    "community",
    "control",
    "deciding_body",
    "nobody",
)


class Channel(models.TextChoices):
    """Source of receipt, named in the electronic personal file (Instruction 345, p. 11.3)."""

    PORTAL = "portal", "Через соціальний портал"
    COMMUNITY = "community", "Через уповноважену особу громади"
    API = "api", "Через іншу інформаційну систему"


ELECTRONIC = (Channel.PORTAL, Channel.API)
"""Signed by the person electronically: straight to the deciding body, answered and told in the cabinet (p. 1.4, 2.5)."""


HELD_BY_DECIDER = (State.RECEIVED, State.ASKED, State.IN_WORK)
RUNNING = (State.FORMING, State.ON_CONTROL, State.MENDING, State.READY, *HELD_BY_DECIDER)
"""Registered and not yet ended: somebody still has to act."""
ENDED = (State.WITHDRAWN, State.LEFT, State.JOINED)
"""Ended without a decision: the person may apply anew."""

MACHINE = Machine(
    subject="application",
    initial=State.DRAFT,
    owners={
        State.DRAFT: CITIZEN,
        State.FORMING: COMMUNITY,
        State.ON_CONTROL: CONTROL,
        State.MENDING: COMMUNITY,
        State.READY: COMMUNITY,
        State.RECEIVED: DECIDING_BODY,
        State.ASKED: CITIZEN,
        State.IN_WORK: DECIDING_BODY,
        State.DECIDED: NOBODY,
        State.WITHDRAWN: NOBODY,
        State.LEFT: NOBODY,
        State.JOINED: NOBODY,
    },
    titles=dict(State.choices),
    transitions=(
        transition("submit", [State.DRAFT], State.RECEIVED, "Заяву підписано й подано через портал"),
        transition(
            "receive", [State.DRAFT], State.RECEIVED, "Заяву підписано й надіслано через іншу систему"
        ),
        transition("register", [State.DRAFT], State.FORMING, "Громада зареєструвала заяву"),
        transition("take_over", [State.FORMING], State.DRAFT, "Людина перебрала справу собі"),
        transition(
            "send_to_control", [State.FORMING, State.MENDING], State.ON_CONTROL, "Передано на контроль"
        ),
        transition(
            "return_from_control", [State.ON_CONTROL], State.MENDING, "Контроль повернув на доопрацювання"
        ),
        transition("pass_control", [State.ON_CONTROL], State.READY, "Контроль пройдено"),
        transition("finish", [State.FORMING, State.MENDING], State.READY, "Електронну справу сформовано"),
        transition("hand_over", [State.READY], State.RECEIVED, "Передано реєстром до органу, що вирішує"),
        transition("accept", [State.RECEIVED], State.IN_WORK, "Прийнято в роботу"),
        transition(
            "return_to_community",
            [State.RECEIVED, State.IN_WORK],
            State.MENDING,
            "Повернено громаді на доопрацювання",
        ),
        transition("ask", [State.RECEIVED, State.IN_WORK], State.ASKED, "Попросили доповнити заяву"),
        transition("answer", [State.ASKED], State.RECEIVED, "Заявник доповнив заяву"),
        transition("go_on", [State.ASKED], State.RECEIVED, "Заявник не відповів, розгляд триває далі"),
        transition("decide", [State.IN_WORK], State.DECIDED, "Рішення ухвалено"),
        transition("withdraw", [State.DRAFT, *RUNNING], State.WITHDRAWN, "Заявник відкликав заяву"),
        transition("leave", HELD_BY_DECIDER, State.LEFT, "Заяву залишено без розгляду"),
        transition("join", HELD_BY_DECIDER, State.JOINED, "Приєднано до іншої заяви цієї людини"),
        transition("reopen", [State.DECIDED], State.IN_WORK, "Рішення скасовано, справу повернено в роботу"),
    ),
)


class AlarmKind(models.TextChoices):
    """What is wrong with a handover."""

    UNMATCHED = "unmatched", "Не збігається"
    LATE = "late", "Немає відповіді в строк"
    NOT_SENT = "not_sent", "Не передано в строк"
    DOUBLED = "doubled", "Чекає двічі"


class AlarmState(models.TextChoices):
    """Where an alarm is."""

    OPEN = "open", "Ніхто ще не відповів"
    ACKNOWLEDGED = "acknowledged", "Взято до відома"
    ENDED = "ended", "Причини вже немає"


ALARM = Machine(
    subject="handover_alarm",
    initial=AlarmState.OPEN,
    owners={
        AlarmState.OPEN: "both_sides",
        AlarmState.ACKNOWLEDGED: "both_sides",
        AlarmState.ENDED: NOBODY,
    },
    titles=dict(AlarmState.choices),
    transitions=(
        transition("acknowledge", [AlarmState.OPEN], AlarmState.ACKNOWLEDGED, "Взято до відома з поясненням"),
        transition("end", [AlarmState.OPEN, AlarmState.ACKNOWLEDGED], AlarmState.ENDED, "Причини вже немає"),
    ),
)
