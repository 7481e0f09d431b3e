"""Django application of the package."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.decisions"
    label = "decisions"
