"""Django application of the package."""

from importlib import import_module

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.casework"
    label = "casework"

    def ready(self) -> None:
        """Its permissions say who else knows of a guarded application, whoever asks first."""
        import_module("turbota.casework.permissions")
