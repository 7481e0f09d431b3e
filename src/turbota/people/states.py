"""The life of a mandate as data. The diagram in docs/states/ is drawn from this table."""

from django.db import models

from turbota.kernel.workflow import Machine, transition


class MandateState(models.TextChoices):
    """How far a mandate is believed."""

    CLAIMED = "claimed", "Заявлено, не підтверджено"
    CONFIRMED = "confirmed", "Підтверджено"
    REFUSED = "refused", "Відмовлено в підтвердженні"
    REVOKED = "revoked", "Скасовано"
    ENDED = "ended", "Закінчилося"


class MandateKind(models.TextChoices):
    """By what right one person acts for another."""

    PARENT = "parent", "мати або батько"
    GUARDIAN = "guardian", "опікун або піклувальник"
    POWER_OF_ATTORNEY = "power_of_attorney", "представник за довіреністю"
    OFFICER_HELP = "officer_help", "працівник громади допомагає заповнити заяву"


REPRESENTING = (MandateKind.PARENT, MandateKind.GUARDIAN, MandateKind.POWER_OF_ATTORNEY)
"""Kinds by which somebody signs for the person. An officer who helps fills and attaches, and never signs."""


class Power(models.TextChoices):
    """What the representative may do with an application."""

    FILL = "fill", "заповнювати заяву й додавати документи"
    SUBMIT = "submit", "підписувати й подавати"
    FOLLOW = "follow", "стежити за справою"
    MESSAGES = "messages", "отримувати повідомлення"


REPRESENTATIVE, OFFICER, NOBODY = "representative", "officer", "nobody"
LIVE = (MandateState.CLAIMED, MandateState.CONFIRMED)
OPEN = (*LIVE, MandateState.REFUSED)
"""States in which the same pair and kind cannot be claimed anew: a refused one gets other evidence instead."""

MACHINE = Machine(
    subject="mandate",
    initial=MandateState.CLAIMED,
    owners={
        MandateState.CLAIMED: OFFICER,
        MandateState.CONFIRMED: REPRESENTATIVE,
        MandateState.REFUSED: REPRESENTATIVE,
        MandateState.REVOKED: NOBODY,
        MandateState.ENDED: NOBODY,
    },
    titles=dict(MandateState.choices),
    transitions=(
        transition("claim", [MandateState.CLAIMED], MandateState.CLAIMED, "Повноваження заявлено"),
        transition(
            "give_evidence",
            [MandateState.CLAIMED, MandateState.REFUSED],
            MandateState.CLAIMED,
            "Додано документ про повноваження",
        ),
        transition("confirm", [MandateState.CLAIMED], MandateState.CONFIRMED, "Повноваження підтверджено"),
        transition("refuse", [MandateState.CLAIMED], MandateState.REFUSED, "Повноваження не підтверджено"),
        transition("revoke", OPEN, MandateState.REVOKED, "Повноваження скасовано"),
        transition("end", OPEN, MandateState.ENDED, "Повноваження закінчилося"),
        transition(
            "undo_death",
            [MandateState.ENDED],
            MandateState.ENDED,
            "Скасовано запис про смерть, яким закінчилося повноваження",
        ),
    ),
)
