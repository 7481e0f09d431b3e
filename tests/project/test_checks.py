"""Production does not start with anything of the demonstration."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from turbota.documents import keyring
from turbota.project import checks, database
from turbota.project import settings as platform
from turbota.project.commands.bare import web
from turbota.project.failures import StartFailure


@pytest.fixture
def fit(settings: Any, tmp_path: Path) -> Any:
    """Settings of production with nothing missing but what needs the outside world."""
    settings.TURBOTA_MODE = "production"
    settings.SECRET_KEY = "f" * 64
    settings.TURBOTA_IDENTITY_KEY = "e" * 64
    settings.ALLOWED_HOSTS = ["turbota.example"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.IDGOV_URL = "https://id.gov.ua"
    settings.IDGOV_CLIENT_ID = settings.IDGOV_CLIENT_SECRET = "given-by-id-gov-ua"
    settings.TURBOTA_PUBLIC_URL = "https://turbota.example"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "mail.example", True
    settings.DEFAULT_FROM_EMAIL = "Турбота <letters@turbota.example>"
    settings.TURBOTA_PHONE, settings.TURBOTA_PHONE_HOURS = "15-45", "цілодобово"
    settings.TURBOTA_TRUST_DIR = tmp_path
    settings.TURBOTA_KEY_RING = tmp_path / "ring.json"
    keyring.ensure_key_ring(at=datetime(2026, 1, 1, tzinfo=UTC))
    return settings


def test_the_demonstration_starts_with_anything(settings: Any) -> None:
    settings.TURBOTA_MODE = "demo"
    assert checks.faults() == []


@pytest.mark.usefixtures("application_role")
def test_only_what_is_missing_is_said(fit: Any) -> None:
    assert len(checks.faults()) == 2
    with pytest.raises(StartFailure, match="TURBOTA_TRUST_DIR holds no certificates.*TURBOTA_CLAMD"):
        checks.refuse_unfit()


@pytest.mark.usefixtures("application_role")
@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "", "TURBOTA_SECRET_KEY"),
        ("SECRET_KEY", "short", "TURBOTA_SECRET_KEY"),
        ("SECRET_KEY", "demo-secret-not-for-production-but-long-enough", "TURBOTA_SECRET_KEY"),
        ("TURBOTA_IDENTITY_KEY", "", "TURBOTA_IDENTITY_KEY"),
        ("ALLOWED_HOSTS", [""], "TURBOTA_HOSTS"),
        ("ALLOWED_HOSTS", ["turbota.example", "*"], "TURBOTA_HOSTS"),
        ("SECURE_PROXY_SSL_HEADER", None, "TURBOTA_TLS_PROXY"),
        ("IDGOV_URL", "http://127.0.0.1:8101", "IDGOV_URL"),
        ("IDGOV_URL", "https://localhost", "IDGOV_URL"),
        ("IDGOV_CLIENT_SECRET", "", "IDGOV_CLIENT_ID"),
        ("IDGOV_CLIENT_SECRET", "turbota-demo", "IDGOV_CLIENT_ID"),
        ("TURBOTA_PUBLIC_URL", "http://localhost:8000", "TURBOTA_PUBLIC_URL"),
        ("EMAIL_HOST", "127.0.0.1", "SMTP_HOST"),
        ("EMAIL_USE_TLS", False, "SMTP_HOST"),
        ("DEFAULT_FROM_EMAIL", "Турбота <turbota@example.invalid>", "SMTP_FROM"),
        ("DEFAULT_FROM_EMAIL", "", "SMTP_FROM"),
        ("DEFAULT_FROM_EMAIL", "root", "SMTP_FROM"),
        ("TURBOTA_PHONE", "0 800 00 00 00", "TURBOTA_PHONE"),
        ("TURBOTA_PHONE", "", "TURBOTA_PHONE"),
        ("TURBOTA_PHONE_HOURS", "", "TURBOTA_PHONE"),
        ("TURBOTA_MODE", "prod", "TURBOTA_SECRET_KEY"),
        ("TURBOTA_SIMULATORS", {"idgov": "http://127.0.0.1:8101"}, "TURBOTA_SIMULATORS"),
        ("TURBOTA_CLAMD", "tcp:127.0.0.1:1", "TURBOTA_CLAMD"),
    ],
)
def test_each_part_of_the_demonstration_is_refused(fit: Any, name: str, value: object, sentence: str) -> None:
    setattr(fit, name, value)
    if name == "TURBOTA_MODE":
        fit.SECRET_KEY = "demo-secret-not-for-production"
    assert any(sentence in fault for fault in checks.faults())


@pytest.mark.usefixtures("application_role")
def test_the_web_server_is_not_even_begun(fit: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    begun: list[object] = []
    for name, value in {"MODE": "production", "HOME": str(tmp_path), "PROCESS": "", "POOL": ""}.items():
        monkeypatch.setenv(f"TURBOTA_{name}", value)
    monkeypatch.setenv("DATABASE_URL", "postgresql://turbota_app@127.0.0.1/turbota")
    monkeypatch.setattr(web.os, "execv", lambda *words: begun.append(words))
    with pytest.raises(StartFailure, match="TURBOTA_CLAMD"):
        web.run(argparse.Namespace(host="127.0.0.1", port=1, workers=1))
    assert begun == []


@pytest.mark.usefixtures("application_role")
def test_a_missing_or_open_key_ring_is_refused(fit: Any) -> None:
    def refused() -> bool:
        return any("turbota keys make" in fault for fault in checks.faults())

    assert not refused()
    Path(fit.TURBOTA_KEY_RING).chmod(0o644)
    assert refused()
    Path(fit.TURBOTA_KEY_RING).unlink()
    assert refused()


@pytest.mark.usefixtures("application_role", "clamd")
def test_with_everything_given_nothing_is_refused(fit: Any) -> None:
    """A real scanner answers, and the trusted root is of no development authority."""
    (Path(fit.TURBOTA_TRUST_DIR) / "root.pem").write_bytes(_root("Центральний засвідчувальний орган"))
    assert checks.faults() == []
    checks.refuse_unfit()


@pytest.mark.django_db
def test_a_superuser_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    with database.running(tmp_path_factory.mktemp("home"), settings=database.THROW_AWAY) as server:
        for url, wrong in ((server.superuser_url(), True), (server.application_url, False)):
            one = DatabaseWrapper({**connection.settings_dict, **platform.database(url)}, "default")
            said = [sentence for sentence, bad in checks.faults_of_role(one).items() if bad]
            one.close()
            assert any("superuser" in sentence for sentence in said) is wrong


@pytest.mark.django_db
def test_the_owner_of_the_tables_is_refused(fit: Any) -> None:
    assert any("owner of the tables" in fault for fault in checks.faults())


@pytest.mark.usefixtures("application_role")
def test_the_development_authority_is_refused(fit: Any) -> None:
    sentence = "TURBOTA_TRUST_DIR"
    (Path(fit.TURBOTA_TRUST_DIR) / "root.pem").write_bytes(_root("Навчальний кореневий центр"))
    assert any(sentence in fault for fault in checks.faults())
    (Path(fit.TURBOTA_TRUST_DIR) / "root.pem").write_bytes(_root("Центральний засвідчувальний орган"))
    assert not any(sentence in fault for fault in checks.faults())


def _root(name: str) -> bytes:
    """A certificate that signs itself, with this name."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    until = datetime(2040, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(
        subject, subject, key.public_key(), 1, datetime(2026, 1, 1, tzinfo=UTC), until
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
