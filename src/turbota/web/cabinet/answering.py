"""Pages of questions: one at a time, saved by themselves, with lists of people and incomes."""

import re
import uuid
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from turbota.applications import queries
from turbota.applications.models import Application
from turbota.applications.operations.drafting import save_section
from turbota.applications.policies import form_of
from turbota.assistance import catalogue, forms
from turbota.assistance.forms import Form
from turbota.kernel import clock
from turbota.kernel.errors import Conflict, Missing, Refused
from turbota.web.cabinet import drafts, incomes
from turbota.web.cabinet.cases import PURPOSE, own_draft
from turbota.web.shared import answer_rows, questions
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.numbers import whole_number
from turbota.web.ui.components import ErrorLine
from turbota.web.ui.words import clock_time

ITEM = re.compile(r"[a-z]\d{1,4}")
STALE = (
    "Заяву змінено в іншій вкладці або на іншому пристрої. Ваші відповіді лишилися на цій сторінці: "
    "перевірте їх і надішліть ще раз."
)


@require_http_methods(["GET", "POST"])
@own_draft
def question(
    request: HttpRequest, application: Application, code: str, item: str | None = None
) -> HttpResponse:
    """One page of questions; POST keeps what was typed and goes on when the page is in order."""
    form = _form_with(application, code, item)
    if request.method == "GET":
        return _page(request, application, form, code, item)
    if questions.REMOVE in request.POST:
        return _remove(request, application, form, code)
    if questions.ADD in request.POST:
        return _add(request, application, form, code)
    if incomes.REPEAT in request.POST:
        return _repeat(request, application, form, code)
    before = application.answers
    try:
        application, reading = _keep(request, application, form, code, item)
    except Conflict as conflict:
        return _page(request, application, form, code, item, refused=conflict)
    errors = reading.errors | _still_missing(form, application, code, item, reading)
    if errors:
        return _page(request, application, form, code, item, reading=reading, errors=errors)
    if questions.has_new_question(form, before, application.answers, code, item):
        return redirect(drafts.page_url(application, code, item))
    return redirect(_onward(application, form, code, item))


@require_POST
def autosave(
    request: HttpRequest, application_id: uuid.UUID, code: str, item: str | None = None
) -> JsonResponse:
    """Keep what can be kept while she types. JSON: when it was saved and the new version of the draft.

    401 when she is signed out, 409 with a sentence when another tab or device changed the draft.
    """
    actor = actor_of(request)
    if not actor.signed_in:
        return JsonResponse({"sentence": "Увійдіть знову."}, status=401)
    if actor.person_id is None:
        raise Missing(code="not_your_role:cabinet")
    application = queries.application_for(actor, application_id, at=clock.now(), purpose=PURPOSE)
    form = _form_with(application, code, item)
    try:
        application, _ = _keep(request, application, form, code, item)
    except Refused as refused:
        return JsonResponse({"sentence": _told(refused)}, status=409)
    return JsonResponse({"saved_at": clock_time(application.changed_at), "version": application.version})


def _told(refused: Refused) -> str:
    """The sentence of a refusal; a stale page says what became of the answers on it."""
    return STALE if refused.code == "stale_page" else refused.sentence


def _form_with(application: Application, code: str, item: str | None) -> Form:
    """The form of the application, when it has this page and this row may be on it."""
    form = form_of(application)
    try:
        page = questions.find_page(form, code)
    except KeyError as error:
        raise Http404 from error
    if item is not None and (page.section.repeat is None or not ITEM.fullmatch(item)):
        raise Http404
    return form


def _version(request: HttpRequest, application: Application) -> int:
    """The version that the page was drawn with; the present one when the page did not say."""
    told = whole_number(request.POST.get("version", ""))
    return application.version if told is None else told


def _keep(
    request: HttpRequest, application: Application, form: Form, code: str, item: str | None
) -> tuple[Application, questions.Reading]:
    """Store everything that can be stored; a list passed with nobody in it is remembered as empty.

    A new row with nothing typed in it is not stored. Raises Conflict when the page is stale.
    """
    data = {name: str(value) for name, value in request.POST.items()}
    reading = questions.read_post(form, application.answers, code, data, item)
    section = questions.find_page(form, code).section
    if section.repeat and item is None and section.code in application.answers:
        return application, reading
    if item is not None and not any(value not in (None, "") for value in reading.values.values()):
        return application, reading
    answers = questions.put(form, application.answers, code, reading.values, item)
    values = answers.get(section.code, []) if section.repeat else reading.values
    kept = save_section(
        by=actor_of(request),
        application_id=application.pk,
        section=section.code,
        values=values,
        at=clock.now(),
        version=_version(request, application),
    )
    return kept, reading


def _still_missing(
    form: Form, application: Application, code: str, item: str | None, reading: questions.Reading
) -> dict[str, str]:
    """Faults of completeness of this page, except where what was typed could not be read at all.

    A new row with nothing in it is checked as if it stood in the list.
    """
    answers = application.answers
    if item is not None:
        answers = questions.put(form, answers, code, reading.values, item)
    found = answer_rows.by_name(answers, drafts.faults_on_page(form, answers, code, item, clock.today()))
    return {name: words for name, words in found.items() if name not in reading.errors}


def _remove(request: HttpRequest, application: Application, form: Form, code: str) -> HttpResponse:
    section = questions.find_page(form, code).section
    answers = questions.remove(application.answers, section.code, request.POST[questions.REMOVE])
    save_section(
        by=actor_of(request), application_id=application.pk, section=section.code,
        values=answers[section.code], at=clock.now(), version=_version(request, application),
    )  # fmt: skip
    return redirect(drafts.page_url(application, code))


def _add(request: HttpRequest, application: Application, form: Form, code: str) -> HttpResponse:
    """A new row: its page is opened; a month chosen from the window is already filled in."""
    section = questions.find_page(form, code).section
    if (
        section.repeat is None
        or len(answer_rows.rows(application.answers, section.code)) >= section.repeat.max
    ):
        raise Http404
    item = questions.new_item_id(application.answers, section.code)
    first = incomes.first_answers(application.answers, form, code, request.POST[questions.ADD])
    if first:
        answers = questions.put(form, application.answers, code, first, item)
        save_section(
            by=actor_of(request), application_id=application.pk, section=section.code,
            values=answers[section.code], at=clock.now(), version=_version(request, application),
        )  # fmt: skip
    return redirect(drafts.page_url(application, code, item))


def _repeat(request: HttpRequest, application: Application, form: Form, code: str) -> HttpResponse:
    """The same income for every other month of the window that has none."""
    rows = incomes.repeated(application, form, code, request.POST[incomes.REPEAT], clock.today())
    if rows is not None:
        save_section(
            by=actor_of(request), application_id=application.pk,
            section=questions.find_page(form, code).section.code, values=rows, at=clock.now(),
            version=_version(request, application),
        )  # fmt: skip
    return redirect(drafts.page_url(application, code))


def _onward(application: Application, form: Form, code: str, item: str | None) -> str:
    """Where «Далі» leads: from a row to its list, from the last page to the documents."""
    if item is not None:
        return drafts.page_url(application, code)
    following = questions.next_page(form, application.answers, code)
    if following is None:
        return reverse("cabinet:documents", args=[application.pk])
    return drafts.page_url(application, following)


def _page(
    request: HttpRequest, application: Application, form: Form, code: str, item: str | None, *,
    reading: questions.Reading | None = None, errors: dict[str, str] | None = None, refused: Refused | None = None,
) -> HttpResponse:  # fmt: skip
    """Draw a page of questions; with what was typed when it came back with errors."""
    today = clock.today()
    raw = reading.raw if reading else None
    if refused is not None:
        raw = {name: str(value) for name, value in request.POST.items()}
    if item is None and questions.find_page(form, code).section.repeat:
        errors = forms.check_section(
            form, questions.find_page(form, code).section.code, application.answers, today
        )
    page = questions.page_for(
        form, application.answers, code, item, raw=raw, errors=errors,
        item_url=drafts.page_url(application, code),
    )  # fmt: skip
    if refused is not None:
        page = replace(page, errors=(ErrorLine(_told(refused)), *page.errors))
    previous = drafts.page_url(application, code) if item else _before(application, form, code)
    content = {
        "application": application,
        "kind": catalogue.kind(application.kind),
        "page": page,
        "lines": page.errors,
        "back": previous,
        "later": _onward(application, form, code, item) if errors and reading else "",
        "save_url": _save_url(application, code, item),
        "months": incomes.income_months(application, form, code, today) if item is None else (),
        "groups": drafts.answered(application),
        "theirs": _stored(application, form, code, item) if refused is not None else (),
        "reader": actor_of(request).person_id,
    }
    status = 409 if refused else 422 if reading else 200
    return render(request, "cabinet/question.html", content, status=status)


def _stored(application: Application, form: Form, code: str, item: str | None) -> tuple[tuple[str, str], ...]:
    """What was saved from the other tab or device on this very page: question and answer, to be compared."""
    page = questions.find_page(form, code)
    places = [row.get("id") for row in answer_rows.rows(application.answers, page.section.code)]
    here = f"{page.section.code}.{places.index(item)}" if item in places else page.section.code
    asked = {f"{here}.{question.code}" for question in page.questions}
    return tuple(
        (row.label, row.value_text) for row in forms.rows(form, application.answers) if row.path in asked
    )


def _before(application: Application, form: Form, code: str) -> str:
    earlier = questions.previous_page(form, application.answers, code)
    if earlier is None:
        return reverse("cabinet:start", args=[application.kind])
    return drafts.page_url(application, earlier)


def _save_url(application: Application, code: str, item: str | None) -> str:
    """The address of the autosave; a list has nothing to save."""
    if item is not None:
        return reverse("cabinet:save-item", args=[application.pk, code, item])
    return reverse("cabinet:save", args=[application.pk, code])
