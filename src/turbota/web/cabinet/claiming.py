"""Saying that one acts for another person: who one is for her, who she is, and the document that shows it.

Nothing of the other person is looked up here: every answer of these pages is made of what was typed.
"""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from turbota.applications.operations.attaching import count_upload
from turbota.assistance import catalogue, forms
from turbota.assistance.forms import Form, Question, Section
from turbota.documents.scans import MOST_BYTES_BEFORE, assemble
from turbota.exchange.register_queries import questions_of
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.people.claims import LONGEST_NUMBER
from turbota.people.mandates import claim, give_evidence
from turbota.people.operations import PersonData
from turbota.people.queries import held_mandate
from turbota.people.states import REPRESENTING, MandateKind
from turbota.web.cabinet.documents import uploads
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.mandate_scope import ScopeFields, scope_of
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.question_boxes import field_of, parse, typed
from turbota.web.shared.register_words import for_person
from turbota.web.ui.components import Choice, Field
from turbota.web.ui.forms import as_field, field_errors, file_line

ROLES = (
    (MandateKind.PARENT, "Мати або батько", "Подаєте за свою дитину, якій ще немає 18 років."),
    (MandateKind.GUARDIAN, "Опікун або піклувальник", "Є рішення про опіку чи піклування."),
    (MandateKind.POWER_OF_ATTORNEY, "Представник за довіреністю", "Людина дала вам довіреність."),
)
OTHER = "other"
UNANSWERED = {
    "surname": "Напишіть прізвище з документа.",
    "given_name": "Напишіть ім’я з документа.",
    "birth_date": "Напишіть дату народження з документа.",
}
WHO = Form(
    "1",
    OTHER,
    (
        Section(
            OTHER,
            "Хто ця людина",
            (
                Question("surname", "Прізвище"),
                Question("given_name", "Ім’я"),
                Question("patronymic", "По батькові", required=False),
                Question("birth_date", "Дата народження", type="date", past=True),
                Question("tax_number", "Податковий номер (РНОКПП)", type="tax_number", required=False),
                Question("unzr", "УНЗР", "Є в паспорті-картці.", type="unzr", required=False),
                Question(
                    "document",
                    "Серія й номер документа",
                    "Паспорт або свідоцтво про народження. Потрібні, якщо немає жодного з номерів вище.",
                    required=False,
                    max_length=40,
                ),
                Question(
                    "paper_number",
                    "Номер довіреності в реєстрі",
                    "Він надрукований на нотаріальній довіреності. За ним повноваження перевіримо в Єдиному реєстрі "
                    "довіреностей. Якщо номера немає, лишіть порожнім.",
                    required=False,
                    max_length=LONGEST_NUMBER,
                ),
                Question(
                    "until",
                    "До якого дня діє документ",
                    "Якщо в документі сказано. Батькам писати не треба: повноваження закінчаться, "
                    "коли дитині виповниться 18 років.",
                    type="date",
                    required=False,
                ),
            ),
        ),
    ),
)


@require_http_methods(["GET", "POST"])
@require_citizen
def role(request: HttpRequest) -> HttpResponse:
    """Who the actor is for the other person."""
    chosen = request.POST.get("role", "")
    problem = ""
    if request.method == "POST":
        if chosen in REPRESENTING:
            return redirect(_with_kind(reverse("cabinet:claim", args=[chosen]), _kind(request)))
        problem = "Виберіть, ким ви є для цієї людини."
    box = Field(
        widget="radios",
        name="role",
        id="role",
        label="Ким ви є для людини, за яку подаєте?",
        error=problem,
        choices=tuple(Choice(value, label, hint, value == chosen) for value, label, hint in ROLES),
        heading=True,
    )
    content = {"field": box, "lines": field_errors([box]), "back": _back(request)}
    return render(request, "cabinet/claim_role.html", content, status=422 if problem else 200)


def _kind(request: HttpRequest) -> str:
    """The kind of assistance for which she came here; empty when she came from the list."""
    code = request.GET.get("for", "")
    return code if code in {kind.code for kind in catalogue.kinds()} else ""


def _with_kind(address: str, kind: str) -> str:
    return f"{address}?for={kind}" if kind else address


def _back(request: HttpRequest) -> str:
    kind = _kind(request)
    return reverse("cabinet:whom", args=[kind]) if kind else reverse("cabinet:mandates")


@require_http_methods(["GET", "POST"])
@require_citizen
def person(request: HttpRequest, role: str) -> HttpResponse:
    """Who the other person is, as it stands in the document; then the document itself."""
    if role not in REPRESENTING:
        raise Http404
    errors: dict[str, str] = {}
    values: dict[str, object] = {}
    scope = ScopeFields(request.POST if request.method == "POST" else None, prefix="scope")
    if request.method == "POST":
        values, errors = _read(request)
        if scope.is_valid() and not errors:
            try:
                mandate = _claim(request, role, values, scope.cleaned_data)
            except BadInput as problem:
                errors = problem.fields
                for name in {"kinds", "powers"} & set(errors):
                    scope.add_error(name, errors[name])
            else:
                return redirect(
                    _with_kind(reverse("cabinet:mandate-evidence", args=[mandate]), _kind(request))
                )
    boxes = [_field(request, question, errors.get(question.code, "")) for question in _questions(role)]
    boxes += [as_field(box) for box in scope]
    content = {
        "fields": boxes,
        "lines": field_errors(boxes),
        "role": MandateKind(role).label,
        "child": role == MandateKind.PARENT,
        "back": _with_kind(reverse("cabinet:claim-role"), _kind(request)),
    }
    bad_page = bool(errors or (scope.is_bound and scope.errors))
    return render(request, "cabinet/claim_person.html", content, status=422 if bad_page else 200)


def _questions(role: str) -> list[Question]:
    """A parent is not asked until when: the child comes of age; only a power of attorney has a number there."""
    left_out = {"until"} if role == MandateKind.PARENT else set()
    left_out |= {"paper_number"} if role != MandateKind.POWER_OF_ATTORNEY else set()
    return [question for question in WHO.section(OTHER).questions if question.code not in left_out]


def _read(request: HttpRequest) -> tuple[dict[str, object], dict[str, str]]:
    values: dict[str, object] = {}
    errors: dict[str, str] = {}
    raw = {name: str(value) for name, value in request.POST.items()}
    for question in WHO.section(OTHER).questions:
        try:
            values[question.code] = parse(question, f"{OTHER}.{question.code}", raw)
        except forms.BadAnswer as problem:
            errors[question.code] = str(problem)
    found = {
        path.partition(".")[2]: words
        for path, words in forms.check(WHO, {OTHER: values}, clock.today()).items()
    }
    empty = {code: words for code, words in UNANSWERED.items() if code in found and not values.get(code)}
    return values, found | empty | errors


def _claim(request: HttpRequest, role: str, values: dict[str, object], chosen: dict[str, Any]) -> uuid.UUID:
    told = {code: str(value or "") for code, value in values.items()}
    data = PersonData(
        surname=told["surname"],
        given_name=told["given_name"],
        patronymic=told["patronymic"],
        birth_date=_day(told["birth_date"]),
        tax_number=told["tax_number"] or None,
        unzr=told["unzr"] or None,
        document=told["document"],
    )
    until = _day(told["until"]) if role != MandateKind.PARENT else None
    mandate = claim(
        by=actor_of(request),
        kind=role,
        data=data,
        scope=scope_of(chosen, until),
        at=clock.now(),
        paper_number=told["paper_number"] if role == MandateKind.POWER_OF_ATTORNEY else "",
    )
    return mandate.pk


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _field(request: HttpRequest, question: Question, error: str) -> Field:
    name = f"{OTHER}.{question.code}"
    raw = {key: str(value) for key, value in request.POST.items()} if request.method == "POST" else None
    boxes = typed(question, name, raw) if raw else None
    return field_of(question, name, None, answers={}, raw=boxes, error=error, heading=False, own=False)


@require_http_methods(["GET", "POST"])
@require_citizen
def evidence(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """The document that shows the right to act: what it is, and photos of it."""
    actor, at = actor_of(request), clock.now()
    mandate = held_mandate(actor, mandate_id)
    kind = _kind(request)
    following = reverse("cabinet:whom", args=[kind]) if kind else reverse("cabinet:mandates")
    title = request.POST.get("title", "")
    problems: dict[str, str] = {}
    asked = questions_of([mandate]).get(mandate.pk)
    by_script = request.headers.get("X-Requested-With") == "upload"
    if request.method == "POST":
        try:
            count_upload(by=actor, at=at)
            scan = assemble(uploads(request)) if request.FILES else None
            give_evidence(by=actor, mandate_id=mandate.pk, title=title, scan=scan, at=at)
        except BadInput as problem:
            problems = problem.fields
        except Refused as refused:
            problems = {"files": refused.sentence}
        else:
            messages.success(request, "Документ додано. Заяву можна подавати вже зараз.")
            return JsonResponse({"next": following}) if by_script else redirect(following)
        if by_script:
            return JsonResponse({"sentence": " ".join(problems.values())}, status=422)
    box = Field(
        widget="text",
        name="title",
        id="title",
        label="Що це за документ",
        hint="Назва, номер і дата. Наприклад: свідоцтво про народження, серія і номер.",
        error=problems.get("title", ""),
        value=title or mandate.basis,
        required=True,
    )
    content = {
        "mandate": mandate,
        "field": box,
        "lines": (*field_errors([box]), *file_line(problems.get("files", ""))),
        "problem": problems.get("files", ""),
        "register": for_person(asked),
        "limit": MOST_BYTES_BEFORE,
        "back": reverse("cabinet:mandates"),
    }
    return render(request, "cabinet/claim_evidence.html", content, status=422 if problems else 200)
