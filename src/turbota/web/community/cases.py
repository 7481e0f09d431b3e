"""The page of a case, to be read: answers, documents, path with clocks, messages."""

import uuid
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from turbota.access.models import Role
from turbota.applications import queries
from turbota.applications.models import Application
from turbota.applications.operations.attaching import NO_MORE
from turbota.applications.states import State
from turbota.kernel import clock
from turbota.messages.operations import mark_read
from turbota.messages.queries import office_inbox, thread_of
from turbota.web.community import case_parts
from turbota.web.community.document_boxes import boxes
from turbota.web.community.heads import head_of
from turbota.web.community.queue_rows import SUBJECT
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of

staff = require_staff(Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST, Role.SEAL_OPERATOR)
PURPOSE = "перегляд справи громади"


def _read(request: HttpRequest, application_id: uuid.UUID) -> Application:
    return queries.application_for(actor_of(request), application_id, at=clock.now(), purpose=PURPOSE)


@require_safe
@staff
def answers(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """What the person answered."""
    return case_page(request, _read(request, application_id), "answers")


@require_safe
@staff
def documents(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Copies of documents; after registration the officer adds what the person brought within the term."""
    return case_page(request, _read(request, application_id), "documents")


@require_safe
@staff
def path(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Who did what and when, and all legal terms."""
    return case_page(request, _read(request, application_id), "path")


@require_safe
@staff
def messages(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """What was told to the person and to the community."""
    return case_page(request, _read(request, application_id), "messages")


@require_POST
@staff
def read(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """The community has read the notices of this case."""
    application = _read(request, application_id)
    actor = actor_of(request)
    unread = office_inbox(actor).filter(subject_kind=SUBJECT, subject_id=application.pk, read_at__isnull=True)
    for message_id in unread.values_list("pk", flat=True):
        mark_read(message_id=message_id, by=actor, at=clock.now())
    return HttpResponseRedirect(reverse("community:case-messages", args=[application.pk]))


def case_page(
    request: HttpRequest,
    application: Application,
    tab: str,
    *,
    problems: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """One tab of a case that was read by the rules. `problems`: of an upload, by the code of the document."""
    context = {
        "case": application,
        "head": head_of(application, clock.now()),
        "tabs": case_parts.tabs_of(application, tab),
        "tab": tab,
        "doings": case_parts.doings_of(actor_of(request), application),
        "problem": bool(problems),
        "others": queries.running_beside(application),
        "no_more": NO_MORE if application.state == State.DECIDED else "",
        **_content(application, tab, problems),
    }
    return render(request, "community/case.html", context, status=status)


def _content(application: Application, tab: str, problems: Mapping[str, str] | None) -> dict[str, object]:
    if tab == "documents":
        return {"documents": boxes(application, clock.today(), changeable=False, problems=problems)}
    if tab == "path":
        return {
            "thread": case_parts.path_of(application),
            "terms": case_parts.terms_of(application, clock.now()),
        }
    if tab == "messages":
        letters = [
            case_parts.message_of(row) for row in thread_of(SUBJECT, application.pk, with_notices=True)
        ]
        return {"letters": letters, "unread": any(letter.state for letter in letters)}
    return {"groups": case_parts.answers_of(application)}
