"""The gallery is served beside the real pages."""

from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from pytest_django import Settings


@pytest.fixture(autouse=True)
def gallery(settings: Settings) -> None:
    """Addresses and templates of the gallery."""
    templates = deepcopy(project_settings.TEMPLATES)
    templates[0]["DIRS"] = [
        *list[Path](templates[0]["DIRS"]),
        Path(__file__).parent / "gallery" / "templates",
    ]
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "tests.web.ui.gallery.urls"
