"""Django application of the package."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.access"
    label = "access"
