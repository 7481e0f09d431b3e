"""Django application of the package."""

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.timeline"
    label = "timeline"
