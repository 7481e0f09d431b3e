"""The SOAP envelope of the X-Road message protocol 4.0: written for a request, read from an answer.

XML from outside is parsed without entities, network and document types, up to a size. An answer counts only when its
headers are those of the request, and when the hash that the security servers put in is the hash of what we sent.
"""

import base64
import hashlib
from dataclasses import dataclass
from hmac import compare_digest

from lxml import etree

from turbota.exchange.xroad.failures import ExchangeFailed, of_fault
from turbota.exchange.xroad.identifiers import Identifier

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
XROAD = "http://x-road.eu/xsd/xroad.xsd"
IDENTIFIERS = "http://x-road.eu/xsd/identifiers"
PROTOCOL = "4.0"
LARGEST_ANSWER = 256 * 1024
HASHES = {
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
}
_NAMES = {"soap": SOAP, "xroad": XROAD, "id": IDENTIFIERS}
_ECHOED = ("client", "service", "userId", "id", "issue", "protocolVersion")


@dataclass(frozen=True)
class Request:
    """Who asks what of whom. `issue`: the matter because of which it is asked; `user`: in whose name."""

    client: Identifier
    service: Identifier
    message_id: str
    issue: str
    user: str
    body: etree._Element

    def written(self) -> bytes:
        """The envelope as it is sent."""
        envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap=_NAMES)
        header = etree.SubElement(envelope, f"{{{SOAP}}}Header")
        for name, one in (("client", self.client), ("service", self.service)):
            element = etree.SubElement(header, f"{{{XROAD}}}{name}")
            element.set(f"{{{IDENTIFIERS}}}objectType", one.kind)
            for part, value in one.parts:
                etree.SubElement(element, f"{{{IDENTIFIERS}}}{part}").text = value
        texts = {"userId": self.user, "id": self.message_id, "issue": self.issue, "protocolVersion": PROTOCOL}
        for name, value in texts.items():
            if value:
                etree.SubElement(header, f"{{{XROAD}}}{name}").text = value
        etree.SubElement(envelope, f"{{{SOAP}}}Body").append(self.body)
        return bytes(etree.tostring(envelope, xml_declaration=True, encoding="UTF-8"))


def parsed(content: bytes) -> etree._Element:
    """The root of XML that came from outside. Raises ExchangeFailed for what is too large, broken or has a document type."""
    if len(content) > LARGEST_ANSWER:
        raise ExchangeFailed("too_large")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ExchangeFailed("not_xml") from None
    if root.getroottree().docinfo.doctype:
        raise ExchangeFailed("document_type")
    return root


def read(content: bytes, request: Request, sent: bytes) -> etree._Element:
    """The element of the answer inside the body. Raises ExchangeFailed for a fault and for an answer to something else."""
    root = parsed(content)
    body = root.find("soap:Body", _NAMES)
    inside = [one for one in body if isinstance(one.tag, str)] if body is not None else []
    if root.tag != f"{{{SOAP}}}Envelope" or len(inside) != 1:
        raise ExchangeFailed("not_soap")
    if inside[0].tag == f"{{{SOAP}}}Fault":
        raise of_fault(inside[0].findtext("faultcode") or "")
    _check_headers(root, parsed(sent))
    _check_hash(root, sent)
    if etree.QName(inside[0]).localname != f"{etree.QName(request.body).localname}Response":
        raise ExchangeFailed("other_answer")
    return inside[0]


def _check_headers(answer: etree._Element, request: etree._Element) -> None:
    """Raise ExchangeFailed unless the headers of the answer say who asked what, word for word as they were sent."""
    if any(_told(answer, name) != _told(request, name) for name in _ECHOED):
        raise ExchangeFailed("other_headers")


def _told(root: etree._Element, name: str) -> list[tuple[str, str]]:
    found = root.find(f"soap:Header/xroad:{name}", _NAMES)
    if found is None:
        return []
    return [(str(one.tag), (one.text or "").strip()) for one in found.iter()]


def _check_hash(answer: etree._Element, sent: bytes) -> None:
    told = answer.find("soap:Header/xroad:requestHash", _NAMES)
    if told is None:
        return
    algorithm = HASHES.get(told.get("algorithmId", ""))
    if algorithm is None:
        raise ExchangeFailed("unknown_hash")
    own = base64.b64encode(hashlib.new(algorithm, sent).digest())
    if not compare_digest(own, (told.text or "").strip().encode()):
        raise ExchangeFailed("other_hash")
