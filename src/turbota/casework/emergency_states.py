"""The path of an act of services given at once, as data."""

from django.db import models

from turbota.kernel.workflow import Machine, transition


class EmergencyState(models.TextChoices):
    """Where an act is. From «signed» on the services are given: they wait for nobody."""

    PREPARED = "prepared", "Готується"
    SIGNED = "signed", "Послуги надаються, чекає підпису керівника"
    SENT_BACK = "sent_back", "Керівник повернув акт, послуги надаються далі"
    APPROVED = "approved", "Затверджено"


EMERGENCY_MACHINE = Machine(
    subject="emergency",
    initial=EmergencyState.PREPARED,
    owners={
        EmergencyState.PREPARED: "manager",
        EmergencyState.SIGNED: "head",
        EmergencyState.SENT_BACK: "manager",
        EmergencyState.APPROVED: "nobody",
    },
    titles=dict(EmergencyState.choices),
    transitions=(
        transition("prepare", [EmergencyState.PREPARED], EmergencyState.PREPARED, "Акт надруковано"),
        transition(
            "sign", [EmergencyState.PREPARED], EmergencyState.SIGNED, "Менеджер підписав: послуги надаються"
        ),
        transition("send_back", [EmergencyState.SIGNED], EmergencyState.SENT_BACK, "Керівник повернув акт"),
        transition("correct", [EmergencyState.SENT_BACK], EmergencyState.SENT_BACK, "Акт надруковано заново"),
        transition(
            "sign_again", [EmergencyState.SENT_BACK], EmergencyState.SIGNED, "Менеджер підписав виправлене"
        ),
        transition("approve", [EmergencyState.SIGNED], EmergencyState.APPROVED, "Керівник затвердив"),
    ),
)
