"""Django application of the package."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.places"
    label = "places"
