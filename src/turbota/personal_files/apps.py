"""Django application of the package."""

from django.apps import AppConfig


class PersonalFilesConfig(AppConfig):
    """Registers the models of the package."""

    name = "turbota.personal_files"
    label = "personal_files"
