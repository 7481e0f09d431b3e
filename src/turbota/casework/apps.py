"""Django application of the package."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.casework"
    label = "casework"
