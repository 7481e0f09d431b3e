"""Cases in work, corrected and decided, for tests of decisions."""

from typing import Any

from tests.factories.world import moment

from turbota.applications.models import Application
from turbota.decisions import correcting
from turbota.decisions.by_hand import EnteredPart, Entry
from turbota.decisions.models import Correction, Decision
from turbota.documents.operations import read
from turbota.personal_files import operations as files
from turbota_demo import cast, stage
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign

MONDAY = moment("2026-11-16 10:00")
TUESDAY = moment("2026-11-17 10:00")
WEDNESDAY = moment("2026-11-18 10:00")
WHY = "У довідці з роботи стоїть інша сума."


def in_work(plays: Plays, key: str = "maria", **changes: Any) -> Application:
    application = plays.submitted(key, MONDAY, **changes)
    return plays.accepted(application, "umovnyi", TUESDAY)


def prepared(plays: Plays, application: Application, at: Any = TUESDAY) -> Decision:
    return files.prepare_decision(by=stage.at_work("umovnyi", at), application_id=application.pk, at=at)


def corrected(
    application: Application, path: str = "incomes.0.amount", value: object = 500_000, **changes: Any
) -> Correction:
    given = {
        "reason": WHY,
        "attachment_id": application.attachments.get(document_code="identity").pk,
        "by": stage.at_work("umovnyi", TUESDAY),
        "at": TUESDAY,
        **changes,
    }
    return correcting.correct(application_id=application.pk, path=path, value=value, **given)


def signed(plays: Plays, decision: Decision, code: str, verb: Any, at: Any, key: Any = None) -> Decision:
    cms = sign(key or plays.keys.person(cast.employee(code)), read(decision.paper), at=at)
    done: Decision = verb(
        by=stage.at_work(code, at), decision_id=decision.pk, sha256=decision.paper.sha256, cms=cms, at=at
    )
    return done


def approved(plays: Plays, key: str = "maria", **changes: Any) -> Decision:
    application = in_work(plays, key, **changes)
    return plays.approved(plays.proposed(application, "umovnyi", TUESDAY), "pokazova", WEDNESDAY)


REGISTERED = "mother_heroine"
BECAUSE = "Звання присвоєно указом, розмір узято з постанови."


def registered_in_work(
    plays: Plays, key: str = "maria", kind: str = REGISTERED, **changes: Any
) -> Application:
    """A case of a kind without rules, accepted by the department that decides it."""
    return plays.accepted(plays.submitted(key, MONDAY, kind=kind, **changes), "davnii", TUESDAY)


def part(**changes: Any) -> EnteredPart:
    """A sum that is paid once on the day of the application."""
    given = {
        "title": "Винагорода", "amount": 3_328_000, "per": "once", "since": MONDAY.date(),
        "until": MONDAY.date(), **changes,
    }  # fmt: skip
    return EnteredPart(**given)


def entry(application: Application, *parts: EnteredPart, **changes: Any) -> Entry:
    """What the specialist enters: without parts one sum is granted once."""
    given = {
        "outcome": "granted", "parts": parts or (part(),), "reason": BECAUSE,
        "act": "постанова КМУ № 268 від 28.02.2011", "clause": "пункт 2",
        "documents": (application.attachments.get(document_code="identity").pk,), **changes,
    }  # fmt: skip
    return Entry(**given)


def by_hand(
    application: Application, given: Entry | None = None, *, code: str = "davnii", at: Any = TUESDAY
) -> Decision:
    """The specialist enters the decision; nobody has signed it yet."""
    by = stage.at_work(code, at)
    return files.enter_by_hand(by=by, application_id=application.pk, entry=given or entry(application), at=at)
