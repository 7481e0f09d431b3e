"""One file with several signatures, which other programs accept."""

from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from tests.signatures.conftest import DOCUMENT

from turbota.signatures import containers
from turbota.signatures.verification import verify_detached
from turbota_simulators.authority import Authority, Issued
from turbota_simulators.signing import sign


def _openssl(folder: Path, content: bytes, cms: bytes, trust: Path) -> subprocess.CompletedProcess[str]:
    (folder / "content").write_bytes(content)
    (folder / "merged.p7s").write_bytes(cms)
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-content", "content"]
    command += ["-in", "merged.p7s", "-CAfile", str(trust), "-purpose", "any"]
    command += ["-out", "/dev/null", "-signer", "signers.pem"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.requirement("R215", "R216")
def test_openssl_accepts_both_signatures_of_the_merged_file(
    person: Issued, authority: Authority, tmp_path: Path
) -> None:
    head = authority.person(surname="Косач", given_name="Лариса", tax_number="2222222222")
    merged = containers.merge([sign(person, DOCUMENT), sign(head, DOCUMENT)])

    done = _openssl(tmp_path, DOCUMENT, merged, authority.chain_file)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "signers.pem").read_text().count("BEGIN CERTIFICATE") == 2
    assert _openssl(tmp_path, DOCUMENT + b"x", merged, authority.chain_file).returncode != 0


def test_a_merged_file_comes_apart_into_valid_signatures(
    person: Issued, seal: Issued, authority: Authority, now: datetime
) -> None:
    merged = containers.merge([sign(person, DOCUMENT), sign(seal, DOCUMENT)])

    verdicts = [verify_detached(DOCUMENT, part, at=now) for part in containers.split(merged)]

    assert [verdict.state for verdict in verdicts] == ["valid", "valid"]
    assert sorted(verdict.signer.is_seal for verdict in verdicts if verdict.signer) == [False, True]
    assert verify_detached(DOCUMENT, merged, at=now).code == "several_signatures"


def test_the_same_signature_twice_is_kept_once(person: Issued) -> None:
    signature = sign(person, DOCUMENT)

    assert len(containers.split(containers.merge([signature, signature]))) == 1


def test_an_asic_container_holds_the_document_and_the_signatures(person: Issued, now: datetime) -> None:
    signature = sign(person, DOCUMENT)

    packed = containers.asic_s("zaiava.pdf", DOCUMENT, [signature])

    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["mimetype", "zaiava.pdf", "META-INF/signature.p7s"]
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert archive.read("mimetype") == b"application/vnd.etsi.asic-s+zip"
        inside = archive.read("META-INF/signature.p7s")
        assert verify_detached(archive.read("zaiava.pdf"), inside, at=now).state == "valid"
    assert packed == containers.asic_s("zaiava.pdf", DOCUMENT, [signature])


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x30\x03\x02\x01\x01"])
def test_junk_is_not_merged(junk: bytes) -> None:
    with pytest.raises(containers.NotASignature):
        containers.merge([junk])
    with pytest.raises(containers.NotASignature):
        containers.split(junk)
