"""The page of an application: now, path, messages, who answers for it, what was sent, who looked."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from turbota.access.actors import Actor
from turbota.access.queries import organisations
from turbota.applications.models import Application
from turbota.applications.papers import live_attachments, receipt_paper, received_through
from turbota.applications.queries import steps_of
from turbota.applications.states import ELECTRONIC, RUNNING
from turbota.assistance import catalogue
from turbota.audit.queries import readings_of
from turbota.deadlines.queries import clocks_of
from turbota.decisions.queries import annulled_of
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing
from turbota.messages.models import Message as StoredMessage
from turbota.messages.operations import mark_read, write_to_case
from turbota.messages.queries import thread_of as messages_of
from turbota.messages.states import FROM_PERSON
from turbota.people.queries import person
from turbota.web.cabinet import drafts
from turbota.web.cabinet.cases import is_draft, own_case
from turbota.web.cabinet.standing import attached_rows, standing_of
from turbota.web.cabinet.timeline import thread_of
from turbota.web.shared.files import file_response
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.components import Message
from turbota.web.ui.words import moment

SUBJECT = "application"
OURSELVES = "Платформа «Турбота»"


@require_safe
@own_case
def application(request: HttpRequest, case: Application) -> HttpResponse:
    """What happens now and what she has to do; then everything else."""
    if is_draft(case):
        return redirect("cabinet:continue", case.pk)
    return _page(request, case, {}, "")


def _page(request: HttpRequest, case: Application, problems: dict[str, str], typed: str) -> HttpResponse:
    actor, at = actor_of(request), clock.now()
    today = clock.day_of(at)
    clocks = clocks_of(SUBJECT, case.pk)
    stored = [row for row in messages_of(SUBJECT, case.pk) if _shown(row, case, actor)]
    content = {
        "application": case,
        "kind": catalogue.kind(case.kind),
        "standing": standing_of(case, clocks, today),
        "path": thread_of(case, steps_of(case), clocks, today),
        "messages_of_case": [as_message(row) for row in stored],
        "files": live_attachments(case),
        "readings": readings_of(SUBJECT, [case.pk], without_account=actor.account_id),
        "reader": actor.person_id,
        "electronic": case.channel in ELECTRONIC,
        "through": received_through(case),
        "signature": case.signature,
        "annulled": annulled_of(case) if case.number else [],
        "may_withdraw": case.state in RUNNING,
        "problems": problems,
        "typed": typed,
    }
    _mark_read(request, case, stored, at)
    return render(request, "cabinet/application.html", content, status=422 if problems else 200)


def _to_reader(row: StoredMessage, case: Application, actor: Actor) -> bool:
    """Whether the message was written to who reads: to her, or, in an own case, to nobody who acts for her."""
    if row.person_id == actor.person_id:
        return True
    others = case.mandate.representative_id if case.mandate else None
    return case.applicant_id == actor.person_id and row.person_id != others


def _mark_read(request: HttpRequest, case: Application, stored: list[StoredMessage], at: datetime) -> None:
    """Messages that stand on the page are read now; the first opening counts."""
    actor = actor_of(request)
    for row in stored:
        if row.read_at is None and row.direction != FROM_PERSON and _to_reader(row, case, actor):
            mark_read(message_id=row.pk, by=actor, at=at)


def as_message(row: StoredMessage) -> Message:
    """A stored message as the page draws it."""
    mine = row.direction == FROM_PERSON
    state = ("прочитано" if row.read_at else "надіслано") if mine else ("" if row.read_at else "нове")
    author = "Ви" if mine else (row.organisation_name or "Турбота")
    return Message(author, moment(row.created_at), row.body, mine, state)


def _shown(row: StoredMessage, case: Application, actor: Actor) -> bool:
    """The person of the case reads everything; who acts for her, what was written to or by himself."""
    return case.applicant_id == actor.person_id or row.person_id == actor.person_id


@require_POST
@own_case
def write(request: HttpRequest, case: Application) -> HttpResponse:
    """Write to the office that holds the case."""
    actor, typed = actor_of(request), request.POST.get("body", "")
    office = case.holder or case.decider or case.community
    if actor.person_id is None or office is None:
        raise Missing
    try:
        write_to_case(
            person=person(actor.person_id), organisation=office, body=typed, subject_kind=SUBJECT, subject_id=case.pk,
            at=clock.now(), by=actor,
        )  # fmt: skip
    except BadInput as problem:
        return _page(request, case, problem.fields, typed)
    messages.success(request, "Повідомлення надіслано у справу.")
    return redirect(f"{reverse('cabinet:application', args=[case.pk])}#messages")


@require_safe
@own_case
def sent_answers(request: HttpRequest, case: Application) -> HttpResponse:
    """Everything that was sent: answers and copies, as they stand in the case."""
    content = {
        "application": case,
        "kind": catalogue.kind(case.kind),
        "groups": drafts.answered(case, with_links=False),
        "files": attached_rows(live_attachments(case), removable=False),
    }
    return render(request, "cabinet/sent_answers.html", content)


@require_safe
@own_case
def who_looked(request: HttpRequest, case: Application) -> HttpResponse:
    """Which offices looked at the case, how often, why and when last."""
    actor = actor_of(request)
    names = {str(row.pk): row.name for row in organisations(clock.today())}
    rows = [
        (names.get(str(reading.organisation_id), OURSELVES), reading)
        for reading in readings_of(SUBJECT, [case.pk], without_account=actor.account_id)
    ]
    content = {"application": case, "rows": rows, "total": sum(reading.count for _, reading in rows)}
    return render(request, "cabinet/who_looked.html", content)


@require_safe
@own_case
def receipt(request: HttpRequest, case: Application) -> HttpResponse:
    """The receipt with the list of documents, printed now from what stands in the case."""
    if case.number is None:
        raise Missing
    first = steps_of(case)[0]
    if case.channel in ELECTRONIC:
        officer, post = "Турбота", f"Зареєстровано {received_through(case).replace('Через', 'через', 1)}"
    else:
        officer, post = first.by_name, "Уповноважена особа громади"
    content = receipt_paper(case, officer=officer, post=post, at=clock.now())
    return file_response(content, media_type="application/pdf", name="receipt.pdf")
