"""What the platform says about a signature, against a live authority."""

from __future__ import annotations

import base64
import json
import logging
import random
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms, crl, ocsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from tests.factories.world import Answering, free_port
from tests.signatures.conftest import DOCUMENT, ORGANISATION_CODE, TAX_NUMBER, UNZR

from turbota.signatures.reasons import SENTENCES
from turbota.signatures.verification import MAX_SIGNATURE_BYTES, verify_detached
from turbota_simulators import authority as authority_simulator
from turbota_simulators.authority import Authority, Issued
from turbota_simulators.signing import sign


@pytest.mark.requirement("R045", "R023")
def test_a_qualified_signature_of_a_person_is_valid(person: Issued, now: datetime) -> None:
    verdict = verify_detached(DOCUMENT, sign(person, DOCUMENT, at=now), at=now)

    assert (verdict.state, verdict.code, verdict.level) == ("valid", "valid", "qualified")
    assert verdict.signer is not None
    assert (verdict.signer.surname, verdict.signer.given_name) == ("Шевченко", "Тарас Григорович")
    assert verdict.signer.tax_number == TAX_NUMBER
    assert not verdict.signer.is_seal
    assert verdict.signed_at is not None and abs(verdict.signed_at - now) < timedelta(seconds=2)


@pytest.mark.requirement("R045")
def test_an_advanced_signature_on_a_qualified_certificate_is_valid(
    authority: Authority, now: datetime
) -> None:
    phone = authority.person(surname="Косач", given_name="Лариса", tax_number=TAX_NUMBER, secure_device=False)

    verdict = verify_detached(DOCUMENT, sign(phone, DOCUMENT), at=now)

    assert (verdict.state, verdict.level) == ("valid", "advanced")


@pytest.mark.requirement("R045")
def test_a_certificate_that_is_not_qualified_is_refused(authority: Authority, now: datetime) -> None:
    plain = authority.person(surname="Косач", given_name="Лариса", tax_number=TAX_NUMBER, qualified=False)

    verdict = verify_detached(DOCUMENT, sign(plain, DOCUMENT), at=now)

    assert (verdict.state, verdict.code) == ("invalid", "not_qualified")


def test_a_person_without_a_tax_number_is_known_by_the_register_number(
    authority: Authority, now: datetime
) -> None:
    believer = authority.person(surname="Косач", given_name="Лариса", unzr=UNZR)

    verdict = verify_detached(DOCUMENT, sign(believer, DOCUMENT), at=now)

    assert verdict.state == "valid" and verdict.signer is not None
    assert (verdict.signer.tax_number, verdict.signer.unzr) == (None, UNZR)


def test_a_seal_names_the_organisation(seal: Issued, now: datetime) -> None:
    verdict = verify_detached(DOCUMENT, sign(seal, DOCUMENT), at=now)

    assert verdict.state == "valid" and verdict.signer is not None
    assert verdict.signer.is_seal
    assert verdict.signer.organisation_code == ORGANISATION_CODE
    assert verdict.signer.name == "Виконавчий комітет Ясенівської сільської ради"


def test_the_evidence_is_the_authorities_own_bytes(person: Issued, now: datetime) -> None:
    evidence = verify_detached(DOCUMENT, sign(person, DOCUMENT), at=now).evidence

    kept = json.loads(json.dumps(evidence))
    assert len(kept["certificates"]) == 3
    answer = ocsp.OCSPResponse.load(base64.b64decode(kept["ocsp"][0]))
    assert answer.response_data["responses"][0]["cert_id"]["serial_number"].native == person.serial
    revocation_list = crl.CertificateList.load(base64.b64decode(kept["crl"][0]))
    assert "root" not in revocation_list.issuer.native.get("common_name", "").lower()


def test_another_document_is_refused(person: Issued, now: datetime) -> None:
    verdict = verify_detached(DOCUMENT + b" ", sign(person, DOCUMENT), at=now)

    assert (verdict.state, verdict.code) == ("invalid", "wrong_content")


@pytest.mark.parametrize("place", ["signature", "signed attributes"])
def test_a_changed_signature_is_refused(person: Issued, now: datetime, place: str) -> None:
    info = cms.ContentInfo.load(sign(person, DOCUMENT))
    signer = info["content"]["signer_infos"][0]
    raw = bytearray(info.dump())
    target = signer["signature"].native if place == "signature" else _signing_time(signer)
    raw[bytes(raw).index(target) + len(target) - 2] ^= 1

    verdict = verify_detached(DOCUMENT, bytes(raw), at=now)

    assert (verdict.state, verdict.code) == ("invalid", "tampered")


def _signing_time(signer: cms.SignerInfo) -> bytes:
    times = [a["values"][0] for a in signer["signed_attrs"] if a["type"].native == "signing_time"]
    encoded: bytes = times[0].dump()
    return encoded


def test_an_expired_certificate_is_refused(expired: Issued, now: datetime) -> None:
    verdict = verify_detached(DOCUMENT, sign(expired, DOCUMENT), at=now)

    assert (verdict.state, verdict.code) == ("invalid", "expired")


def test_a_certificate_of_tomorrow_is_refused(authority: Authority, now: datetime) -> None:
    early = authority.person(
        surname="Косач", given_name="Лариса", tax_number=TAX_NUMBER, since=now + timedelta(days=1)
    )

    assert verify_detached(DOCUMENT, sign(early, DOCUMENT), at=now).code == "not_yet_valid"


def test_a_revoked_certificate_is_refused_at_once(
    person: Issued, authority: Authority, now: datetime
) -> None:
    signature = sign(person, DOCUMENT)
    assert verify_detached(DOCUMENT, signature, at=now).state == "valid"

    authority.revoke(person.serial, at=now)
    verdict = verify_detached(DOCUMENT, signature, at=now + timedelta(seconds=5))

    assert (verdict.state, verdict.code) == ("invalid", "revoked")


def test_a_signature_received_before_the_revocation_stays_valid(
    person: Issued, authority: Authority, now: datetime
) -> None:
    signature = sign(person, DOCUMENT)
    authority.revoke(person.serial, at=now)

    assert verify_detached(DOCUMENT, signature, at=now - timedelta(hours=1)).state == "valid"


def test_a_silent_authority_leaves_the_signature_pending(
    person: Issued, answering: Answering, now: datetime
) -> None:
    signature = sign(person, DOCUMENT)
    answering.fall_silent()
    verdict = verify_detached(DOCUMENT, signature, at=now)
    answering.answer_again()

    assert verdict.state == "pending"
    assert verdict.reason.startswith("Підпис перевіряється")
    assert verify_detached(DOCUMENT, signature, at=now).state == "valid"


def test_a_stranger_authority_is_refused(tmp_path: Path, answering: Answering, now: datetime) -> None:
    stranger = authority_simulator.establish(tmp_path, free_port())
    somebody = stranger.person(surname="Косач", given_name="Лариса", tax_number=TAX_NUMBER)

    verdict = verify_detached(DOCUMENT, sign(somebody, DOCUMENT), at=now)

    assert (verdict.state, verdict.code) == ("invalid", "unknown_issuer")


def test_an_answer_signed_by_a_stranger_is_not_believed(
    person: Issued, answering: Answering, tmp_path: Path, now: datetime
) -> None:
    """Somebody else answers at the authority's address: nothing is proved, so the signature waits."""
    signature = sign(person, DOCUMENT)
    port = int(answering.authority.base_url.rsplit(":", 1)[1])
    stranger = authority_simulator.establish(tmp_path, port)
    answering.fall_silent()
    own, answering.authority = answering.authority, stranger
    answering.answer_again()
    verdict = verify_detached(DOCUMENT, signature, at=now)
    answering.authority = own

    assert verdict.state == "pending"


@pytest.mark.parametrize("junk", [b"", b"\x30", b"%PDF-1.7 garbage", b"\x30\x80\x00\x00", bytes(5000)])
def test_what_is_not_a_signature_is_refused_with_words(
    junk: bytes, answering: Answering, now: datetime
) -> None:
    verdict = verify_detached(DOCUMENT, junk, at=now)

    assert (verdict.state, verdict.code) == ("invalid", "not_a_signature")
    assert verdict.signer is None


def test_a_huge_file_is_not_read(answering: Answering, now: datetime) -> None:
    assert verify_detached(DOCUMENT, bytes(MAX_SIGNATURE_BYTES + 1), at=now).code == "too_large"


def test_damaged_bytes_never_raise_and_never_pass(person: Issued, now: datetime) -> None:
    good = sign(person, DOCUMENT)
    chance = random.Random(20260101)
    for _ in range(150):
        bad = bytearray(good)
        bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
        verdict = verify_detached(DOCUMENT, bytes(bad), at=now)
        if verdict.state == "valid":
            assert _same_signature(bytes(bad), good)
    for length in range(0, len(good), 97):
        assert verify_detached(DOCUMENT, good[:length], at=now).state == "invalid"


def test_certificates_that_issue_each_other_do_not_hold_the_server(person: Issued, now: datetime) -> None:
    """Twenty certificates of two names make more chains than can ever be tried: most are left aside."""
    key = ec.generate_private_key(ec.SECP256R1())
    one, other, signer = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("One", "Other", "Signer")
    )

    def issued(
        number: int, issuer: x509.Name, subject: x509.Name, *extensions: x509.ExtensionType
    ) -> x509.Certificate:
        end = now + timedelta(days=9)
        builder = x509.CertificateBuilder(issuer, subject, key.public_key(), number, now, end)
        for extension in extensions:
            builder = builder.add_extension(extension, critical=True)
        return builder.sign(key, hashes.SHA256())

    ca = x509.BasicConstraints(ca=True, path_length=None)
    circle = [issued(n + 1, *((one, other) if n % 2 else (other, one)), ca) for n in range(20)]
    usage = person.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    hostile = Issued(key, issued(99, one, signer, usage), tuple(circle))
    started = time.monotonic()

    verdict = verify_detached(DOCUMENT, sign(hostile, DOCUMENT), at=now)

    assert (verdict.state, verdict.code) == ("invalid", "unknown_issuer")
    assert time.monotonic() - started < 3


def test_a_certificate_that_issued_itself_is_refused(person: Issued, now: datetime) -> None:
    key, name = person.key, person.certificate.subject
    own = x509.CertificateBuilder(name, name, key.public_key(), 7, now, now + timedelta(days=9))
    usage = person.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    certificate = own.add_extension(usage, critical=True).sign(key, hashes.SHA256())

    verdict = verify_detached(DOCUMENT, sign(Issued(key, certificate, ()), DOCUMENT), at=now)

    assert (verdict.state, verdict.code) == ("invalid", "unknown_issuer")


@pytest.mark.parametrize("depth", [300, 5000, 100_000])
def test_deep_nesting_is_refused(answering: Answering, now: datetime, depth: int) -> None:
    nested = b"\x30\x80" * depth + b"\x00\x00" * depth

    assert verify_detached(DOCUMENT, nested, at=now).state == "invalid"


def _same_signature(one: bytes, other: bytes) -> bool:
    """Bits outside the signed parts (versions, spare certificates) may change without harm."""
    first, second = (cms.ContentInfo.load(raw)["content"]["signer_infos"][0] for raw in (one, other))
    return all(first[f].dump() == second[f].dump() for f in ("signature", "signed_attrs"))


def test_logs_do_not_repeat_the_certificate(
    expired: Issued, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        verify_detached(DOCUMENT, sign(expired, DOCUMENT), at=now)

    assert TAX_NUMBER not in caplog.text and "Шевченко" not in caplog.text


def test_without_a_trust_list_nothing_is_verified(
    person: Issued, now: datetime, settings: LazySettings, tmp_path: Path
) -> None:
    settings.TURBOTA_TRUST_DIR = str(tmp_path)

    with pytest.raises(ImproperlyConfigured):
        verify_detached(DOCUMENT, sign(person, DOCUMENT), at=now)


def test_every_trouble_says_what_to_do() -> None:
    advice = ("Підпишіть", "підпишіть", "Отримайте", "Оберіть", "нічого робити")
    for code, sentence in SENTENCES.items():
        assert code == "valid" or any(word in sentence for word in advice), code
        assert "!" not in sentence


def test_a_damaged_file_gives_a_verdict_and_never_an_exception(
    person: Issued, now: datetime, answering: Answering
) -> None:
    """Bytes changed anywhere, or the end missing: what cannot be read is refused in words."""
    whole, chance = sign(person, DOCUMENT), random.Random(20261126)
    answering.fall_silent()
    curve = bytes.fromhex("06082a8648ce3d030107")  # the name of P-256 in the certificate's key
    unknown = whole.replace(curve, bytes.fromhex("06082a8648ce3d030127"))
    damaged = [unknown, whole[: len(whole) // 2]]
    for _ in range(150):
        raw = bytearray(whole)
        for _ in range(chance.choice((1, 1, 2, 5))):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        damaged.append(bytes(raw))
    codes = {verify_detached(DOCUMENT, one, at=now).code for one in damaged}
    assert codes <= set(SENTENCES) - {"valid"}
    assert verify_detached(DOCUMENT, unknown, at=now).state == "invalid"
