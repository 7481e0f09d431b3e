"""The path of a decision as data."""

from django.db import models

from turbota.kernel.workflow import Machine, transition


class State(models.TextChoices):
    """Where a decision is."""

    PREPARED = "prepared", "Готується спеціалістом"
    PROPOSED = "proposed", "Чекає підпису керівника"
    SENT_BACK = "sent_back", "Повернено спеціалісту"
    APPROVED = "approved", "Ухвалено"
    ENDED = "ended", "Припинено: справу закінчено без рішення"


MACHINE = Machine(
    subject="decision",
    initial=State.PREPARED,
    owners={
        State.PREPARED: "specialist",
        State.PROPOSED: "head",
        State.SENT_BACK: "specialist",
        State.APPROVED: "nobody",
        State.ENDED: "nobody",
    },
    titles=dict(State.choices),
    transitions=(
        transition("prepare", [State.PREPARED, State.SENT_BACK], State.PREPARED, "Розраховано й надруковано"),
        transition("propose", [State.PREPARED], State.PROPOSED, "Спеціаліст підписав"),
        transition("send_back", [State.PROPOSED], State.SENT_BACK, "Керівник повернув"),
        transition("approve", [State.PROPOSED], State.APPROVED, "Керівник підписав"),
        transition(
            "end",
            [State.PREPARED, State.PROPOSED, State.SENT_BACK],
            State.ENDED,
            "Справу закінчено без рішення",
        ),
    ),
)


class AnnulmentState(models.TextChoices):
    """Where the annulment of a decision is."""

    PREPARED = "prepared", "Скасування готується"
    PROPOSED = "proposed", "Скасування чекає підпису керівника"
    SENT_BACK = "sent_back", "Керівник повернув скасування"
    APPROVED = "approved", "Рішення скасовано"


ANNULMENT_MACHINE = Machine(
    subject="annulment",
    initial=AnnulmentState.PREPARED,
    owners={
        AnnulmentState.PREPARED: "specialist",
        AnnulmentState.PROPOSED: "head",
        AnnulmentState.SENT_BACK: "specialist",
        AnnulmentState.APPROVED: "nobody",
    },
    titles=dict(AnnulmentState.choices),
    transitions=(
        transition(
            "prepare",
            [AnnulmentState.PREPARED, AnnulmentState.SENT_BACK],
            AnnulmentState.PREPARED,
            "Підготовлено скасування рішення",
        ),
        transition(
            "propose", [AnnulmentState.PREPARED], AnnulmentState.PROPOSED, "Спеціаліст підписав скасування"
        ),
        transition(
            "send_back", [AnnulmentState.PROPOSED], AnnulmentState.SENT_BACK, "Керівник повернув скасування"
        ),
        transition("approve", [AnnulmentState.PROPOSED], AnnulmentState.APPROVED, "Рішення скасовано"),
    ),
)


class AnnulmentGround(models.TextChoices):
    """By whose will a decision is annulled. A court's or an appeal body's paper is obligatory."""

    OWN = "own", "Помилку виявила сама установа"
    APPEAL = "appeal", "Рішення органу, що розглянув скаргу"
    COURT = "court", "Рішення суду"


class Outcome(models.TextChoices):
    """What the decision says."""

    GRANTED = "granted", "призначено"
    REFUSED = "refused", "відмовлено"
    NOT_ASSIGNED = "not_assigned", "не призначено"


NOTHING_PAID = (Outcome.REFUSED, Outcome.NOT_ASSIGNED)
"""Outcomes without a sum: there was a ground to refuse, or there was none and nothing is due."""
