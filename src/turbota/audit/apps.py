"""Django application of the package."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.audit"
    label = "audit"
