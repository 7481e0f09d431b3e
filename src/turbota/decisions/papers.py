"""The paper of a decision and the calculation sheet (Annexes 5 and 6, of a subsidy Annex 7; own layouts)."""

import json
from datetime import date, datetime
from typing import Any

from turbota.access.models import Organisation, Role
from turbota.access.queries import deputations, posts_of
from turbota.applications.models import Application
from turbota.applications.papers import applicant_on_paper, office
from turbota.applications.policies import form_of
from turbota.assistance import catalogue
from turbota.assistance.calculation import Calculation, ReceiptLine, last_day, numeric
from turbota.assistance.wording import paid_when, sums
from turbota.decisions.calculating import answers_in_force
from turbota.decisions.models import Annulment
from turbota.decisions.states import AnnulmentGround
from turbota.documents.papers import shapes
from turbota.documents.papers.calculated import sheet_of
from turbota.documents.papers.printing import Attachment, print_paper
from turbota.kernel import clock
from turbota.kernel.money import hryvnias
from turbota.law import texts

VERIFY = (
    "Підписи зберігаються окремими файлами .p7s поруч із цим документом. Перевірити їх можна на сайті "
    "Центрального засвідчувального органу або командою openssl cms -verify."
)


def canonical(content: Any) -> bytes:
    """JSON with sorted keys: the same bytes for the same content."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signatory(organisation: Organisation, on: date, name: str) -> shapes.Signatory:
    """The specialist who prepared the paper, by post and name."""
    posts = list(posts_of(organisation.pk, on, Role.SPECIALIST))
    title = posts[0].title if len(posts) == 1 and posts[0].title else Role.SPECIALIST.label
    return shapes.Signatory(post=title, name=name)


def approver(organisation: Organisation, on: date) -> shapes.Signatory:
    """The head, by role only: who signs is not known while the paper is printed; the signature names the signer.

    While a deputy of a head is appointed, the paper says that the deputy may sign.
    """
    deputy = deputations(organisation.pk, on).filter(post__role=Role.HEAD, since__lte=on).exists()
    post = f"{Role.HEAD.label} або особа, яка виконує обов’язки" if deputy else Role.HEAD.label
    return shapes.Signatory(post=post, name="")


def _plain(calculation: Calculation) -> tuple[str, ...]:
    if calculation.outcome == "granted":
        told = (
            f"Вам призначено {sums(calculation.amount or 0, calculation.once, by_days=calculation.by_days)}."
        )
        hand = calculation.by_hand
        entered = (f"Суму введено вручну, бо правил для такого випадку немає. {hand.why}",) if hand else ()
        return (told, *entered, *calculation.conditions)
    return tuple(reason.text for reason in calculation.reasons)


def decision_paper(
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
    """The PDF/A-3 of the decision whose bytes both people sign; the personal file and the calculation are inside."""
    kind = catalogue.kind(application.kind)
    today = clock.day_of(at)
    appeal = texts.text("appeal", today)
    assert calculation.outcome != "officer"
    shape = shapes.Decision(
        office=office(organisation),
        number=number,
        prepared_on=today,
        outcome=calculation.outcome,
        application_number=application.number or "",
        applied_on=application.received_on or today,
        applicant=applicant_on_paper(answers),
        kind=kind.title,
        act="; ".join(act.title for act in kind.acts),
        plain=_plain(calculation),
        reasons=_reasons(calculation),
        appeal=appeal.text,
        specialist=signatory(organisation, today, specialist),
        head=approver(organisation, today),
        verify=VERIFY,
        amount=calculation.amount or None,
        once=calculation.once or None,
        since=calculation.since if calculation.amount else None,
        until=last_day(calculation.until) if calculation.amount else None,
        parts=_parts(calculation),
        by_days=calculation.by_days,
    )
    return print_paper("decision", shape, at=at, attachments=enclosed)


def annulment_paper(annulment: Annulment, *, specialist: str, at: datetime) -> bytes:
    """The PDF/A-3 of an annulment, whose bytes both people sign. What the decision says is not repeated: it stays."""
    decision, today = annulment.decision, clock.day_of(at)
    application = decision.application
    assert decision.approved_at is not None
    shape = shapes.Annulment(
        office=office(decision.organisation),
        number=annulment.number,
        prepared_on=today,
        decision_number=decision.number,
        decided_on=clock.day_of(decision.approved_at),
        application_number=application.number or "",
        applied_on=application.received_on or today,
        applicant=applicant_on_paper(answers_in_force(application)),
        kind=catalogue.kind(application.kind).title,
        ground=AnnulmentGround(annulment.ground).label,
        source=annulment.source,
        reason=annulment.reason,
        appeal=texts.text("appeal", today).text,
        specialist=signatory(decision.organisation, today, specialist),
        head=approver(decision.organisation, today),
        verify=VERIFY,
    )
    return print_paper("annulment", shape, at=at)


def _reasons(calculation: Calculation) -> tuple[shapes.ReasonLine, ...]:
    """The clauses of a refusal, then every line of the receipt with its sum: who reads the paper can repeat it."""
    refusals = [shapes.ReasonLine(text=reason.text, clause=reason.clause) for reason in calculation.reasons]
    return (*refusals, *(_receipt_line(line) for line in calculation.receipt))


def _parts(calculation: Calculation) -> tuple[shapes.DecisionPart, ...]:
    """What is paid, to whom and when, where one sum and one period do not say it."""
    if len(calculation.schedule) < 2 and not calculation.by_days:
        return ()
    return tuple(
        shapes.DecisionPart(
            title=f"{part.title}: {part.whom}" if part.whom else part.title,
            amount=part.amount,
            when=paid_when(part, numeric),
        )
        for part in calculation.schedule
    )


def _receipt_line(line: ReceiptLine) -> shapes.ReasonLine:
    amount = "" if line.amount is None else f" {'−' if line.sign == '-' else ''}{hryvnias(line.amount)}."
    clause = ", ".join(part for part in (line.act, line.point) if part)
    return shapes.ReasonLine(text=f"{line.label}:{amount} {line.because}", clause=clause)


def sheet_paper(
    application: Application,
    *,
    organisation: Organisation,
    answers: dict[str, Any],
    calculation: Calculation,
    specialist: str,
    at: datetime,
) -> bytes:
    """The calculation sheet of the kind (`documents.papers.calculated`), with the office and the specialist."""
    today = clock.day_of(at)
    shape = sheet_of(
        calculation,
        form=form_of(application),
        answers=answers,
        kind=catalogue.kind(application.kind),
        office=office(organisation),
        number=application.number or "",
        calculated_on=today,
        prepared_by=signatory(organisation, today, specialist),
    )
    return print_paper(shape.paper, shape, at=at)
