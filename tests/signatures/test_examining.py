"""A quick look while many submit: what is wrong is refused at once, nothing is called valid, the job settles the rest."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms
from tests.factories.at_once import at_once
from tests.factories.planned import do_all
from tests.factories.world import moment
from tests.signatures.conftest import DOCUMENT, Answering

from turbota.applications.models import Application
from turbota.applications.operations import submission
from turbota.documents.operations import read
from turbota.signatures import examining
from turbota.signatures.examining import look, verify_or_look
from turbota.signatures.models import Signature
from turbota_demo import cast, stage
from turbota_demo.plays import Plays
from turbota_simulators import authority as authority_simulator
from turbota_simulators.authority import Authority, Issued
from turbota_simulators.signing import sign

DIGEST = hashlib.sha256(DOCUMENT).digest()
AT = moment("2026-11-16 10:00")


def test_a_good_signature_is_left_for_the_job_and_never_called_valid(person: Issued, now: datetime) -> None:
    verdict = look(DIGEST, sign(person, DOCUMENT), at=now)
    assert (verdict.state, verdict.code) == ("pending", "checking")
    assert verdict.signer is not None and verdict.signer.tax_number
    assert verdict.level and verdict.signed_at


def test_what_is_wrong_is_refused_at_once(person: Issued, authority: Authority, now: datetime) -> None:
    good = sign(person, DOCUMENT)
    assert look(hashlib.sha256(b"other").digest(), good, at=now).code == "wrong_content"
    raw = bytearray(good)
    signature = cms.ContentInfo.load(good)["content"]["signer_infos"][0]["signature"].native
    raw[bytes(raw).index(signature) + len(signature) - 2] ^= 1
    assert look(DIGEST, bytes(raw), at=now).code == "tampered"
    old = authority.person(
        surname="А", given_name="Б", tax_number="1759013776",
        since=now - timedelta(days=9), until=now - timedelta(days=1),
    )  # fmt: skip
    assert look(DIGEST, sign(old, DOCUMENT), at=now).code == "expired"
    plain = authority.person(surname="А", given_name="Б", tax_number="1759013776", qualified=False)
    assert look(DIGEST, sign(plain, DOCUMENT), at=now).code == "not_qualified"


@pytest.mark.parametrize("junk", [b"", b"junk", b"0\x80", b"\x30\x03\x02\x01\x00"])
def test_what_is_not_understood_is_verified_whole(answering: Answering, now: datetime, junk: bytes) -> None:
    assert look(DIGEST, junk, at=now).code == "not_a_signature"


def test_an_authority_that_nobody_trusts_is_verified_whole_and_refused(
    tmp_path: Path, answering: Answering, now: datetime
) -> None:
    stranger = authority_simulator.establish(tmp_path / "stranger", 1)
    own = stranger.person(surname="А", given_name="Б", tax_number="1759013776")
    assert look(DIGEST, sign(own, DOCUMENT), at=now).code == "unknown_issuer"


def test_a_calm_process_verifies_whole_and_a_busy_one_looks(
    person: Issued, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "CLOSE", 0)
    good = sign(person, DOCUMENT)
    assert verify_or_look(DIGEST, good, at=now).state == "valid"
    with examining._full:
        assert verify_or_look(DIGEST, good, at=now).code == "checking"
    assert verify_or_look(DIGEST, good, at=now).state == "valid"


def test_while_many_come_nobody_is_verified_whole(
    person: Issued, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "CLOSE", 3600)
    examining._came.clear()
    good = sign(person, DOCUMENT)
    seen = [verify_or_look(DIGEST, good, at=now).state for _ in range(4)]
    assert seen == ["valid", "valid", "pending", "pending"]
    examining._came.clear()


@pytest.mark.slow
def test_several_submissions_at_once_are_all_registered_and_settled(plays_for_many: Plays) -> None:
    plays, sends = plays_for_many, []
    for key in ("maria", "stepan", "olesia", "roman"):
        draft, actor = plays.draft(key, AT), stage.at_home(key, AT)
        paper = submission.print_for_signing(by=actor, application_id=draft.pk, at=AT)
        cms_bytes = sign(plays.keys.person(cast.citizen(key)), read(paper), at=AT)
        sends.append(
            lambda a=actor, d=draft, p=paper, c=cms_bytes: submission.submit(
                by=a, application_id=d.pk, sha256=p.sha256, cms=c, at=AT
            )
        )
    with examining._full:  # somebody else's signature is being verified: these four are looked at
        assert all(isinstance(one, Application) for one in at_once(*sends))
    assert set(Signature.objects.values_list("state", "code")) == {("pending", "checking")}
    do_all()
    assert set(Signature.objects.values_list("state", "code")) == {("valid", "valid")}
    assert set(Application.objects.values_list("state", flat=True)) == {"received"}
