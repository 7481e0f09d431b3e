"""Help with the portal: the officer fills a draft in for the person at the counter, and she signs it in her cabinet."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.applications import mandate_permissions, queries
from turbota.applications.mandate_queries import helped_drafts
from turbota.applications.models import Application
from turbota.applications.operations import attaching
from turbota.applications.operations.helping import help_person, save_help
from turbota.applications.policies import form_of
from turbota.assistance import catalogue
from turbota.documents import scans
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.people.helping import LONGEST_DAYS, USUAL_DAYS
from turbota.people.mandates import LONGEST_TITLE, revoke
from turbota.web.community.document_boxes import REMOVE
from turbota.web.community.documents import code_of, identifier, upload_of
from turbota.web.community.filling import fill_page, stale_words, version_of
from turbota.web.community.intake_forms import PersonFields, data_given, offices_of
from turbota.web.shared import questions
from turbota.web.shared.day_boxes import day_field
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.ui import words

PURPOSE = "допомога із заявою"
TEMPLATE = "community/help_fill.html"
MOST = 100
BY_DOCUMENT = (
    "Якщо немає жодного з номерів вище: людина знайде заяву за документом, з яким входить у кабінет."
)


class HelpForm(PersonFields):
    """Whom the officer helps, with what, by which document he knows her and until when."""

    unzr = forms.CharField(
        label="УНЗР",
        help_text="Є в паспорті-картці: 8 цифр, риска, 5 цифр.",
        required=False,
        max_length=14,
        validators=[RegexValidator(r"^\d{8}-\d{5}$", "УНЗР має бути таким: 8 цифр, риска, 5 цифр.")],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "short"}),
    )
    organisation = forms.ChoiceField(label="Де ви допомагаєте")
    kind = forms.ChoiceField(
        label="Вид допомоги", error_messages={"required": "Виберіть вид допомоги, про який людина просить."}
    )
    seen = forms.CharField(
        label="Документ, за яким ви встановили особу",
        help_text="Людина показала його вам: назва, серія й номер. Копію тут не зберігаємо.",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Напишіть, за яким документом ви встановили особу."},
    )
    until = day_field(
        "До якого дня допомагаєте",
        help_text=f"Цього дня вже ні. Не довше ніж {LONGEST_DAYS} днів; людина може скасувати раніше.",
    )
    field_order = (
        "kind",
        "surname",
        "given_name",
        "patronymic",
        "birth_date",
        "tax_number",
        "unzr",
        "document",
        "seen",
        "until",
        "organisation",
    )

    def __init__(self, actor: Actor, data: Any = None) -> None:
        super().__init__(data, initial={"until": clock.today() + timedelta(days=USUAL_DAYS)})
        for name in ("surname", "given_name", "birth_date"):
            self.fields[name].required = True
        self.fields["tax_number"].help_text = "За номером людина знайде заяву у своєму кабінеті."
        self.fields["document"].help_text = BY_DOCUMENT
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", "Виберіть вид допомоги"),
            *((kind.code, kind.plain_title) for kind in catalogue.kinds()),
        ]
        offices = offices_of(actor)
        self.fields["organisation"].choices = offices  # type: ignore[attr-defined]
        if len(offices) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = offices[0][0]


def _draft(request: HttpRequest, application_id: uuid.UUID) -> Application:
    """The draft of a person whom the officer helps today. Raises Missing."""
    return queries.application_for(
        actor_of(request),
        application_id,
        at=clock.now(),
        purpose=PURPOSE,
        action=mandate_permissions.READ_HELPED,
    )


@require_safe
@require_staff(Role.COMMUNITY_OFFICER)
def drafts(request: HttpRequest) -> HttpResponse:
    """Whom the officer helps now."""
    rows = [
        {
            "id": row.pk,
            "name": row.applicant.full_name if row.applicant else "",
            "kind": catalogue.kind(row.kind).plain_title,
            "until": row.mandate.until if row.mandate else None,
        }
        for row in helped_drafts(actor_of(request))[:MOST]
    ]
    return render(request, "community/helps.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@require_staff(Role.COMMUNITY_OFFICER)
def begin(request: HttpRequest) -> HttpResponse:
    """Begin to help: nobody is looked up, the draft is made of what stands in the form."""
    actor = actor_of(request)
    form = HelpForm(actor, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            case = help_person(
                by=actor,
                organisation_id=uuid.UUID(given["organisation"]),
                data=replace(data_given(given), unzr=given["unzr"] or None),
                kind=given["kind"],
                seen=given["seen"],
                until=given["until"],
                at=clock.now(),
            )
        except BadInput as bad:
            for name, sentence in bad.fields.items():
                form.add_error(name if name in form.fields else None, sentence)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("community:help", case.pk)
    bad_page = form.is_bound and bool(form.errors)
    return render(request, "community/help_new.html", {"form": form}, status=422 if bad_page else 200)


@require_http_methods(["GET", "POST"])
@require_staff(Role.COMMUNITY_OFFICER)
def fill(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """All questions and documents on one screen, as for a paper; nothing here signs or sends."""
    case = _draft(request, application_id)
    if request.method != "POST":
        return fill_page(request, case, checked="check" in request.GET, template=TEMPLATE)
    reading = questions.read_dense(form_of(case), case.answers, request.POST)
    try:
        _save(request, case, reading)
    except Conflict as conflict:
        now = _draft(request, application_id)
        stale = stale_words(now, reading, conflict.sentence)
        return fill_page(request, now, reading=reading, status=409, stale=stale, template=TEMPLATE)
    if reading.errors:
        case.refresh_from_db()
        return fill_page(request, case, reading=reading, status=422, template=TEMPLATE)
    messages.success(request, "Збережено. Людина підпише заяву у своєму кабінеті.")
    return redirect("community:help", case.pk)


def _save(request: HttpRequest, case: Application, reading: questions.Reading) -> Application:
    return save_help(
        by=actor_of(request),
        application_id=case.pk,
        answers=reading.values,
        at=clock.now(),
        version=version_of(request),
    )


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def autosave(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Save in the background what can be stored."""
    case = _draft(request, application_id)
    reading = questions.read_dense(form_of(case), case.answers, request.POST)
    try:
        saved = _save(request, case, reading)
    except Refused as refusal:
        return JsonResponse({"sentence": refusal.sentence}, status=409)
    return JsonResponse({"saved_at": words.clock_time(clock.now()), "version": saved.version})


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def add(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Photos or PDF files of one document that the person brought."""
    actor, at, case = actor_of(request), clock.now(), _draft(request, application_id)
    code = code_of(request, case)
    try:
        attaching.count_upload(by=actor, at=at)
        scan = scans.assemble([upload_of(one) for one in request.FILES.getlist("files")])
        attaching.attach(
            by=actor,
            application_id=case.pk,
            code=code,
            scan=scan,
            at=at,
            action=mandate_permissions.HELP_FILL,
        )
    except Refused as refusal:
        return fill_page(request, case, problems={code: refusal.sentence}, status=422, template=TEMPLATE)
    return redirect("community:help", case.pk)


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def remove(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Take a copy out of the draft."""
    attaching.take_away(
        by=actor_of(request),
        application_id=_draft(request, application_id).pk,
        attachment_id=identifier(request.POST.get(REMOVE, "")),
        at=clock.now(),
        action=mandate_permissions.HELP_FILL,
    )
    return redirect("community:help", application_id)


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def end(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """The officer ends the help himself: the draft waits for the person in her cabinet."""
    case = _draft(request, application_id)
    if case.mandate_id is None:
        raise Missing
    revoke(by=actor_of(request), mandate_id=case.mandate_id, reason="", at=clock.now())
    messages.success(request, "Допомогу закінчено. Чернетка чекає на людину в її кабінеті.")
    return redirect("community:helps")
