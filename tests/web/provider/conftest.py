"""Passwords of the cast are hashed quickly here too."""

import pytest
from pytest_django import Settings
from tests.factories.fixtures import QUICK_HASHER


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Nobody attacks the passwords of the cast."""
    settings.PASSWORD_HASHERS = [QUICK_HASHER]
