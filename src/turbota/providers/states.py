"""The path of a provider in the register as data."""

from django.db import models

from turbota.kernel.workflow import Machine, transition


class Section(models.TextChoices):
    """The sections of the register (КМУ 99)."""

    LEGAL = "legal", "Юридична особа"
    ENTREPRENEUR = "entrepreneur", "Фізична особа — підприємець"
    NATURAL = "natural", "Фізична особа"


class Ownership(models.TextChoices):
    """Whose the provider is."""

    STATE = "state", "Державна"
    COMMUNAL = "communal", "Комунальна"
    PRIVATE = "private", "Приватна"
    NGO = "ngo", "Громадська або благодійна організація"


class ProviderState(models.TextChoices):
    """Where a provider is in the register."""

    ACTIVE = "active", "Чинний"
    SUSPENDED = "suspended", "Призупинений"
    EXCLUDED = "excluded", "Виключений"


PROVIDER_MACHINE = Machine(
    subject="provider",
    initial=ProviderState.ACTIVE,
    owners=dict.fromkeys(ProviderState, "registrar"),
    titles=dict(ProviderState.choices),
    transitions=(
        transition("suspend", [ProviderState.ACTIVE], ProviderState.SUSPENDED, "Діяльність призупинено"),
        transition("restore", [ProviderState.SUSPENDED], ProviderState.ACTIVE, "Діяльність відновлено"),
        transition(
            "exclude",
            [ProviderState.ACTIVE, ProviderState.SUSPENDED],
            ProviderState.EXCLUDED,
            "Виключено з реєстру",
        ),
    ),
)


class Place(models.TextChoices):
    """Where a service is provided (classifier of order 429, column 6; some values are remembered)."""

    HOME = "home", "За місцем проживання"
    SEMI = "semi", "Напівстаціонарно"
    INPATIENT = "inpatient", "Стаціонарно"
    STREET = "street", "За місцем перебування, зокрема на вулиці"
    REMOTE = "remote", "Телефоном або через інтернет"


class ProposalKind(models.TextChoices):
    """What a provider asks its registrar to change."""

    CARD = "card", "Картка: хто керує, працівники, адреса"
    OFFER = "offer", "Нова послуга"
    TERMS = "terms", "Територія й тариф послуги"
    END = "end", "Послуги більше немає"

    @classmethod
    def of_an_offer(cls) -> tuple[str, ...]:
        """Those about one offer."""
        return (cls.TERMS, cls.END)

    @classmethod
    def card_fields(cls) -> tuple[str, ...]:
        """What of the card the register certifies."""
        return ("head_name", "staff_count", "address", "address_hidden")


class ProposalState(models.TextChoices):
    """Where a proposal is."""

    WAITING = "waiting", "Чекає реєстратора"
    CONFIRMED = "confirmed", "Підтверджено"
    REFUSED = "refused", "Не підтверджено"
    WITHDRAWN = "withdrawn", "Відкликано"
