"""The example of `docs/api.md` runs as it is written, with curl and openssl, against a server that answers."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer
from tests.factories.systems import system_of

from turbota.applications.models import Application
from turbota_demo import cast
from turbota_demo.plays import Plays

DOCS = Path(settings.BASE) / "docs" / "api.md"


def blocks(language: str) -> list[str]:
    """The examples of the page in a language."""
    return re.findall(
        rf"^```{language}\n(.*?)^```", DOCS.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )


@pytest.mark.slow
def test_the_example_submits_an_application_and_follows_it(
    plays_for_many: Plays, live_server: LiveServer, tmp_path: Path
) -> None:
    joined = system_of("dolyna", "Приклад").registered
    (tmp_path / "keys").mkdir()
    key = plays_for_many.keys.person(cast.citizen("maria"))
    (tmp_path / "keys" / "maria.p12").write_bytes(key.pkcs12(cast.KEY_PASSWORD))
    known = {"client_id": str(joined.client.pk), "client_secret": joined.secret}
    (tmp_path / "system.json").write_text(json.dumps(known))
    (tmp_path / "work").mkdir()
    (script,) = blocks("sh")
    done = subprocess.run(
        ["sh", "-c", script],
        env={
            "PATH": os.environ["PATH"],
            "TURBOTA": live_server.url,
            "DEMO": str(tmp_path),
            "WORK": str(tmp_path / "work"),
            "KEY_PASSWORD": cast.KEY_PASSWORD,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    case = Application.objects.get()
    assert done.stdout.strip().endswith(f"{case.number}: Чекає прийняття")
    assert case.channel == "api" and case.signature is not None and case.signature.state == "valid"


def test_the_example_of_checking_a_signature_is_right() -> None:
    from_docs: dict[str, object] = {}
    (code,) = blocks("python")
    exec(compile(code, str(DOCS), "exec"), from_docs)
    check = from_docs["is_ours"]
    moment = int(from_docs["time"].time())  # type: ignore[attr-defined]
    body, secret = b'{"id": "1"}', "secret"
    mac = from_docs["hmac"].new(secret.encode(), f"{moment}.".encode() + body, "sha256").hexdigest()  # type: ignore[attr-defined]
    assert check(f"t={moment},v1={mac}", body, secret)  # type: ignore[operator]
    assert not check(f"t={moment},v1={mac}", body + b" ", secret)  # type: ignore[operator]
    assert not check(f"t={moment - 400},v1={mac}", body, secret)  # type: ignore[operator]
