"""Django application of the package."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.people"
    label = "people"
