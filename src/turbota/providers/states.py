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
