"""The path of a decision as data."""

from django.db import models

from turbota.kernel.workflow import Machine, transition


class State(models.TextChoices):
    """Where a decision is."""

    PREPARED = "prepared", "Готується спеціалістом"
    PROPOSED = "proposed", "Чекає підпису керівника"
    SENT_BACK = "sent_back", "Повернено спеціалісту"
    APPROVED = "approved", "Ухвалено"


MACHINE = Machine(
    subject="decision",
    initial=State.PREPARED,
    owners={
        State.PREPARED: "specialist",
        State.PROPOSED: "head",
        State.SENT_BACK: "specialist",
        State.APPROVED: "nobody",
    },
    titles=dict(State.choices),
    transitions=(
        transition("prepare", [State.PREPARED, State.SENT_BACK], State.PREPARED, "Розраховано й надруковано"),
        transition("propose", [State.PREPARED], State.PROPOSED, "Спеціаліст підписав"),
        transition("send_back", [State.PROPOSED], State.SENT_BACK, "Керівник повернув"),
        transition("approve", [State.PROPOSED], State.APPROVED, "Керівник підписав"),
    ),
)


class Outcome(models.TextChoices):
    """What the decision says."""

    GRANTED = "granted", "призначено"
    REFUSED = "refused", "відмовлено"
