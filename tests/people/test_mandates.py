"""One person acts for another: what a claim opens (nothing), who confirms it, when it ends."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.factories import planned
from tests.factories.world import moment

from turbota.access.actors import Actor
from turbota.applications.models import Application
from turbota.applications.operations import acceptance, attaching, drafting, representing, submission
from turbota.applications.queries import application_for
from turbota.documents.operations import read
from turbota.documents.scans import Scan
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.messages.models import Delivery, Message
from turbota.people import mandates
from turbota.people.models import Mandate, Person
from turbota.people.operations import PersonData
from turbota.people.states import MandateKind, MandateState, Power
from turbota_demo import answers as told
from turbota_demo import cast, papers, stage
from turbota_demo.plays import KIND, SECTIONS, Plays
from turbota_simulators.signing import sign

AT = moment("2026-11-16 10:00")
LATER = moment("2026-11-17 10:00")
REASON = "Звірено зі свідоцтвом про народження."
pytestmark = pytest.mark.requirement("R036")

TARAS = cast.Citizen(
    "taras", "Прикладенко", "Тарас", "Андрійович", date(2016, 10, 20), "000000201", unzr="20161020-00201"
)
"""A child of Maria."""


def claim_of(
    person: cast.Citizen,
    *,
    by: Actor,
    kind: str = MandateKind.PARENT,
    at=AT,
    scope: mandates.Scope = mandates.Scope(),
    evidence: bool = True,
) -> Mandate:
    mandate = mandates.claim(by=by, kind=kind, data=stage.data_of(person), scope=scope, at=at)
    if evidence:
        mandates.give_evidence(
            by=by, mandate_id=mandate.pk, title="Свідоцтво ІБК 000201", scan=papers.scan("Свідоцтво"), at=at
        )
    return Mandate.objects.get(pk=mandate.pk)


def draft_for(mandate: Mandate, person: cast.Citizen, *, by: Actor, at=AT) -> Application:
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
    plays: Plays, mandate: Mandate, person: cast.Citizen, *, signer: str, at=AT, by: Actor | None = None
) -> Application:
    actor = by or stage.at_home(signer, at)
    application = draft_for(mandate, person, by=actor, at=at)
    paper = submission.print_for_signing(by=actor, application_id=application.pk, at=at)
    cms = sign(plays.keys.person(cast.citizen(signer)), read(paper), at=at)
    return submission.submit(by=actor, application_id=application.pk, sha256=paper.sha256, cms=cms, at=at)


def confirmed(mandate: Mandate, *, by: str = "umovnyi", at=LATER) -> Mandate:
    return representing.confirm_mandate(by=stage.at_work(by, at), mandate_id=mandate.pk, reason=REASON, at=at)


def test_a_parent_applies_for_a_child_and_an_officer_confirms_before_the_decision(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    mandate = claim_of(TARAS, by=maria)
    case = sent_for(plays, mandate, TARAS, signer="maria")
    assert case.number and case.mandate_id == mandate.pk
    plays.accepted(case, "umovnyi", LATER)
    with pytest.raises(Refused) as refused:
        plays.proposed(case, "umovnyi", LATER)
    assert refused.value.code == "mandate_claimed"
    assert confirmed(mandate).state == MandateState.CONFIRMED
    decision = plays.approved(plays.proposed(case, "umovnyi", LATER), "pokazova", LATER)
    planned.do_all()
    told_to = Message.objects.filter(subject_id=case.pk, kind__startswith="decision_").values_list(
        "person", flat=True
    )
    assert list(told_to) == [maria.person_id]
    assert decision.application_id == case.pk
