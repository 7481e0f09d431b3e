"""Registers of the demonstration cast for tests of handover: sent, sealed, counted; and files that are spoiled on disk."""

from datetime import datetime
from pathlib import Path

from turbota.access.models import Organisation
from turbota.applications.models import Application, Attachment, HandoverAlarm, HandoverRegister
from turbota.applications.operations import reconciling, sealing
from turbota.documents import vault
from turbota.signatures.models import Signature
from turbota_demo import cast, stage
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign_digest


def office(key: str) -> Organisation:
    """The organisation of the cast, as it stands in the database."""
    return Organisation.objects.get(code=cast.body(key).code)


def sent(plays: Plays, cases: list[Application], officer: str, at: datetime) -> HandoverRegister:
    """The register with these cases, sent and counted by the deciding body."""
    plays.handed_over(cases, officer, at)
    register = HandoverRegister.objects.filter(lines__application=cases[0]).latest("sent_at")
    reconciling.count_at_receipt(register_id=register.pk, at=at)
    return register


def seal_register(
    plays: Plays, register: HandoverRegister, at: datetime, *, operator: str = "starosta", body: str = "yavir"
) -> Signature:
    """The operator seals the register, as the script of the page does."""
    assert register.paper is not None
    cms = sign_digest(plays.keys.seal(cast.body(body)), bytes.fromhex(register.paper.sha256), at=at)
    return sealing.seal_register(by=stage.at_work(operator, at), register_id=register.pk, cms=cms, at=at)


def place_of(copy: Attachment) -> Path:
    """Where the sealed bytes of the copy lie."""
    return next(vault.root().rglob(f"{copy.file.address}*"))


def spoil(copy: Attachment) -> bytes:
    """The sealed bytes of the copy change on disk; gives what was there, for `mend`."""
    path = place_of(copy)
    whole = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    return whole


def mend(path: Path, whole: bytes) -> None:
    """The bytes come back from a copy."""
    path.write_bytes(whole)


def live(at: datetime) -> list[HandoverAlarm]:
    """Alarms that live after a comparison at the moment, by kind and text."""
    reconciling.reconcile(at=at)
    return list(HandoverAlarm.objects.live().order_by("kind", "text"))
