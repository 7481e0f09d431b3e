"""People who apply for others: claims with their documents, drafts, signed applications, confirmations."""

from datetime import date, datetime

from tests.factories.world import moment

from turbota.access.actors import Actor
from turbota.applications.models import Application
from turbota.applications.operations import attaching, drafting, representing, submission
from turbota.documents.operations import read
from turbota.people import mandates
from turbota.people.models import Mandate
from turbota.people.states import MandateKind
from turbota_demo import answers as told
from turbota_demo import cast, papers, stage
from turbota_demo.plays import KIND, SECTIONS, Plays
from turbota_simulators.signing import sign

AT = moment("2026-11-16 10:00")
LATER = moment("2026-11-17 10:00")
REASON = "Звірено зі свідоцтвом про народження."
EVERYTHING = mandates.Scope()
TARAS = cast.Citizen(
    "taras", "Прикладенко", "Тарас", "Андрійович", date(2016, 10, 20), "000000201", unzr="20161020-00201"
)
"""A child of Maria."""


def claim_of(
    person: cast.Citizen,
    *,
    by: Actor,
    kind: str = MandateKind.PARENT,
    at: datetime = AT,
    scope: mandates.Scope = EVERYTHING,
    evidence: bool = True,
) -> Mandate:
    mandate = mandates.claim(by=by, kind=kind, data=stage.data_of(person), scope=scope, at=at)
    if evidence:
        mandates.give_evidence(
            by=by, mandate_id=mandate.pk, title="Свідоцтво ІБК 000201", scan=papers.scan("Свідоцтво"), at=at
        )
    return Mandate.objects.get(pk=mandate.pk)


def draft_for(mandate: Mandate, person: cast.Citizen, *, by: Actor, at: datetime = AT) -> Application:
    application = drafting.open_draft(by=by, kind=KIND, at=at, mandate_id=mandate.pk)
    full = told.low_income(person, on=at.date())
    for section in SECTIONS:
        application = drafting.save_section(
            by=by, application_id=application.pk, section=section, values=full[section], at=at
        )
    attaching.attach(
        by=by, application_id=application.pk, code="identity", scan=papers.scan("Паспорт"), at=at
    )
    if not person.tax_number:
        attaching.attach(
            by=by,
            application_id=application.pk,
            code="tax_number_refusal",
            scan=papers.scan("Відмова"),
            at=at,
        )
    return Application.objects.get(pk=application.pk)


def sent_for(
    plays: Plays,
    mandate: Mandate,
    person: cast.Citizen,
    *,
    signer: str,
    at: datetime = AT,
    by: Actor | None = None,
) -> Application:
    actor = by or stage.at_home(signer, at)
    application = draft_for(mandate, person, by=actor, at=at)
    paper = submission.print_for_signing(by=actor, application_id=application.pk, at=at)
    cms = sign(plays.keys.person(cast.citizen(signer)), read(paper), at=at)
    return submission.submit(by=actor, application_id=application.pk, sha256=paper.sha256, cms=cms, at=at)


def confirmed(mandate: Mandate, *, by: str = "umovnyi", at: datetime = LATER) -> Mandate:
    return representing.confirm_mandate(by=stage.at_work(by, at), mandate_id=mandate.pk, reason=REASON, at=at)
