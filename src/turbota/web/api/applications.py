"""The paper to sign, the signed application, where it is."""

import base64
import hashlib
import json
import re
import uuid
from typing import Annotated, Any, cast

from django.http import HttpRequest, HttpResponse
from ninja import Header, Router, Status

from turbota.access.actors import Actor
from turbota.applications.models import Application
from turbota.applications.operations import receiving
from turbota.applications.queries import followed, steps_of
from turbota.applications.states import MACHINE, State
from turbota.deadlines import queries as deadlines
from turbota.decisions.queries import told_outcome
from turbota.documents.operations import read
from turbota.exchange.operations import repeats
from turbota.exchange.permissions import check_scope
from turbota.exchange.states import Scope
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing
from turbota.web.api.bodies import declaration_of, decoded, opened
from turbota.web.api.problems import Problem
from turbota.web.api.schemas import ApplicationIn, DeclarationIn, PaperOut, RegisteredOut, StageOut

router = Router()
NUMBER = re.compile(r"\d{2}-\d{6,9}")
SUBJECT = "application"
REFUSALS = {status: Problem for status in (400, 401, 403, 404, 409, 413, 415, 422, 429, 503)}
READ_REFUSALS = {status: Problem for status in (401, 403, 404, 429)}
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="Ключ запиту, випадковий для кожної заяви. 30 днів той самий запит із ним дає ту саму відповідь.",
    ),
]


def actor_of(request: HttpRequest) -> Actor:
    """The client of the call, found by its token."""
    return cast(Actor, request.auth)  # type: ignore[attr-defined]


@router.post(
    "/papers",
    summary="Надрукувати заяву для підпису",
    description="Перевіряє відповіді й документи так само, як вебформа, і повертає байти, які людина читає й підписує. "
    "Той самий вміст дає той самий папір. Без підпису папір зникає за 7 днів.",
    response={201: PaperOut, **REFUSALS},
)
def print_paper(request: HttpRequest, sent: DeclarationIn) -> Status[dict[str, Any]]:
    """Validate, open the documents, print."""
    actor, at = actor_of(request), clock.now()
    check_scope(actor, Scope.WRITE)
    declaration = declaration_of(sent)
    printed = receiving.printed_before(by=actor, declaration=declaration)
    if printed is None:
        receiving.check_sent(by=actor, declaration=declaration, at=at)
        scans = opened(declaration.documents)
        printed = receiving.print_sent(by=actor, declaration=declaration, scans=scans, at=at)
    assert printed.paper is not None
    return Status(
        201,
        {
            "id": printed.pk,
            "sha256": printed.paper.sha256,
            "pages": printed.paper.pages or 1,
            "content": base64.b64encode(read(printed.paper)).decode(),
            "kept_until": (printed.created_at + receiving.PAPERS_KEPT).astimezone(clock.KYIV),
        },
    )


@router.post(
    "/applications",
    summary="Подати підписану заяву",
    description="Реєструє заяву й одразу передає її органу, що вирішує. Відповідь 201 є лише тоді, коли є номер. "
    "Повтор із тим самим ключем дає ту саму відповідь; інший запит із ним — 409; поки перший виконується — 409 "
    "із Retry-After.",
    response={201: RegisteredOut, **REFUSALS},
)
def submit(
    request: HttpRequest, response: HttpResponse, sent: ApplicationIn, key: Key
) -> Status[dict[str, Any]]:
    """Register what the person signed, once for a key."""
    actor = actor_of(request)
    check_scope(actor, Scope.WRITE)
    assert actor.system is not None
    declaration = declaration_of(sent)
    body = _digest(declaration.digest, sent.paper, sent.signature)
    claim = repeats.begin(client_id=actor.system.client_id, key=key, body=body, at=clock.now())
    answer = claim.answer
    if answer is None:
        answer = _register(actor, declaration, sent, claim.pk)
    response.headers["Location"] = f"/api/v1/applications/{answer['number']}"
    return Status(201, answer)


def _digest(declaration: str, paper: uuid.UUID, signature: str) -> str:
    return hashlib.sha256(json.dumps([declaration, str(paper), signature]).encode()).hexdigest()


def _register(
    actor: Actor, declaration: receiving.Declaration, sent: ApplicationIn, repeat_id: uuid.UUID
) -> dict[str, Any]:
    """Do the work of a claimed key; whatever goes wrong, the key is free for a repeat of the same body."""
    done = False
    try:
        cms = decoded(sent.signature)
        if cms is None:
            raise BadInput({"body.signature": "Підпис не дійшов цілим: це не base64. Надішліть його ще раз."})
        application = receiving.receive(
            by=actor,
            application_id=sent.paper,
            declaration=declaration,
            cms=cms,
            repeat_id=repeat_id,
            at=clock.now(),
        )
        done = True
        return receiving.answer_of(application)
    finally:
        if not done:
            repeats.give_up(repeat_id=repeat_id)


@router.get(
    "/applications/{number}",
    summary="Де заява",
    description="Стан, кроки й строки. Чужа заява відповідає точно так, як та, якої немає.",
    response={200: StageOut, **READ_REFUSALS},
)
def follow(request: HttpRequest, number: str) -> dict[str, Any]:
    """Stage, steps and terms of an application that the system may follow."""
    actor, at = actor_of(request), clock.now()
    check_scope(actor, Scope.READ, Scope.ORGANISATION)
    if not NUMBER.fullmatch(number):
        raise Missing
    application = followed(actor, number, at=at, purpose="стан заяви для іншої системи")
    return _stage(application) | {
        "steps": [
            {"stage": step.target, "words": MACHINE.transition(step.verb).title, "at": _local(step.at)}
            for step in steps_of(application)
        ],
        "clocks": [
            {
                "title": view.title,
                "act": ", ".join(part for part in (view.act, view.point) if part),
                "due_on": view.due_on,
                "state": view.state,
            }
            for view in (
                deadlines.state(row, clock.day_of(at)) for row in deadlines.clocks_of(SUBJECT, application.pk)
            )
        ],
    }


def _stage(application: Application) -> dict[str, Any]:
    return {
        "number": application.number,
        "kind": application.kind,
        "stage": application.state,
        "words": State(application.state).label,
        "received_on": application.received_on,
        "registered_at": _local(application.registered_at),
        "office": application.holder.name if application.holder else None,
        "signature": application.signature.state if application.signature else None,
        "outcome": told_outcome(application),
    }


def _local(moment: Any) -> Any:
    return moment.astimezone(clock.KYIV) if moment else None
