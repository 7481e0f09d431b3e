"""Django application of the package."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.deadlines"
    label = "deadlines"
