"""Where sessions are kept: Django's table, read in every request in words written once."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from turbota.kernel import clock
from turbota.kernel.ready import Ready

_LIVE = Ready(lambda key, at: Session.objects.filter(session_key=key, expire_date__gt=at), str, datetime)


class SessionStore(db.SessionStore):
    """As Django's own, but for how a session is read."""

    def _get_session_from_db(self) -> Session | None:
        found = _LIVE.first(self.session_key, clock.of_the_machine())
        if found is None:
            self._session_key = None
        return found
