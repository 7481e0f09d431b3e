"""A page that failed says whose fault it is and what to do."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_our_fault_is_ours_and_needs_no_session() -> None:
    answer = Client(raise_request_exception=False).get("/gallery/broken")
    assert answer.status_code == 500
    html = answer.content.decode()
    assert "Зламалося в нас, не у вас" in html
    assert "tel:" in html
