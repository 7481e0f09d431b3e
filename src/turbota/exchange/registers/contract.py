"""A question about two people as XML, and the answer of a register as values. Both keep to `contract.xsd`."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lxml import etree

from turbota.exchange.states import Answer, Powers, Reason, Register
from turbota.exchange.xroad.failures import ExchangeFailed
from turbota.people.operations import PersonData

NAMESPACE = "urn:turbota:registers:1"
SCHEMA = Path(__file__).with_name("contract.xsd")
ELEMENTS = {
    Register.CIVIL_STATUS: "parentage",
    Register.GUARDIANSHIP: "guardianship",
    Register.POWERS: "powerOfAttorney",
}
_NAMES = {"r": NAMESPACE}
_RESULTS = {"confirms": Answer.CONFIRMS, "denies": Answer.DENIES, "notFound": Answer.NOT_FOUND}


@dataclass(frozen=True)
class Told:
    """What a register said: its answer, why, the record on which it stands, until when and for what.

    `valid_till`: the last day on which the right is in force; `ended_on`: the day on which it ended.
    """

    answer: Answer
    reason: Reason | None = None
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    valid_till: date | None = None
    ended_on: date | None = None
    powers: Powers | None = None


@cache
def schema() -> etree.XMLSchema:
    """The contract, read once."""
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def question(
    register: Register, *, representative: PersonData, represented: PersonData, number: str
) -> etree._Element:
    """Whether the one may act for the other, by the record of this number where one is known."""
    root = etree.Element(f"{{{NAMESPACE}}}{ELEMENTS[register]}", nsmap={None: NAMESPACE})
    for name, person in (("representative", representative), ("represented", represented)):
        _describe(etree.SubElement(root, f"{{{NAMESPACE}}}{name}"), person)
    if number:
        etree.SubElement(root, f"{{{NAMESPACE}}}number").text = number
    return root


def _describe(element: etree._Element, person: PersonData) -> None:
    told = {
        "surname": person.surname,
        "givenName": person.given_name,
        "patronymic": person.patronymic,
        "birthDate": person.birth_date.isoformat() if person.birth_date else "",
        "taxNumber": person.tax_number,
        "unzr": person.unzr,
        "document": person.document,
    }
    for name, value in told.items():
        if value:
            etree.SubElement(element, f"{{{NAMESPACE}}}{name}").text = value


def answer(element: etree._Element) -> Told:
    """What the element of an answer says. Raises ExchangeFailed when it is not as the contract has it."""
    alone = etree.fromstring(etree.tostring(element, with_tail=False))
    if not schema().validate(alone):
        raise ExchangeFailed("not_by_contract", lasting=True)
    reason, powers = _text(alone, "reason"), _text(alone, "powers")
    return Told(
        answer=_RESULTS[_text(alone, "result")],
        reason=Reason(reason) if reason else None,
        number=_text(alone, "record/r:number"),
        issued_on=_day(alone, "record/r:issuedOn"),
        issuer=_text(alone, "record/r:issuer"),
        valid_till=_day(alone, "validTill"),
        ended_on=_day(alone, "endedOn"),
        powers=Powers(powers) if powers else None,
    )


def _text(element: etree._Element, path: str) -> str:
    return (element.findtext(f"r:{path}", namespaces=_NAMES) or "").strip()


def _day(element: etree._Element, path: str) -> date | None:
    text = _text(element, path)[:10]
    return date.fromisoformat(text) if text else None
