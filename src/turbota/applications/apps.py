"""Django application of the package."""

from importlib import import_module

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.applications"
    label = "applications"

    def ready(self) -> None:
        """It says which terms are kept from whom, whoever asks first."""
        import_module("turbota.applications.hidden_terms")
