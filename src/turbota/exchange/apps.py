"""Django application of the package."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.exchange"
    label = "exchange"
