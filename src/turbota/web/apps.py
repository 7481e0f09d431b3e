"""Django application of the pages; it has no models."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Names the pages as one application."""

    name = "turbota.web"
    label = "web"
