"""Everything of one installation but its database: migrations, web processes, workers, proxy, mail, scanner."""

import os
import socket
import subprocess
import sys
from functools import partial
from pathlib import Path
from string import Template

from deploy.trial import certificates, mail
from deploy.trial.places import (
    MAIL,
    MAIL_NAME,
    PROXY,
    ROOT,
    SITE,
    WEB1,
    WEB2,
    WEB_PORT,
    Failed,
    Trial,
    database_url,
)
from turbota.documents import virus
from turbota.project import processes
from turbota_simulators import issuing

AUTHORITY_PORT, SCANNER_PORT = 8102, 3310
OWN_WORD = "Випробний"
"""How the authority of the trial calls itself: production takes any authority but the one of development."""


def turbota(*words: str) -> list[str]:
    """A command of the platform with the Python that runs the trial."""
    return [sys.executable, "-m", "turbota.project.command_line", *words]


def environment(trial: Trial) -> dict[str, str]:
    """The variables of every process, as the table of docs/deploy.md lists them."""
    folder = trial.folder
    return {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "turbota.project.settings",
        "TURBOTA_MODE": "production",
        "TURBOTA_HOME": str(folder / "home"),
        "TURBOTA_SECRET_KEY": trial.secret("sessions"),
        "TURBOTA_IDENTITY_KEY": trial.secret("identities"),
        "TURBOTA_HOSTS": SITE,
        "TURBOTA_PUBLIC_URL": f"https://{SITE}",
        "TURBOTA_TLS_PROXY": "true",
        "TURBOTA_TRUST_DIR": str(folder / "authority" / "trust"),
        "TURBOTA_CLAMD": f"tcp:127.0.0.1:{SCANNER_PORT}",
        "TURBOTA_METRICS_TOKEN": trial.secret("metrics"),
        "IDGOV_URL": "https://id.gov.ua",
        "IDGOV_CLIENT_ID": trial.secret("client"),
        "IDGOV_CLIENT_SECRET": trial.secret("client"),
        "SMTP_HOST": MAIL_NAME,
        "SMTP_PORT": str(mail.PORT),
        "SMTP_TLS": "true",
        "SMTP_FROM": f"letters@{SITE}",
        "TURBOTA_PHONE": "15-45",
        "TURBOTA_PHONE_HOURS": "цілодобово",
        "SSL_CERT_FILE": str(folder / "tls" / "trusted.crt"),
        "DATABASE_URL": database_url("turbota_app", trial.secret("app")),
    }


def preparing(trial: Trial) -> dict[str, str]:
    """The same in demo mode: production never makes invented people."""
    return {**environment(trial), "TURBOTA_MODE": "demo"}


def start_neighbours(trial: Trial) -> None:
    """Certificates, the authority of signatures, the mail server, the virus scanner."""
    folder = trial.folder
    certificates.make(folder / "tls", (SITE, MAIL_NAME))
    issuing.establish(folder / "authority", AUTHORITY_PORT, word=OWN_WORD)
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    place = ["--home", str(folder / "authority"), "--port", str(AUTHORITY_PORT)]
    trial.start("authority", [sys.executable, "-m", "turbota_simulators.authority", *place], variables)
    letters = [str(folder / "tls" / f"{MAIL_NAME}.pem"), str(folder / "letters")]
    trial.start("mail", [sys.executable, "-m", "deploy.trial.mail", *letters], variables)
    (folder / "clamd").mkdir()
    scanner = virus.private_clamd(folder / "clamd", port=SCANNER_PORT)
    if scanner is None:
        raise Failed("the virus scanner clamd is not installed")
    trial.start("clamd", scanner, variables)
    for name, address, port in (
        ("authority", "127.0.0.1", AUTHORITY_PORT), ("mail", MAIL, mail.PORT), ("clamd", "127.0.0.1", SCANNER_PORT),
    ):  # fmt: skip
        trial.wait(name, partial(answers, address, port))


def migrate(trial: Trial, owner_url: str) -> None:
    """`turbota migrate` with the rights of the owner, the key ring, and the static files of this release."""
    run(trial, "migrate", turbota("migrate"), {**environment(trial), "DATABASE_OWNER_URL": owner_url})
    run(trial, "keys", turbota("keys", "make"), environment(trial))
    collect = [sys.executable, "-m", "django", "collectstatic", "--no-input", "--verbosity", "0"]
    run(trial, "collectstatic", collect, environment(trial))


def run(trial: Trial, name: str, command: list[str], variables: dict[str, str], seconds: int = 120) -> str:
    """One step to its end; returns what it printed. Raises Failed when it fails."""
    log = trial.log(name)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as errors:
        done = subprocess.run(
            command, env=variables, stdout=subprocess.PIPE, stderr=errors, text=True, check=False,
            timeout=seconds,
        )  # fmt: skip
    if done.returncode != 0:
        raise Failed(f"{name} failed: {log}: {processes.last_lines(log)} {done.stdout[-300:]}")
    return done.stdout


def start(trial: Trial) -> None:
    """Two web processes, two workers, and the proxy in front."""
    for name in ("web1", "web2"):
        start_web(trial, name)
    for queue in ("urgent", "default"):
        start_worker(trial, queue)
    trial.start("haproxy", ["haproxy", "-db", "-f", str(proxy_configuration(trial))], dict(os.environ))
    for name, address in (("web1", WEB1), ("web2", WEB2)):
        trial.wait(name, partial(answers, address, WEB_PORT))
    trial.wait("haproxy", lambda: answers(PROXY, 443))


def start_web(trial: Trial, name: str) -> None:
    """One web process in production mode."""
    place = ("--host", {"web1": WEB1, "web2": WEB2}[name], "--port", str(WEB_PORT), "--workers", "1")
    trial.start(name, turbota("web", *place), environment(trial))


def start_worker(trial: Trial, queue: str) -> None:
    """One worker in production mode."""
    trial.start(f"worker-{queue}", turbota("worker", "--queues", queue), environment(trial))


def proxy_configuration(trial: Trial) -> Path:
    """Fill deploy/haproxy.cfg in; returns the file."""
    template = Template((ROOT / "deploy" / "haproxy.cfg").read_text(encoding="utf-8"))
    path = trial.folder / "haproxy.cfg"
    text = template.substitute(
        address=PROXY,
        site=SITE,
        errors=ROOT / "deploy",
        certificate=trial.folder / "tls" / f"{SITE}.pem",
        web1=f"{WEB1}:{WEB_PORT}",
        web2=f"{WEB2}:{WEB_PORT}",
    )
    path.write_text(text, encoding="utf-8")
    return path


def answers(address: str, port: int) -> bool:
    """Whether somebody listens there."""
    try:
        socket.create_connection((address, port), timeout=1).close()
    except OSError:
        return False
    return True
