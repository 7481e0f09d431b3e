"""What production refuses to start with.

Every web process and every worker asks once, before its first request or job. The demonstration
starts with all of it, and says so on every page.
"""

from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from turbota.documents import keyring, virus
from turbota.project.failures import StartFailure

SHORTEST_SECRET = 40
DEVELOPMENT_AUTHORITY = "Навчальний"
LOOPBACK = ("127.0.0.1", "localhost", "::1", "")
UNUSED_DOMAINS = (".invalid", ".localhost")
SHORTEST_PHONE = 3
"""A short number of three digits is the shortest that anybody dials."""


def refuse_unfit() -> None:
    """Raise StartFailure with every reason why this must not run in production."""
    found = faults()
    if found:
        raise StartFailure("Production cannot start: " + " ".join(found))


def faults() -> list[str]:
    """The reasons, one sentence each; empty in demo mode."""
    if settings.TURBOTA_MODE == "demo":
        return []
    reasons = {
        "TURBOTA_SECRET_KEY must be a random text of at least 40 characters.": _weak(_secret()),
        "TURBOTA_IDENTITY_KEY must be a random text of at least 40 characters; keep it for ever.": _weak(
            settings.TURBOTA_IDENTITY_KEY
        ),
        "TURBOTA_HOSTS must name the addresses of the site.": not _named_hosts(),
        "TURBOTA_TLS_PROXY must be true: the pages go only through a proxy with TLS.": not _behind_tls(),
        "The simulators must not be used: clear TURBOTA_SIMULATORS.": bool(settings.TURBOTA_SIMULATORS),
        "IDGOV_URL must be the real id.gov.ua over https.": not _real_sign_in(),
        "IDGOV_CLIENT_ID and IDGOV_CLIENT_SECRET must be those that id.gov.ua gave.": not _known_to_sign_in(),
        "TURBOTA_PUBLIC_URL must be the https address of the site: letters and sign-in lead there.": not _public(),
        "XROAD_URL must be the security server over https, and XROAD_CERTIFICATE, XROAD_KEY and XROAD_AUTHORITY its "
        "files, not those of the training exchange; or leave XROAD_URL empty.": not _real_exchange(),
        "SMTP_HOST must be a mail server, and SMTP_TLS true.": not _real_mail(),
        "SMTP_FROM must be the address of letters: one of the site, that people can answer or look up.": not _own_sender(),
        "TURBOTA_PHONE and TURBOTA_PHONE_HOURS must say where and when people call: every page of a fault does.": (
            not _real_phone()
        ),
        "TURBOTA_TRUST_DIR holds no certificates, or those of the development authority.": not _real_trust(),
        "TURBOTA_KEY_RING is no readable ring of keys: make one with turbota keys make.": not _has_key_ring(),
        "TURBOTA_CLAMD must be the address of a virus scanner that answers.": virus.state().kind != "working",
        **faults_of_role(connection),
    }
    return [sentence for sentence, wrong in reasons.items() if wrong]


def _secret() -> str:
    """The secret of sessions; Django refuses to say an empty one."""
    try:
        return str(settings.SECRET_KEY)
    except ImproperlyConfigured:
        return ""


def _weak(secret: str) -> bool:
    return len(secret) < SHORTEST_SECRET or "demo" in secret


def _named_hosts() -> bool:
    """Some name, and none that stands for all: whoever asks would say himself what the site is called."""
    return any(settings.ALLOWED_HOSTS) and not any(host in ("*", ".") for host in settings.ALLOWED_HOSTS)


def _behind_tls() -> bool:
    return bool(settings.SECURE_PROXY_SSL_HEADER)


def _real_sign_in() -> bool:
    address = urlsplit(settings.IDGOV_URL)
    return address.scheme == "https" and (address.hostname or "") not in LOOPBACK


def _known_to_sign_in() -> bool:
    names = (settings.IDGOV_CLIENT_ID, settings.IDGOV_CLIENT_SECRET)
    return all(names) and not any("demo" in name for name in names)


def _public() -> bool:
    address = urlsplit(settings.TURBOTA_PUBLIC_URL)
    return address.scheme == "https" and (address.hostname or "") not in LOOPBACK


def _real_mail() -> bool:
    return settings.EMAIL_HOST not in LOOPBACK and bool(settings.EMAIL_USE_TLS)


def _own_sender() -> bool:
    """An address with a domain that is none of those that never lead anywhere (RFC 6761)."""
    _, at, domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")
    return bool(at) and "." in domain and not domain.lower().endswith(UNUSED_DOMAINS)


def _real_phone() -> bool:
    """Digits that are not the zeros of the demonstration, and hours."""
    digits = "".join(sign for sign in settings.TURBOTA_PHONE if sign.isdigit())
    return (
        len(digits) >= SHORTEST_PHONE
        and not digits.endswith("0000000")
        and bool(settings.TURBOTA_PHONE_HOURS)
    )


def _real_trust() -> bool:
    folder = Path(settings.TURBOTA_TRUST_DIR)
    found = [path.read_bytes() for path in folder.glob("*.pem")] if folder.is_dir() else []
    certificates = [one for content in found for one in x509.load_pem_x509_certificates(content)]
    return bool(certificates) and not any(
        DEVELOPMENT_AUTHORITY in str(attribute.value) for one in certificates for attribute in one.subject
    )


def _real_exchange() -> bool:
    """No security server at all, or a real one: our certificate and its authority can be read and are not for training."""
    if not settings.XROAD_URL:
        return True
    address = urlsplit(settings.XROAD_URL)
    files = [Path(one) for one in (settings.XROAD_CERTIFICATE, settings.XROAD_AUTHORITY, settings.XROAD_KEY)]
    if address.scheme != "https" or (address.hostname or "") in LOOPBACK or not all(map(Path.is_file, files)):
        return False
    try:
        shown = [one for path in files[:2] for one in x509.load_pem_x509_certificates(path.read_bytes())]
    except ValueError:
        return False
    return not any(_is_training(one) for one in shown)


def _is_training(certificate: x509.Certificate) -> bool:
    return any(DEVELOPMENT_AUTHORITY in str(one.value) for one in (*certificate.subject, *certificate.issuer))


def _has_key_ring() -> bool:
    """Without it every new file would be refused: better said at the start than to the first person with a photo."""
    try:
        keyring.load()
    except keyring.KeyRingProblem:
        return False
    return True


def faults_of_role(database: BaseDatabaseWrapper) -> dict[str, bool]:
    """The role of the application may neither do everything nor change the structure of the tables."""
    with database.cursor() as cursor:
        cursor.execute(
            "select rolsuper or rolcreaterole or rolbypassrls from pg_roles where rolname = current_user"
        )
        powerful = bool(cursor.fetchone()[0])
        cursor.execute("select exists (select 1 from pg_tables where tableowner = current_user)")
        owner = bool(cursor.fetchone()[0])
    return {
        "DATABASE_URL names a superuser: give the role of the application.": powerful,
        "DATABASE_URL names the owner of the tables: give the role of the application.": owner,
    }
