"""Django application of the package."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.applications"
    label = "applications"
