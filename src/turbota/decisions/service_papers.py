"""The paper of a decision that gives services, whose bytes both people sign. Own layout."""

from datetime import date, datetime
from typing import Any

from turbota.access.models import Organisation
from turbota.applications.models import Application
from turbota.applications.papers import applicant_on_paper, office
from turbota.assistance import catalogue
from turbota.assistance.calculation import Calculation, Service, days_words, numeric
from turbota.decisions.papers import VERIFY, approver, signatory
from turbota.decisions.services import how_much
from turbota.documents.papers import social
from turbota.documents.papers.printing import Attachment, print_paper
from turbota.documents.papers.shapes import ReasonLine
from turbota.kernel import clock
from turbota.law import texts
from turbota.law.dated import NotInForce
from turbota.law.services import service


def service_line(one: Service) -> social.ServiceLine:
    """A service as papers show it."""
    return social.ServiceLine(
        title=one.title,
        code=_code(one),
        volume=how_much(one),
        when=days_words(one.since, one.until, numeric),
        place=one.place,
        provider=one.provider,
        payment=one.payment,
    )


def _code(one: Service) -> str:
    """The code where somebody read it in the classifier; a remembered one stands on no paper."""
    try:
        return one.code if one.code and service(one.code, one.since).code_verified else ""
    except NotInForce:
        return ""


def service_decision_paper(
    application: Application,
    *,
    number: str,
    organisation: Organisation,
    answers: dict[str, Any],
    calculation: Calculation,
    specialist: str,
    enclosed: list[Attachment],
    at: datetime,
) -> bytes:
    """The PDF/A-3 of the decision: results of the assessment, the services or why they are refused, how to appeal."""
    kind, today = catalogue.kind(application.kind), clock.day_of(at)
    assert calculation.outcome in ("granted", "refused")
    shape = social.ServiceDecision(
        office=office(organisation),
        number=number,
        prepared_on=today,
        outcome="granted" if calculation.services else "refused",
        by_application=_application(application, today),
        applicant=applicant_on_paper(answers),
        kind=kind.title,
        act="; ".join(act.title for act in kind.acts),
        plain=plain(calculation),
        assessment=calculation.assessment,
        services=tuple(service_line(one) for one in calculation.services),
        reasons=tuple(ReasonLine(text=one.text, clause=one.clause) for one in calculation.reasons),
        appeal=texts.text("appeal", today).text,
        specialist=signatory(organisation, today, specialist),
        head=approver(organisation, today),
        verify=VERIFY,
    )
    return print_paper("service_decision", shape, at=at, attachments=enclosed)


def _application(application: Application, today: date) -> str:
    return f"№ {application.number or ''} від {application.received_on or today:%d.%m.%Y}"


def plain(calculation: Calculation) -> tuple[str, ...]:
    """The decision in a few words."""
    if not calculation.services:
        return tuple(reason.text for reason in calculation.reasons)
    named = "; ".join(f"{one.title}, {how_much(one)}" for one in calculation.services)
    return (f"Вам надаватимуть: {named}.",)
