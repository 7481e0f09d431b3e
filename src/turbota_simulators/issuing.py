"""Keys and certificates of the development authority, created once in a folder. What lies in the folder:

- ``trust/`` – root and intermediate certificates, the trust list the platform is given;
- ``chain.pem`` – the same two certificates in one file, for ``openssl -CAfile``;
- ``*.key.pem`` – private keys of the authority (0600), worthless outside development;
- ``revoked.json`` – what has been revoked; read again at every question, so a revocation works
  at once.

Subjects follow the Ukrainian certificates: ``serialNumber`` is ``TINUA-<РНОКПП>`` for a person,
``organizationIdentifier`` is ``NTRUA-<ЄДРПОУ>`` for a seal (EN 319 412-1). A person who has refused
a tax number is named by the record number of the demographic register (УНЗР):
``IDCUA-YYYYMMDD-NNNNN`` – our choice, real providers differ.
"""

from __future__ import annotations

import fcntl
import json
import os
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import (
    AuthorityInformationAccessOID,
    ExtendedKeyUsageOID,
    NameOID,
    ObjectIdentifier,
)

from turbota_simulators.process import LOOPBACK

DEFAULT_PORT = 8102
_EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
_AUTHORITY_YEARS = 15
_PERSON_DAYS = 1700
_BACKDATED = timedelta(days=900)

_ORGANISATION_IDENTIFIER = ObjectIdentifier("2.5.4.97")
_QC_STATEMENTS = ObjectIdentifier("1.3.6.1.5.5.7.1.3")
_QC_COMPLIANCE = bytes.fromhex("3008060604008e460101")
_QC_SSCD = bytes.fromhex("3008060604008e460104")

PrivateKey = ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Issued:
    """A key with its certificate and the certificates above it."""

    key: PrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @property
    def serial(self) -> int:
        return self.certificate.serial_number

    def pkcs12(self, password: str) -> bytes:
        """The key file a person holds: PBES2 with AES-256-CBC, integrity by HMAC-SHA256."""
        protection = (
            serialization.PrivateFormat.PKCS12.encryption_builder()
            .kdf_rounds(100_000)
            .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
            .hmac_hash(hashes.SHA256())
            .build(password.encode())
        )
        return pkcs12.serialize_key_and_certificates(
            b"turbota", self.key, self.certificate, list(self.chain), protection
        )


@dataclass(frozen=True)
class Authority:
    """The authority that lives in ``home`` and answers at ``base_url``."""

    home: Path
    base_url: str

    @property
    def trust(self) -> Path:
        """The folder to give to the platform as its trust list."""
        return self.home / "trust"

    @property
    def chain_file(self) -> Path:
        return self.home / "chain.pem"

    def person(
        self,
        *,
        surname: str,
        given_name: str,
        patronymic: str = "",
        tax_number: str | None = None,
        unzr: str | None = None,
        secure_device: bool = True,
        qualified: bool = True,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Issued:
        """A personal certificate. Without ``tax_number`` the УНЗР stands in the serial number.

        ``secure_device`` False is an advanced signature on a qualified certificate (УЕП);
        ``qualified`` False is a certificate without any qualified statement, for tests.
        """
        if not (tax_number or unzr):
            raise ValueError("a personal certificate needs a tax number or an УНЗР")
        names = f"{given_name} {patronymic}".strip()
        subject = [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "UA"),
            _long(NameOID.SURNAME, surname),
            _long(NameOID.GIVEN_NAME, names),
            _long(NameOID.COMMON_NAME, f"{surname} {names}"),
            x509.NameAttribute(
                NameOID.SERIAL_NUMBER, f"TINUA-{tax_number}" if tax_number else f"IDCUA-{unzr}"
            ),
        ]
        return self._issue(subject, _statements(qualified, secure_device), since, until)

    def seal(
        self, *, name: str, code: str, since: datetime | None = None, until: datetime | None = None
    ) -> Issued:
        """A qualified electronic seal of an organisation; ``code`` is its ЄДРПОУ."""
        subject = [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "UA"),
            _long(NameOID.ORGANIZATION_NAME, name),
            x509.NameAttribute(_ORGANISATION_IDENTIFIER, f"NTRUA-{code}"),
            _long(NameOID.COMMON_NAME, f"{name} (печатка)"),
        ]
        return self._issue(subject, _statements(True, True), since, until)

    def revoke(self, serial: int, *, at: datetime | None = None) -> None:
        """Revoke a certificate from ``at`` (now by default). The server says so at the next question."""
        path = self.home / "revoked.json"
        with (self.home / "revoked.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            rows = json.loads(path.read_text()) if path.exists() else {}
            rows[str(serial)] = (at or datetime.now(UTC)).isoformat()
            draft = path.with_suffix(".new")
            draft.write_text(json.dumps(rows, indent=1))
            draft.replace(path)

    def revoked(self) -> dict[int, datetime]:
        path = self.home / "revoked.json"
        if not path.exists():
            return {}
        return {
            int(serial): datetime.fromisoformat(at) for serial, at in json.loads(path.read_text()).items()
        }

    def certificate(self, name: str) -> x509.Certificate:
        return x509.load_pem_x509_certificate((self.home / f"{name}.pem").read_bytes())

    def key(self, name: str) -> PrivateKey:
        key = serialization.load_pem_private_key((self.home / f"{name}.key.pem").read_bytes(), None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise TypeError("the authority works with elliptic curve keys only")
        return key

    def _issue(
        self,
        subject: list[x509.NameAttribute[str]],
        statements: bytes | None,
        since: datetime | None,
        until: datetime | None,
    ) -> Issued:
        start = since or datetime.now(UTC) - _BACKDATED
        end = until or start + timedelta(days=_PERSON_DAYS)
        issuer = self.certificate("intermediate")
        key = ec.generate_private_key(ec.SECP256R1())
        builder = (
            _builder(x509.Name(subject), issuer.subject, key, start, end)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_key_usage(digital_signature=True, content_commitment=True), critical=True)
        )
        builder = _with_status_addresses(_with_issuer(builder, issuer), self.base_url, "intermediate")
        if statements is not None:
            builder = builder.add_extension(
                x509.UnrecognizedExtension(_QC_STATEMENTS, statements), critical=False
            )
        certificate = builder.sign(self.key("intermediate"), hashes.SHA256())
        return Issued(key, certificate, (issuer, self.certificate("root")))


def establish(home: Path, port: int = DEFAULT_PORT, *, word: str = "Навчальний") -> Authority:
    """Create the authority in ``home`` once and return it; a second call only reads it.

    ``word`` begins the names of its certificates; production refuses the default one.

    The port is written into every certificate as the address of OCSP and CRL, so a home
    keeps the port it was created with: another port raises ``ValueError``.
    """
    base_url = f"http://{LOOPBACK}:{port}"
    home.mkdir(parents=True, exist_ok=True)
    with (home / "establish.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        authority = Authority(home, base_url)
        note = home / "authority.json"
        if not note.exists():
            _create(authority, word)
            note.write_text(json.dumps({"base_url": base_url}))
        elif json.loads(note.read_text())["base_url"] != base_url:
            raise ValueError("this authority was created for another port")
    return authority


def opened(home: Path) -> Authority:
    """The authority already created in ``home``."""
    return Authority(home, json.loads((home / "authority.json").read_text())["base_url"])


def _create(authority: Authority, word: str) -> None:
    end = _EPOCH + timedelta(days=365 * _AUTHORITY_YEARS)
    root_key, ca_key, ocsp_key, tsa_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(4))
    root_name, ca_name = (
        _authority_name(f"{word} кореневий центр"),
        _authority_name(f"{word} надавач КЕП"),
    )
    root = (
        _builder(root_name, root_name, root_key, _EPOCH, end)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_key_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    ca = (
        _with_status_addresses(
            _with_issuer(_builder(ca_name, root_name, ca_key, _EPOCH, end), root),
            authority.base_url,
            "root",
            ocsp=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    ocsp = _service(ca, ca_key, ocsp_key, "Навчальна служба OCSP", ExtendedKeyUsageOID.OCSP_SIGNING, end)
    tsa = _service(ca, ca_key, tsa_key, "Навчальна служба часу", ExtendedKeyUsageOID.TIME_STAMPING, end)
    for name, key, certificate in (
        ("root", root_key, root),
        ("intermediate", ca_key, ca),
        ("ocsp", ocsp_key, ocsp),
        ("tsa", tsa_key, tsa),
    ):
        _keep(authority.home, name, key, certificate)
    authority.trust.mkdir(exist_ok=True)
    pems = [certificate.public_bytes(serialization.Encoding.PEM) for certificate in (root, ca)]
    (authority.trust / "root.pem").write_bytes(pems[0])
    (authority.trust / "intermediate.pem").write_bytes(pems[1])
    authority.chain_file.write_bytes(b"".join(pems))


def _service(
    ca: x509.Certificate,
    ca_key: PrivateKey,
    key: PrivateKey,
    name: str,
    purpose: ObjectIdentifier,
    end: datetime,
) -> x509.Certificate:
    builder = (
        _with_issuer(_builder(_authority_name(name), ca.subject, key, _EPOCH, end), ca)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    )
    if purpose == ExtendedKeyUsageOID.OCSP_SIGNING:
        builder = builder.add_extension(x509.OCSPNoCheck(), critical=False)
    return builder.sign(ca_key, hashes.SHA256())


def _keep(home: Path, name: str, key: PrivateKey, certificate: x509.Certificate) -> None:
    (home / f"{name}.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    descriptor = os.open(home / f"{name}.key.pem", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)


def _authority_name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "UA"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Турбота, навчальне середовище"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: PrivateKey, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _with_issuer(builder: x509.CertificateBuilder, issuer: x509.Certificate) -> x509.CertificateBuilder:
    identifier = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False
    )


def _with_status_addresses(
    builder: x509.CertificateBuilder, base_url: str, issuer: str, *, ocsp: bool = True
) -> x509.CertificateBuilder:
    address = x509.UniformResourceIdentifier(f"{base_url}/{issuer}.crl")
    builder = builder.add_extension(
        x509.CRLDistributionPoints([x509.DistributionPoint([address], None, None, None)]), critical=False
    )
    if not ocsp:
        return builder
    return builder.add_extension(
        x509.AuthorityInformationAccess(
            [
                x509.AccessDescription(
                    AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(f"{base_url}/ocsp")
                )
            ]
        ),
        critical=False,
    )


def _key_usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _long(kind: ObjectIdentifier, value: str) -> x509.NameAttribute[str]:
    """An attribute of any length: the library wants 64 bytes at most, names of our authorities are longer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return x509.NameAttribute(kind, value, _validate=False)


def _statements(qualified: bool, secure_device: bool) -> bytes | None:
    if not qualified:
        return None
    body = _QC_COMPLIANCE + (_QC_SSCD if secure_device else b"")
    return bytes([0x30, len(body)]) + body
