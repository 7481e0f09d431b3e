"""Settings of the platform, read from the environment. Modes: demo (default of `make run`), production."""

import json
import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

BASE = Path(__file__).resolve().parents[3]
# A request waits 5 seconds for a connection, then the person is asked to send again; a lost one is sought for 4.
POOL = {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 4}
CONNECTION = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "prepare_threshold": 3,
}
"""Seconds, one in milliseconds: after these a server that says nothing counts as lost. A statement of `kernel.ready` that
a connection sent three times is kept prepared by the server."""
ADDRESS = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


def flag(name: str, default: bool) -> bool:
    """A boolean of the environment: only "true" or "false" are taken."""
    value = os.environ.get(name, "true" if default else "false")
    if value not in ("true", "false"):
        raise ValueError(f"{name} must be true or false")
    return value == "true"


def database(url: str) -> dict[str, Any]:
    """A Django database entry from postgresql://user:password@host:port/name?option=value.

    Several servers of one cluster stand in one address, HOST:PORT,HOST:PORT,… with
    target_session_attrs=read-write: a new connection finds the one that may be written to. A dead
    connection is found out before a request uses it, and one that says nothing is given up after seconds.
    Raises ImproperlyConfigured without repeating the address: a password stands in it.
    """
    try:
        given = conninfo_to_dict(url)
    except ProgrammingError:
        raise ImproperlyConfigured(
            "The address of the database must be postgresql://ROLE:PASSWORD@HOST:PORT/NAME."
        ) from None
    parts = {name: str(given.pop(key, "") or "") for name, key in ADDRESS.items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **parts,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**CONNECTION, **given, **({"pool": POOL} if flag("TURBOTA_POOL", False) else {})},
    }


TURBOTA_MODE = os.environ.get("TURBOTA_MODE", "demo")
DEMO = TURBOTA_MODE == "demo"
TURBOTA_HOME = Path(os.environ.get("TURBOTA_HOME", BASE / "var")).resolve()
TURBOTA_FILES_DIR = Path(os.environ.get("TURBOTA_FILES_DIR", TURBOTA_HOME / "files"))
TURBOTA_KEY_RING = Path(os.environ.get("TURBOTA_KEY_RING", TURBOTA_HOME / "keys" / "ring.json"))
TURBOTA_TRUST_DIR = Path(os.environ.get("TURBOTA_TRUST_DIR", TURBOTA_HOME / "authority" / "trust"))
TURBOTA_ASSETS_DIR = Path(os.environ.get("TURBOTA_ASSETS_DIR", BASE / "build" / "assets"))
TURBOTA_FONTS_DIR = Path(os.environ.get("TURBOTA_FONTS_DIR", BASE / "build" / "fonts"))
TURBOTA_CLAMD = os.environ.get("TURBOTA_CLAMD", "")
TURBOTA_SIMULATORS: dict[str, str] = json.loads(os.environ.get("TURBOTA_SIMULATORS") or "{}")
TURBOTA_PUBLIC_URL = os.environ.get("TURBOTA_PUBLIC_URL", "http://localhost:8000")
TURBOTA_EVENTS_KEPT_DAYS = max(1, int(os.environ.get("TURBOTA_EVENTS_KEPT_DAYS", "90")))
TURBOTA_PHONE = os.environ.get("TURBOTA_PHONE", "0 800 00 00 00" if DEMO else "")
TURBOTA_PHONE_HOURS = os.environ.get(
    "TURBOTA_PHONE_HOURS", "щодня з 8:00 до 20:00, безкоштовно" if DEMO else ""
)

# Who asks for measurements says this token; without one only the demonstration gives them, on this machine.
TURBOTA_METRICS_TOKEN = os.environ.get("TURBOTA_METRICS_TOKEN", "")

SECRET_KEY = os.environ.get("TURBOTA_SECRET_KEY", "demo-secret-not-for-production" if DEMO else "")
# Accounts of citizens are found by a hash with this key: it is never changed, unlike the key of sessions.
TURBOTA_IDENTITY_KEY = os.environ.get("TURBOTA_IDENTITY_KEY", "demo-identity-key" if DEMO else "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("TURBOTA_HOSTS", "localhost,127.0.0.1,[::1]" if DEMO else "").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "procrastinate.contrib.django",
    "turbota.places.apps.PlacesConfig",
    "turbota.signatures.apps.SignaturesConfig",
    "turbota.audit.apps.AuditConfig",
    "turbota.documents.apps.DocumentsConfig",
    "turbota.access.apps.AccessConfig",
    "turbota.deadlines.apps.DeadlinesConfig",
    "turbota.people.apps.PeopleConfig",
    "turbota.messages.apps.MessagesConfig",
    "turbota.exchange.apps.ExchangeConfig",
    "turbota.applications.apps.ApplicationsConfig",
    "turbota.decisions.apps.DecisionsConfig",
    "turbota.personal_files.apps.PersonalFilesConfig",
    "turbota.providers.apps.ProvidersConfig",
    "turbota.casework.apps.CaseworkConfig",
    "turbota.timeline.apps.TimelineConfig",
    "turbota.web.apps.WebConfig",
    "turbota.project.apps.ProjectConfig",
]

MIDDLEWARE = [
    "turbota.web.shared.watching.WatchMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "turbota.web.api.middleware.ApiMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "turbota.web.shared.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "turbota.web.shared.middleware.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "turbota.project.urls"
WSGI_APPLICATION = "turbota.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted((BASE / "src/turbota/web").glob("*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "turbota.web.ui.context.page",
                "turbota.web.shared.context.workplace",
            ],
            "builtins": ["turbota.web.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {
    "default": database(os.environ.get("DATABASE_URL", "postgresql://turbota_app@127.0.0.1:5432/turbota"))
}
if os.environ.get("TURBOTA_AS_OWNER") == "true":
    DATABASES["default"] = database(os.environ["DATABASE_OWNER_URL"])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["turbota.access.sign_in.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/sign-in/"

SESSION_ENGINE = "turbota.access.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not DEMO
CSRF_COOKIE_SECURE = not DEMO
CSRF_FAILURE_VIEW = "turbota.web.shared.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LANGUAGE_CODE = "uk"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Kyiv"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("TURBOTA_STATIC_ROOT", TURBOTA_HOME / "static"))
STATICFILES_DIRS = [TURBOTA_ASSETS_DIR] if TURBOTA_ASSETS_DIR.is_dir() else []
STATIC_MANIFEST = flag("TURBOTA_STATIC_MANIFEST", not DEMO)
WHITENOISE_USE_FINDERS = not STATIC_MANIFEST
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("SMTP_PORT", "2525"))
EMAIL_HOST_USER = os.environ.get("SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SMTP_PASSWORD", "")
EMAIL_USE_TLS = flag("SMTP_TLS", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("SMTP_FROM", "Турбота <turbota@example.invalid>" if DEMO else "")

IDGOV_URL = os.environ.get("IDGOV_URL", "http://127.0.0.1:8101" if DEMO else "https://id.gov.ua")
IDGOV_CLIENT_ID = os.environ.get("IDGOV_CLIENT_ID", "turbota-demo" if DEMO else "")
IDGOV_CLIENT_SECRET = os.environ.get("IDGOV_CLIENT_SECRET", "turbota-demo" if DEMO else "")

XROAD_URL = os.environ.get("XROAD_URL", "")
XROAD_CLIENT = os.environ.get("XROAD_CLIENT", "")
XROAD_USER = os.environ.get("XROAD_USER", "")
XROAD_SERVICES: dict[str, str] = json.loads(os.environ.get("XROAD_SERVICES") or "{}")
XROAD_CERTIFICATE = os.environ.get("XROAD_CERTIFICATE", "")
XROAD_KEY = os.environ.get("XROAD_KEY", "")
XROAD_AUTHORITY = os.environ.get("XROAD_AUTHORITY", "")
XROAD_SECONDS = float(os.environ.get("XROAD_SECONDS", "20"))

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 3600
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("TURBOTA_TLS_PROXY", False) else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF, IDGOV_URL],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "turbota.project.logs.LineFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
        "json": {"()": "turbota.project.logs.JsonFormatter"},
    },
    "filters": {"addresses": {"()": "turbota.project.logs.WithoutAddress"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["addresses"],
            "formatter": os.environ.get("TURBOTA_LOG_FORMAT", "line" if DEMO else "json"),
        }
    },
    "loggers": {
        name: {"level": "WARNING"} for name in ("httpx", "procrastinate.periodic", "procrastinate.blueprints")
    },
    "root": {"handlers": ["console"], "level": os.environ.get("TURBOTA_LOG_LEVEL", "INFO")},
}
