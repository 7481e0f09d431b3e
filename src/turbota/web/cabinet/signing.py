"""Before sending: all answers, the warning and the consent of the law, the paper itself, the signature."""

import base64
import binascii
import uuid
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from turbota.access.actors import Actor
from turbota.access.models import OrganisationKind
from turbota.access.queries import identification
from turbota.applications.models import Application
from turbota.applications.operations.confirming import (
    GOOD,
    confirm_again,
    good_for_submitting,
    submit_identified,
)
from turbota.applications.operations.resigning import may_sign_again, sign_again
from turbota.applications.operations.submission import print_for_signing, receiver, submit
from turbota.applications.papers import live_attachments
from turbota.applications.terms import decision_words
from turbota.assistance import catalogue
from turbota.documents.operations import read
from turbota.documents.preview import preview
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota.law import texts
from turbota.web.cabinet import drafts
from turbota.web.cabinet.cases import is_draft, own_case, own_draft
from turbota.web.cabinet.standing import attached_rows
from turbota.web.shared.files import file_response, pdf_response
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.shared.session import identification_of

CONFIRMED = "on"
LONGEST_SIGNATURE = 200_000  # base64 signs of one CAdES signature with its certificates


def _receiver(application: Application, today: date) -> str:
    """Who will decide, where the answers choose it; empty of a kind for which they do not."""
    kind = catalogue.kind(application.kind)
    period = kind.decider_period(today, application.answers)
    if period.decider != "community" and not kind.decider_cases:
        return ""
    body = receiver(application, today)
    if body is None:
        return "За цією областю органу, що вирішує, ще немає. Перевірте назву області."
    if period.decider != "community":
        return f"Заяву отримає {body.name}{f': {period.when.words}' if period.when else ''}."
    if body.kind == OrganisationKind.SOCIAL_UNIT:
        return f"Заяву отримає {body.name}. Якщо це не ваша громада, виправте її назву в адресі."
    return (
        f"Заяву отримає {body.name}: у громаді, яку ви назвали, ще немає відділу соціального захисту в системі. Якщо "
        "назву громади написано з помилкою, виправте її в адресі."
    )


@require_http_methods(["GET", "POST"])
@own_draft
def check(request: HttpRequest, application: Application) -> HttpResponse:
    """All answers with links to change them; the warning (R168) and the consent (R169) in force today."""
    at = clock.now()
    today = clock.day_of(at)
    faults = drafts.faults_of(application, today)
    problems: dict[str, str] = {}
    if request.method == "POST" and not faults:
        problems = _unconfirmed(request)
        if not problems:
            print_for_signing(by=actor_of(request), application_id=application.pk, at=at)
            return redirect("cabinet:sign", application.pk)
    content = {
        "application": application,
        "kind": catalogue.kind(application.kind),
        "groups": drafts.answered(application),
        "files": attached_rows(live_attachments(application), removable=False),
        "faults": faults,
        "receiver": _receiver(application, today) if not faults else "",
        "notes": catalogue.kind(application.kind).notes(application.answers),
        "problems": problems,
        "ticked": {name for name in ("warning", "consent") if request.POST.get(name) == CONFIRMED},
        "warning": texts.text("warning", today),
        "consent": texts.text("consent", today),
    }
    return render(request, "cabinet/check.html", content, status=422 if request.method == "POST" else 200)


def _unconfirmed(request: HttpRequest) -> dict[str, str]:
    sentences = {
        "warning": "Прочитайте попередження й поставте позначку: без цього заяву подати не можна.",
        "consent": "Поставте позначку згоди: без неї не зможуть отримати дані, щоб призначити допомогу.",
    }
    return {name: words for name, words in sentences.items() if request.POST.get(name) != CONFIRMED}


@require_http_methods(["GET", "POST"])
@require_citizen
def sign(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """The paper to be signed, and the signature made in the browser; the same signature twice gives one number.

    What comes signed goes straight to the operation: it finds the case by the rules itself.
    """
    return _submit(request, application_id) if request.method == "POST" else _to_sign(request, application_id)


@own_case
def _to_sign(request: HttpRequest, application: Application) -> HttpResponse:
    if may_sign_again(application):
        return _sign_page(request, application, "")
    if not is_draft(application):
        return redirect("cabinet:application", application.pk)
    if application.paper is None or application.paper_of_version != application.version:
        return redirect("cabinet:check", application.pk)
    return _sign_page(request, application, "")


def _submit(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    try:
        cms = base64.b64decode(request.POST.get("signature", "")[:LONGEST_SIGNATURE], validate=True)
        sha256 = request.POST.get("sha256", "")
        if not cms or len(sha256) != 64:
            raise BadInput({"signature": "Виберіть файл ключа й напишіть пароль до нього."})
        sent = _take(actor_of(request), application_id, sha256, cms, clock.now())
    except (binascii.Error, ValueError):
        return _not_taken(request, application_id, "Підпис не дійшов цілим. Підпишіть ще раз.")
    except BadInput as problem:
        return _not_taken(request, application_id, " ".join(problem.fields.values()))
    except Missing:
        raise
    except Refused as refused:
        note_refusal(request, refused)
        if refused.code == "paper_is_stale":
            messages.warning(request, refused.sentence)
            return redirect("cabinet:check", application_id)
        return _not_taken(request, application_id, refused.sentence)
    return redirect("cabinet:sent", sent.pk)


def _take(by: Actor, application_id: uuid.UUID, sha256: str, cms: bytes, at: datetime) -> Application:
    """Submit; what was submitted before and waits for a new signature takes this one."""
    sent = submit(by=by, application_id=application_id, sha256=sha256, cms=cms, at=at)
    if not may_sign_again(sent):
        return sent
    return sign_again(by=by, application_id=application_id, sha256=sha256, cms=cms, at=at)


@own_case
def _not_taken(request: HttpRequest, application: Application, sentence: str) -> HttpResponse:
    return _sign_page(request, application, sentence)


@require_POST
@own_case
def confirm(request: HttpRequest, application: Application) -> HttpResponse:
    """Submit without a key: the person agrees to the statement, and the identification of the session is the proof."""
    take = confirm_again if may_sign_again(application) else submit_identified
    try:
        sent = take(
            by=actor_of(request),
            application_id=application.pk,
            sha256=request.POST.get("sha256", ""),
            agreed=request.POST.get("agreed") == CONFIRMED,
            identification_id=identification_of(request.session),
            at=clock.now(),
        )
    except BadInput as problem:
        return _sign_page(request, application, " ".join(problem.fields.values()), place="agreed")
    except Refused as refused:
        note_refusal(request, refused)
        if refused.code == "paper_is_stale":
            messages.warning(request, refused.sentence)
            return redirect("cabinet:check", application.pk)
        return _sign_page(request, application, refused.sentence, place="without-key")
    return redirect("cabinet:sent", sent.pk)


def _without_key(request: HttpRequest) -> dict[str, object]:
    """Whether the session was identified well and lately enough to submit without a key, and the words to agree to."""
    at = clock.now()
    stored = identification_of(request.session)
    known = identification(stored) if stored else None
    return {
        "good": good_for_submitting(known, at),
        "weak": known is not None and known.level not in GOOD,
        "known": known,
        "statement": texts.text("confirmation", clock.day_of(at)),
    }


def _sign_page(
    request: HttpRequest, application: Application, problem: str, *, place: str = "key"
) -> HttpResponse:
    """The paper, and both ways to confirm it; `place` is where the problem is to be mended."""
    content = {
        "application": application,
        "kind": catalogue.kind(application.kind),
        "problem": problem,
        "place": place,
        "without_key": _without_key(request),
        "again": may_sign_again(application),
        "pages": range(1, 1 + _pages(application)),
    }
    return render(request, "cabinet/sign.html", content, status=422 if problem else 200)


def _pages(application: Application) -> int:
    """How many pages of the paper are shown as pictures."""
    return (application.paper.pages or 1) if application.paper else 0


@require_safe
@own_case
def sent(request: HttpRequest, application: Application) -> HttpResponse:
    """The application has its number: what happens now."""
    if is_draft(application):
        return redirect("cabinet:sign", application.pk)
    content = {
        "application": application,
        "kind": catalogue.kind(application.kind),
        "pending": application.signature is not None and application.signature.state == "pending",
        "without_key": application.signature is None,
        "words": decision_words(application),
    }
    return render(request, "cabinet/sent.html", content)


@require_safe
@own_case
def paper(request: HttpRequest, application: Application) -> HttpResponse:
    """The bytes of the application that are signed."""
    if application.paper is None:
        raise Missing
    return pdf_response(application.paper, "application.pdf")


@require_safe
@own_case
def paper_picture(request: HttpRequest, application: Application, page: int) -> HttpResponse:
    """One page of the paper as a picture: a phone has no PDF inside a page."""
    if application.paper is None:
        raise Missing
    picture = preview(read(application.paper), page, 1000)
    return file_response(picture, media_type="image/png", name="page.png")
