"""From a report to a case: look for the person, link blindly, or open a new case."""

import uuid
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from turbota.access.models import Role
from turbota.casework import report_queries
from turbota.casework.models import Report
from turbota.casework.operations import linking
from turbota.casework.operations.linking import NewCase
from turbota.casework.report_permissions import TRIAGE
from turbota.casework.states import CaseKind, Sensitivity
from turbota.kernel import clock
from turbota.kernel.errors import BadInput
from turbota.people import queries as people
from turbota.people.operations import PersonData
from turbota.people.wanted import read as wanted_of
from turbota.places.models import LIVED_IN
from turbota.web.manager.contact_form import CONTACT, ContactForm
from turbota.web.shared.day_boxes import day_field
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.place_choice import chosen
from turbota.web.shared.searching import note_person_search
from turbota.web.ui.parts import Part

WORKERS = (Role.SOCIAL_MANAGER, Role.SUPERVISOR)
CHOOSE = {"required": "Виберіть одну відповідь."}


class SearchForm(forms.Form):
    """Whom the report is about."""

    q = forms.CharField(
        label="РНОКПП, або прізвище й дата народження",
        help_text="Наприклад: Вигаданська 01.04.1950.",
        max_length=200,
        error_messages={"required": "Напишіть РНОКПП, або прізвище й дату народження."},
    )


class CaseForm(ContactForm):
    """The case to open: whose, who answers for it, and whether it is closed from others' eyes."""

    parts = (
        Part("person", "Людина", ("surname", "given_name", "patronymic", "birth_date")),
        Part("case", "Випадок", ("kind", "sensitivity", "post")),
        CONTACT,
    )

    surname = forms.CharField(
        label="Прізвище", max_length=100, error_messages={"required": "Напишіть прізвище."}
    )
    given_name = forms.CharField(label="Ім’я", max_length=100, error_messages={"required": "Напишіть ім’я."})
    patronymic = forms.CharField(label="По батькові", max_length=100, required=False)
    birth_date = day_field("Дата народження", help_text="Якщо не знаєте, пропустіть.")
    kind = forms.ChoiceField(
        label="Чий випадок", choices=CaseKind.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    sensitivity = forms.ChoiceField(
        label="Кому його видно",
        help_text="Випадок насильства або захисту дитини не існує ні для кого, крім відповідального й супервізора.",
        choices=Sensitivity.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    post = forms.ChoiceField(
        label="Хто відповідає за випадок",
        error_messages={"required": "Виберіть соціального менеджера."},
    )

    def __init__(self, *args: Any, posts: list[tuple[str, str]], known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["post"]).choices = [("", "Виберіть"), *posts]
        if known:
            for name in ("surname", "given_name", "patronymic", "birth_date"):
                del self.fields[name]

    def clean_birth_date(self) -> date | None:
        """Nobody is born in the future."""
        born = cast("date | None", self.cleaned_data["birth_date"])
        if born is not None and born > clock.today():
            raise forms.ValidationError("Дата народження не може бути в майбутньому.")
        return born


def _triaged(request: HttpRequest, report_id: uuid.UUID) -> Report:
    """The report, for whoever triages it."""
    report = report_queries.report_for(actor_of(request), report_id, at=clock.now())
    TRIAGE.check(actor_of(request), report)
    return report


@require_http_methods(["GET", "POST"])
@require_staff(*WORKERS)
def person(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Look for the person: by POST, so that no name stands in an address. Whether she has a case is not shown."""
    actor = actor_of(request)
    report = _triaged(request, report_id)
    form = SearchForm(request.POST if request.method == "POST" else None)
    found: list[people.Found] = []
    if form.is_bound and form.is_valid():
        note_person_search(request)
        wanted = wanted_of(form.cleaned_data["q"])
        surname = wanted.name.split()[0] if wanted.name else ""
        found = people.search(
            actor, tax_number=wanted.tax_number, surname=surname, birth_date=wanted.birth_date
        )
    context = {"report": report, "form": form, "found": found, "asked": form.is_bound and form.is_valid()}
    return render(request, "manager/report_person.html", context, status=422 if form.errors else 200)


@require_POST
@require_staff(*WORKERS)
def link(request: HttpRequest, report_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Give the report to whoever answers for the person's case: the same words whether there is one or not."""
    linking.link(by=actor_of(request), report_id=report_id, person_id=person_id, at=clock.now())
    messages.success(request, linking.LINKED)
    return redirect("manager:reports")


@require_http_methods(["GET", "POST"])
@require_staff(*WORKERS)
def open_case(request: HttpRequest, report_id: uuid.UUID, person_id: uuid.UUID | None = None) -> HttpResponse:
    """Open a case from the report, of a person who is known or of somebody new."""
    actor, at = actor_of(request), clock.now()
    report = _triaged(request, report_id)
    posts = [(str(post.pk), post.account.name) for post in report_queries.managers(actor, clock.today())]
    known = people.person(person_id) if person_id else report.person
    form = CaseForm(
        request.POST if request.method == "POST" else None,
        posts=posts,
        known=known is not None,
        initial=_initial(report, [post.post_id for post in actor.posts if post.role == Role.SOCIAL_MANAGER]),
    )
    if form.is_bound and form.is_valid():
        try:
            new = _new_case(form.cleaned_data, known.pk if known else None)
            case = linking.open_case(by=actor, report_id=report_id, new=new, at=at)
        except BadInput as problem:
            for name, sentence in problem.fields.items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            if report_queries.reads(actor, case):
                messages.success(request, f"Випадок {case.number} відкрито.")
                return redirect("manager:case", case.pk)
            messages.success(request, "Випадок відкрито: відповідальний дізнається.")
            return redirect("manager:reports")
    context = {"report": report, "form": form, "known": known}
    return render(request, "manager/report_case.html", context, status=422 if form.errors else 200)


def _initial(report: Report, own_posts: list[uuid.UUID]) -> dict[str, Any]:
    """What the report says already. Violence, or a child who is hurt, closes the case from others' eyes."""
    sensitivity = Sensitivity.VIOLENCE if report.violence else Sensitivity.NONE
    if report.violence and report.children:
        sensitivity = Sensitivity.CHILD
    return {
        "kind": CaseKind.FAMILY if report.children else CaseKind.PERSON,
        "sensitivity": sensitivity,
        "address": report.place,
        "post": own_posts[0] if own_posts else "",
        **_where(report),
    }


def _where(report: Report) -> dict[str, str]:
    """The place of the report, when it is one where people live: an oblast alone says nothing of a home."""
    place = report.locality
    return chosen(place) if place is not None and place.category in LIVED_IN else {}


def _new_case(given: dict[str, Any], person_id: uuid.UUID | None) -> NewCase:
    data = None
    if person_id is None:
        data = PersonData(
            surname=given["surname"],
            given_name=given["given_name"],
            patronymic=given["patronymic"],
            birth_date=given["birth_date"],
        )
    return NewCase(
        post_id=uuid.UUID(given["post"]),
        kind=CaseKind(given["kind"]),
        sensitivity=Sensitivity(given["sensitivity"]),
        person_id=person_id,
        person=data,
        address=given["address"],
        place_code=given["place_code"],
        address_protected=given["address_protected"],
        phone=given["phone"],
    )
