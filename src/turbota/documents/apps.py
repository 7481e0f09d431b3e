"""Django application of the package."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.documents"
    label = "documents"
