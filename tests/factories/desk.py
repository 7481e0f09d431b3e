"""A test client that sits at somebody's desk."""

from datetime import datetime

from django.conf import settings
from django.test import Client

from turbota.access.models import Account
from turbota.web.shared.session import open_session
from turbota_demo import stage


def client_of(code: str, at: datetime, *, raises: bool = True) -> Client:
    """A client with the open session of this member of staff of the cast."""
    client = Client(raise_request_exception=raises)
    session = client.session
    open_session(
        session, stage.enter_employee(stage.employee_of(code), at), level="staff", shared=False, at=at
    )
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def cabinet_of(key: str, at: datetime) -> Client:
    """A client with the open session of this citizen of the cast."""
    client = Client()
    session = client.session
    account = Account.objects.get(pk=stage.at_home(key, at).account_id)
    open_session(session, account, level="high", shared=False, at=at)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client
