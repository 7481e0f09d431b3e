"""People who apply for others: claims with their documents, drafts, signed applications, confirmations."""

from datetime import datetime

from tests.factories.world import moment

from turbota.access.actors import Actor
from turbota.access.models import Organisation
from turbota.applications.models import Application
from turbota.applications.operations import drafting, helping, representing, representing_at_counter
from turbota.people import claims, mandates
from turbota.people.models import Mandate
from turbota.people.states import MandateKind, MandateState
from turbota_demo import cast, papers, stage
from turbota_demo.plays import KIND, Plays

AT = moment("2026-11-16 10:00")
LATER = moment("2026-11-17 10:00")
REASON = "Звірено зі свідоцтвом про народження."
EVERYTHING = claims.Scope()
TARAS = cast.TARAS


def claim_of(
    person: cast.Citizen,
    *,
    by: Actor,
    kind: str = MandateKind.PARENT,
    at: datetime = AT,
    scope: claims.Scope = EVERYTHING,
    evidence: bool = True,
) -> Mandate:
    mandate = mandates.claim(by=by, kind=kind, data=stage.data_of(person), scope=scope, at=at)
    if evidence:
        mandates.give_evidence(
            by=by, mandate_id=mandate.pk, title="Свідоцтво ІБК 000201", scan=papers.scan("Свідоцтво"), at=at
        )
    return Mandate.objects.get(pk=mandate.pk)


def draft_for(
    plays: Plays, mandate: Mandate, person: cast.Citizen, *, by: Actor, at: datetime = AT
) -> Application:
    application = drafting.open_draft(by=by, kind=KIND, at=at, mandate_id=mandate.pk)
    return plays.filled(application, person, by, at)


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
    return plays.signed(draft_for(plays, mandate, person, by=actor, at=at), signer, actor, at)


def confirmed(mandate: Mandate, *, by: str = "umovnyi", at: datetime = LATER) -> Mandate:
    return representing.confirm_mandate(by=stage.at_work(by, at), mandate_id=mandate.pk, reason=REASON, at=at)


def at_the_counter(plays: Plays, **changed: object) -> Application:
    """Vira's paper is brought by Roman with a power of attorney."""
    case = plays.registered("vira", "zrazkova", "dolyna", AT)
    told_of = {
        "kind": MandateKind.POWER_OF_ATTORNEY,
        "representative": stage.data_of(cast.citizen("roman")),
        "title": "Довіреність № 417",
        "scan": papers.scan("Довіреність"),
        "scope": EVERYTHING,
    }
    return representing_at_counter.represent_at_counter(
        by=stage.at_work("zrazkova", AT),
        application_id=case.pk,
        at=AT,
        **{**told_of, **changed},  # type: ignore[arg-type]
    )


def helped(
    person: cast.Citizen,
    *,
    by: str | Actor = "zrazkova",
    body: str = "dolyna",
    at: datetime = AT,
    **changed: object,
) -> Application:
    """A draft that an officer has begun at the counter for the person who showed her passport."""
    told_of = {
        "organisation_id": Organisation.objects.get(code=cast.body(body).code).pk,
        "data": stage.data_of(person),
        "kind": KIND,
        "seen": "Паспорт громадянина України № 000417",
        "until": None,
    }
    officer = by if isinstance(by, Actor) else stage.at_work(by, at)
    return helping.help_person(by=officer, at=at, **{**told_of, **changed})  # type: ignore[arg-type]


def confirmed_for(represented: Actor, representative: str, at: datetime) -> Mandate:
    """A mandate in force to act in everything, as if an office had confirmed it."""
    by = stage.at_home(representative, at)
    data = stage.data_of(cast.citizen("maria"))
    claimed = mandates.claim(by=by, kind=MandateKind.POWER_OF_ATTORNEY, data=data, scope=EVERYTHING, at=at)
    Mandate.objects.filter(pk=claimed.pk).update(
        represented_id=represented.person_id,
        state=MandateState.CONFIRMED,
        confirmed_at=at,
        basis="Довіреність № 7",
    )
    return Mandate.objects.get(pk=claimed.pk)
