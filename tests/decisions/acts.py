"""Cases in work, corrected and decided, for tests of decisions."""

from typing import Any

from tests.factories.world import moment

from turbota.applications.models import Application
from turbota.decisions import correcting
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
