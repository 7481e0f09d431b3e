"""Django application of the package."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.messages"
    label = "messages"
