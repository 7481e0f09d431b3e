"""Django application of the package."""

from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.providers"
    label = "providers"
