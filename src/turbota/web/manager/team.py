"""The team of a case, as its manager keeps it: members, meetings, tasks, messages."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from turbota.access import queries as access
from turbota.access.models import Role
from turbota.casework import team_queries
from turbota.casework.models import Case, CaseMessage
from turbota.casework.operations import meetings, talking, tasks, teams
from turbota.deadlines.queries import clocks_of_many, state
from turbota.kernel import clock
from turbota.kernel.errors import BadInput
from turbota.web.manager.case_frame import case_view, frame_of
from turbota.web.manager.plan_forms import ReasonForm
from turbota.web.manager.team_forms import (
    FindForm,
    InviteForm,
    MeetingForm,
    MessageForm,
    MinutesForm,
    MoveTaskForm,
    TaskForm,
)
from turbota.web.shared.clocks import clock_of
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.components import Message
from turbota.web.ui.words import moment

PAGE = "manager:case-team"
EDIT = ["GET", "HEAD", "POST"]
BOXES = {"starts_at": "on"}
"""Boxes that are called otherwise than what the operation speaks of."""


def task_rows(found: list[Any]) -> list[tuple[Any, Any]]:
    """Tasks with their clocks, in one query."""
    at = clock.now()
    clocks = clocks_of_many("case_task", [one.pk for one in found])
    return [
        (one, clock_of(state(clocks[one.pk][0], clock.day_of(at), at=at)) if one.pk in clocks else None)
        for one in found
    ]


def message_rows(found: list[CaseMessage], account_id: uuid.UUID | None) -> list[Message]:
    """Messages as the page shows them, with who has read them."""
    rows = []
    for one in found:
        readers = sorted(
            seen.account.name
            for seen in one.reads.all()
            if seen.account_id not in (one.author_id, account_id)
        )
        read = f"прочитали: {', '.join(readers)}" if readers else "ще ніхто не прочитав"
        office = f", {one.author_office}" if one.author_office else ""
        mine = one.author_id is not None and one.author_id == account_id
        rows.append(
            Message(f"{one.author_name}{office}", moment(one.at), one.body, mine, read if mine else "")
        )
    return rows


@require_safe
@case_view()
def team(request: HttpRequest, case: Case) -> HttpResponse:
    """Everybody of the team, tasks with their clocks, meetings, messages."""
    actor, at = actor_of(request), clock.now()
    place = frame_of(actor, case, PAGE, at)
    talk = team_queries.messages_of(actor, case) if place.keeps else []
    context = {
        "place": place,
        "members": team_queries.team_of(case),
        "today": clock.day_of(at),
        "tasks": task_rows(team_queries.tasks_of(case)),
        "meetings": team_queries.meetings_of(case),
        "talk": message_rows(talk, actor.account_id),
        "form": MessageForm(),
        "write_url": reverse("manager:case-write", args=[case.pk]),
    }
    answer = render(request, "manager/team.html", context)
    if place.keeps:
        talking.mark_read(by=actor, case=case, found=talk, at=at)
    return answer


def done(
    request: HttpRequest, case: Case, form: forms.Form, title: str, button: str, act: Callable[[], object], told: str,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    """A form on a page of its own → one operation → the team."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except BadInput as problem:
            for name, sentence in problem.fields.items():
                box = BOXES.get(name, name)
                form.add_error(box if box in form.fields else None, sentence)
        else:
            messages.success(request, told)
            return redirect(PAGE, case.pk)
    context = {
        "place": frame_of(actor_of(request), case, PAGE, clock.now()),
        "form": form, "title": title, "button": button, **more,
    }  # fmt: skip
    return render(request, "manager/team_form.html", context, status=422 if form.errors else 200)


def typed(request: HttpRequest) -> Any:
    """What was posted, None on the first opening."""
    return request.POST if request.method == "POST" else None


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def invite(request: HttpRequest, case: Case) -> HttpResponse:
    """Find a person by organisation and name, then say for what and until when. Names are never in the address."""
    on = clock.today()
    find = FindForm(typed(request), team_queries.bodies_to_invite(on))
    body_id = find.body() if request.method == "POST" and find.is_valid() else None
    if body_id is None:
        if request.method == "POST":
            find.add_error("organisation", "Виберіть організацію, у якій людина працює.")
        return _find_page(request, case, find)
    body = access.organisation(body_id)
    people = team_queries.people_to_invite(body.pk, find.cleaned_data["name"], on)
    if not people:
        find.add_error("name", "Такої людини там немає. Напишіть інакше або запишіть лише частину прізвища.")
        return _find_page(request, case, find)
    chosen = "send" in request.POST
    form = InviteForm(request.POST if chosen else None, body, people)
    return _invited(request, case, form, body.pk, body.short_name, find.cleaned_data["name"], chosen)


def _find_page(request: HttpRequest, case: Case, form: FindForm) -> HttpResponse:
    context = {
        "place": frame_of(actor_of(request), case, PAGE, clock.now()),
        "form": form, "title": "Кого запросити", "button": "Шукати",
    }  # fmt: skip
    return render(request, "manager/team_form.html", context, status=422 if form.errors else 200)


def _invited(
    request: HttpRequest, case: Case, form: InviteForm, body_id: uuid.UUID, body: str, name: str, chosen: bool
) -> HttpResponse:
    if chosen and form.is_valid():
        try:
            teams.invite(
                by=actor_of(request), case_id=case.pk, organisation_id=body_id, account_id=form.account_id(),
                field=form.cleaned_data["field"], task=form.cleaned_data["task"], until=form.cleaned_data["until"],
                at=clock.now(),
            )  # fmt: skip
        except BadInput as problem:
            for field, sentence in problem.fields.items():
                form.add_error(field, sentence)
        else:
            messages.success(
                request, "Запрошення надіслано. Доки людина не погодиться, вона нічого не бачить."
            )
            return redirect(PAGE, case.pk)
    context = {
        "place": frame_of(actor_of(request), case, PAGE, clock.now()),
        "form": form, "title": f"Запросити: {body}", "button": "Надіслати запрошення",
        "intro": "Людина побачить імена, ваш контакт, свої завдання, зустрічі й заходи своєї сфери. Адреси, "
        "повідомлень про випадок і доходів вона не побачить.",
        "again": name, "sending": True,
    }  # fmt: skip
    return render(request, "manager/team_form.html", context, status=422 if form.errors else 200)


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def end_member(request: HttpRequest, case: Case, member_id: uuid.UUID) -> HttpResponse:
    """End the part of a member today."""
    form = ReasonForm(typed(request), "Чому участь закінчується")
    return done(
        request, case, form, "Закінчити участь у команді", "Закінчити сьогодні",
        lambda: teams.end_membership(
            by=actor_of(request), member_id=member_id, reason=form.cleaned_data["reason"], at=clock.now()
        ),
        "Участь закінчено: випадку ця людина більше не бачить. Її відкриті завдання тепер ваші.",
    )  # fmt: skip


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def call(request: HttpRequest, case: Case) -> HttpResponse:
    """Call the team to a meeting."""
    form = MeetingForm(typed(request), team_queries.colleagues(case, clock.today()))
    return done(
        request, case, form, "Скликати зустріч", "Скликати",
        lambda: meetings.call(
            by=actor_of(request), case_id=case.pk, starts_at=form.starts_at(), place=form.cleaned_data["place"],
            agenda=form.cleaned_data["agenda"], accounts=form.called(), at=clock.now(),
            meeting_id=form.made_as(),
        ),
        "Зустріч скликано. Її видно всім, кого ви покликали.",
    )  # fmt: skip


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def minutes(request: HttpRequest, case: Case, meeting_id: uuid.UUID) -> HttpResponse:
    """The minutes of a meeting, attendance and tasks."""
    meeting = team_queries.meeting_of(case, meeting_id)
    called = [one.account for one in meeting.attendance.all()]
    form = MinutesForm(typed(request), called, team_queries.colleagues(case, clock.today()))
    return done(
        request, case, form, f"Протокол зустрічі {moment(meeting.starts_at)}", "Зберегти протокол",
        lambda: meetings.hold(
            by=actor_of(request), meeting_id=meeting.pk, minutes=form.cleaned_data["minutes"], present=form.there(),
            given=form.given(), at=clock.now(),
        ),
        "Протокол збережено, завдання роздано.", intro=f"Порядок денний: {meeting.agenda}",
    )  # fmt: skip


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def cancel_meeting(request: HttpRequest, case: Case, meeting_id: uuid.UUID) -> HttpResponse:
    """The meeting does not take place."""
    form = ReasonForm(typed(request), "Чому зустрічі не буде")
    return done(
        request, case, form, "Скасувати зустріч", "Скасувати зустріч",
        lambda: meetings.cancel(
            by=actor_of(request), meeting_id=meeting_id, reason=form.cleaned_data["reason"], at=clock.now()
        ),
        "Зустріч скасовано.",
    )  # fmt: skip


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def give(request: HttpRequest, case: Case) -> HttpResponse:
    """Give somebody a task; its term begins."""
    form = TaskForm(typed(request), team_queries.colleagues(case, clock.today()))
    return done(
        request, case, form, "Дати завдання", "Дати завдання",
        lambda: tasks.give(
            by=actor_of(request), case_id=case.pk, words=form.cleaned_data["words"], account_id=form.account_id(),
            until=form.cleaned_data["until"], at=clock.now(), task_id=form.made_as(),
        ),
        "Завдання дано, строк пішов.",
    )  # fmt: skip


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def move_task(request: HttpRequest, case: Case, task_id: uuid.UUID) -> HttpResponse:
    """Give the task to somebody else."""
    form = MoveTaskForm(typed(request), team_queries.colleagues(case, clock.today()))
    return done(
        request, case, form, "Передати завдання", "Передати",
        lambda: tasks.reassign(
            by=actor_of(request), task_id=task_id, account_id=form.account_id(), reason=form.cleaned_data["reason"],
            at=clock.now(),
        ),
        "Завдання передано. Строк лишився той самий.",
    )  # fmt: skip


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def cancel_task(request: HttpRequest, case: Case, task_id: uuid.UUID) -> HttpResponse:
    """The task is not needed any more."""
    form = ReasonForm(typed(request), "Чому завдання не потрібне")
    return done(
        request, case, form, "Скасувати завдання", "Скасувати завдання",
        lambda: tasks.cancel(
            by=actor_of(request), task_id=task_id, reason=form.cleaned_data["reason"], at=clock.now()
        ),
        "Завдання скасовано.",
    )  # fmt: skip


@require_POST
@case_view(Role.SOCIAL_MANAGER)
def write(request: HttpRequest, case: Case) -> HttpResponse:
    """Write to the team."""
    form = MessageForm(request.POST)
    return done(
        request, case, form, "Повідомлення команді", "Надіслати",
        lambda: talking.write(
            by=actor_of(request), case_id=case.pk, body=form.cleaned_data["body"], at=clock.now(),
            message_id=form.made_as(),
        ),
        "Повідомлення надіслано.",
    )  # fmt: skip
