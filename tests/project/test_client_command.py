"""The command that joins other systems, as a person types it."""

import pytest
from tests.factories.world import moment
from tests.project.test_keeping_commands import BELOW, run, told

from turbota.access.actors import SYSTEM
from turbota.access.operations import add_organisation
from turbota.exchange.operations import tokens
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Refused
from turbota.project.commands import client

AT = moment("2026-11-16 10:00")
Said = pytest.CaptureFixture[str]


@pytest.mark.django_db
def test_a_system_is_joined_gets_a_new_secret_and_is_parted(capsys: Said) -> None:
    with clock.frozen(AT):
        add_organisation(
            by=SYSTEM, kind="community", name="Громада", short_name="", code=BELOW, parent=None, at=AT
        )
        words = (
            "add",
            "--name",
            "Мої послуги",
            "--organisation",
            BELOW,
            "--scope",
            "events",
            "applications:read",
        )
        assert run(client, *words) == 0
        first = told(capsys)
        assert (first["scopes"], first["organisation"]) == (["applications:read", "events"], BELOW)
        ask = {"client_id": first["client_id"], "wanted": (), "place": "", "at": AT}
        assert tokens.issue(secret=first["client_secret"], **ask)
        with pytest.raises(BadInput):
            run(client, *words)

        assert run(client, "secret", "--client", first["client_id"]) == 0
        second = told(capsys)["client_secret"]
        assert tokens.issue(secret=first["client_secret"], **ask) and tokens.issue(secret=second, **ask)
        assert run(client, "end-old-secret", "--client", first["client_id"]) == 0
        assert "client_secret" not in told(capsys)
        with pytest.raises(Refused):
            tokens.issue(secret=first["client_secret"], **ask)

        assert run(client, "list") == 0
        (listed,) = told(capsys)
        assert listed["client_id"] == first["client_id"] and listed["revoked_at"] is None
        assert run(client, "revoke", "--client", first["client_id"]) == 0
        assert told(capsys)["revoked_at"]
        with pytest.raises(Conflict):
            run(client, "revoke", "--client", first["client_id"])
