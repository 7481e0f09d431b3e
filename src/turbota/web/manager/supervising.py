"""The supervisor's pages: what waits for approval, who is in two cases, load, handover, what the unit wants approved."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from turbota.access.models import Role
from turbota.casework import case_queries, load, permissions
from turbota.casework.case_states import LEVELS, ClaimOutcome, FromLevel, Stage
from turbota.casework.models import Case, CaseMember, MemberClaim
from turbota.casework.operations import claims, handover, supervising
from turbota.casework.operations.approved_content import digest_of
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota.web.manager import protected
from turbota.web.manager.case_forms import choice
from turbota.web.manager.editing import tell, text_box
from turbota.web.shared.day_boxes import day_field
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of

MOST_SHOWN = 100


@require_GET
@require_staff(Role.SUPERVISOR)
def approvals(request: HttpRequest) -> HttpResponse:
    """Everything that waits for the supervisor, the oldest first."""
    actor = actor_of(request)
    asked = list(case_queries.approvals_waiting(actor)[:MOST_SHOWN])
    questions = [_question(request, one) for one in case_queries.claims_waiting(actor)[:MOST_SHOWN]]
    context = {
        "approvals": asked,
        "questions": questions,
        "guarded": protected.rows_of(actor, MOST_SHOWN),
    }
    return render(request, "manager/approvals.html", context)


class RemarkForm(forms.Form):
    """What the supervisor says."""

    remark = text_box(
        "Зауваження",
        "",
        hint="Обов’язкові, якщо повертаєте: що змінити й чому.",
        needed=False,
    )


@require_http_methods(["GET", "POST"])
@require_staff(Role.SUPERVISOR)
def approval(request: HttpRequest, approval_id: uuid.UUID) -> HttpResponse:
    """One request: approve it or send it back with remarks."""
    actor = actor_of(request)
    found = case_queries.approvals_waiting(actor).filter(pk=approval_id).first()
    if found is None:
        raise Missing
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        approve = request.POST.get("answer") == "approve"
        try:
            supervising.decide(
                by=actor, approval_id=found.pk, approve=approve, remark=form.cleaned_data["remark"],
                at=clock.now(), seen=request.POST.get("seen"),
            )  # fmt: skip
        except Missing:
            raise
        except Refused as problem:
            tell(form, problem)
        else:
            done = "Погоджено." if approve else "Повернуто із зауваженнями."
            messages.success(request, done)
            return redirect("manager:approvals")
    context = {"approval": found, "form": form, "seen": digest_of(found.case, found.stage)}
    return render(request, "manager/approval.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True)
class Side:
    """One of the two cases as this supervisor sees it: a link, or only that it is another unit's."""

    member_id: uuid.UUID
    url: str
    words: str


@dataclass(frozen=True)
class Question:
    """A question about a member, with the cases."""

    claim: MemberClaim
    url: str
    name: str
    sides: tuple[Side, ...]


def _side(request: HttpRequest, member: CaseMember) -> Side:
    """A case of another unit is named by the unit; a sensitive one or one with a protected address not even so."""
    case = member.case
    if permissions.ASSIGN.can(actor_of(request), case):
        words = f"{case.number}: {member.get_relation_display().lower()}, з {member.since:%d.%m.%Y}"
        return Side(member.pk, reverse("manager:case", args=[case.pk]), words)
    hidden = case.sensitive or case.address_protected
    return Side(member.pk, "", "випадок іншого відділу" if hidden else f"випадок: {case.unit.short_name}")


def _question(request: HttpRequest, claim: MemberClaim) -> Question:
    rows = [claim.member, *([claim.other] if claim.other is not None else [])]
    sides = tuple(_side(request, row) for row in rows)
    return Question(
        claim=claim,
        url=reverse("manager:claim", args=[claim.pk]),
        name=claim.member.person.full_name,
        sides=sides,
    )


class ClaimForm(forms.Form):
    """What the supervisor decides about somebody in two cases."""

    outcome = choice("Рішення", [], "Виберіть рішення.")
    reason = text_box("Чому", "Напишіть, чому так вирішили.")

    def offer(self, question: Question) -> None:
        """Leave in both, or take out of one of the cases that the actor supervises; or just an answer."""
        if question.claim.other_id is None:
            del self.fields["outcome"]
            self.fields["reason"].label = "Відповідь"
            return
        ours = [(str(one.member_id), f"Вивести з випадку {one.words}") for one in question.sides if one.url]
        both = (ClaimOutcome.BOTH, ClaimOutcome.BOTH.label)
        self.fields["outcome"].choices = [both, *ours]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@require_staff(Role.SUPERVISOR)
def claim(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """One question about a member."""
    found = case_queries.claims_waiting(actor_of(request)).filter(pk=claim_id).first()
    if found is None:
        raise Missing
    question = _question(request, found)
    form = ClaimForm(request.POST or None)
    form.offer(question)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.get("outcome", ClaimOutcome.ANSWERED)
        moved = chosen not in ClaimOutcome.values
        try:
            claims.settle(
                by=actor_of(request), claim_id=found.pk, outcome=ClaimOutcome.MOVED if moved else chosen,
                leaves=uuid.UUID(chosen) if moved else None, reason=form.cleaned_data["reason"],
                at=clock.now(),
            )  # fmt: skip
        except Missing:
            raise
        except Refused as problem:
            tell(form, problem)
        else:
            messages.success(request, "Вирішено й записано.")
            return redirect("manager:approvals")
    context = {"question": question, "form": form}
    return render(request, "manager/claim.html", context, status=422 if form.errors else 200)


@require_GET
@require_staff(Role.SUPERVISOR)
def loads(request: HttpRequest) -> HttpResponse:
    """Cases of every manager weighted by complexity against the norm, who is away, and the rules of approval."""
    actor, today = actor_of(request), clock.today()
    scale = load.weights(today)
    levels = [("unassessed", "Не оцінено"), *LEVELS.items()]
    rows = [
        {"one": one, "cells": [(words, one.cases.get(code, 0)) for code, words in levels],
         "over": one.points > scale.norm.amount}
        for one in load.load_of_units(actor, today)
    ]  # fmt: skip
    units = load.units_of(actor)
    set_rules = {
        (rule.unit_id, rule.stage): rule.from_level for rule in case_queries.stage_rules(actor, today)
    }
    rules = [
        {"unit": unit, "stages": [
            {"code": code, "words": words, "chosen": set_rules.get((unit.pk, code), "")}
            for code, words in Stage.choices
        ]}
        for unit in units
    ]  # fmt: skip
    context = {
        "rows": rows,
        "levels": [(words, scale.points[code]) for code, words in levels],
        "norm": scale.norm,
        "rules": rules,
        "from_levels": [("", "Не потрібне"), *FromLevel.choices],
    }
    return render(request, "manager/load.html", context)


@require_POST
@require_staff(Role.SUPERVISOR)
def set_rule(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    """What the supervisor of the unit approves from today."""
    for stage in Stage.values:
        supervising.set_rule(
            by=actor_of(request), unit_id=unit_id, stage=stage, from_level=request.POST.get(stage, ""),
            at=clock.now(),
        )  # fmt: skip
    messages.success(request, "Порядок погодження змінено від сьогодні.")
    return redirect("manager:load")


class HandoverForm(forms.Form):
    """To whom, why, and how long the former manager reads."""

    post = forms.ChoiceField(
        label="Кому передаєте",
        error_messages={"required": "Виберіть менеджера.", "invalid_choice": "Виберіть менеджера."},
    )
    reason = text_box("Чому", "Напишіть, чому передаєте випадки.")
    reads_until = day_field(
        "До якого дня колишній менеджер читає випадок",
        help_text="Цього дня вже не читає. Порожньо: не читає від сьогодні.",
    )


@require_http_methods(["GET", "POST"])
@require_staff(Role.SUPERVISOR)
def hand_over(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """Give one, some or all cases of a manager to another one."""
    actor, today = actor_of(request), clock.today()
    rows = list(case_queries.cases_of_post(actor, post_id)[: handover.MOST])
    managers = case_queries.unit_managers(actor.organisations(Role.SUPERVISOR), today)
    named = [(str(post.pk), post.account.name) for post in managers if post.pk != post_id]
    form = HandoverForm(request.POST or None, initial={"reads_until": handover.usual_tail(today)})
    form.fields["post"].choices = [("", "Виберіть"), *named]  # type: ignore[attr-defined]
    chosen = set(request.POST.getlist("case"))
    if request.method == "POST" and form.is_valid():
        given = _given(request, form, [row for row in rows if str(row.pk) in chosen])
        if given is not None:
            messages.success(request, f"Передано випадків: {len(given)}. Людей повідомляємо.")
            return redirect("manager:load")
    context = {
        "form": form,
        "whose": rows[0].post.account.name if rows and rows[0].post else "",
        "rows": [(row, request.method == "GET" or str(row.pk) in chosen) for row in rows],
    }
    return render(request, "manager/handover.html", context, status=422 if form.errors else 200)


def _given(request: HttpRequest, form: HandoverForm, cases: list[Case]) -> list[Case] | None:
    data: dict[str, Any] = form.cleaned_data
    try:
        return handover.hand_over(
            by=actor_of(request), case_ids=[case.pk for case in cases], to_post_id=uuid.UUID(data["post"]),
            reason=data["reason"], reads_until=data["reads_until"], at=clock.now(),
        )  # fmt: skip
    except BadInput as problem:
        tell(form, problem)
    return None
