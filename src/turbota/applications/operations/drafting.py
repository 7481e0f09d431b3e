"""Filling an application: the citizen's draft and the officer's electronic case, section by section or whole."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from turbota.access.actors import Actor
from turbota.applications import permissions
from turbota.applications.guarding import guard
from turbota.applications.models import Application
from turbota.applications.operations.attaching import take_out_signed_paper
from turbota.applications.operations.locking import assign, locked
from turbota.applications.operations.representing import mandate_to_use
from turbota.applications.policies import FORMING, form_of
from turbota.applications.states import Channel, State
from turbota.assistance import catalogue
from turbota.assistance.forms import APPLICANT, Section
from turbota.audit.operations import record
from turbota.documents import operations as files
from turbota.kernel import clock
from turbota.kernel.errors import Conflict
from turbota.people.models import Mandate, Person
from turbota.people.queries import email_of, person, phone_of

Values = Mapping[str, Any] | list[dict[str, Any]]
TYPED = "записує відповіді заяви, яку бачать не всі"


def _first_answers(applicant: Person, teller: Person | None) -> dict[str, Any]:
    """What is known of the applicant, for her to confirm, and the contacts of who fills; an officer gives none."""
    own = {
        "surname": applicant.surname,
        "given_name": applicant.given_name,
        "patronymic": applicant.patronymic,
        "birth_date": applicant.birth_date.isoformat() if applicant.birth_date else None,
        "tax_number_state": "has" if applicant.own_tax_number else "refused",
        "tax_number": applicant.own_tax_number,
        "citizenship": applicant.citizenship or None,
    }
    contacts = {"email": email_of(teller), "phone": phone_of(teller)} if teller else {}
    return {
        "applicant": {key: value for key, value in own.items() if value},
        "contacts": {key: value for key, value in contacts.items() if value},
    }


@transaction.atomic
def open_draft(*, by: Actor, kind: str, at: datetime, mandate_id: uuid.UUID | None = None) -> Application:
    """The live draft of the kind, opened now if there is none: the actor's own, or under a mandate for another person.

    One live draft per kind, beneficiary and mandate. Before the mandate is confirmed only what the representative
    typed of the person stands in it. Raises Missing for a foreign mandate, Refused for one that is over or does not
    cover the kind.
    """
    permissions.OPEN_OWN.check_role(by)
    teller = person(by.person_id) if by.person_id else None
    if teller is None:
        raise Conflict("Увійдіть до кабінету ще раз.", code="no_person")
    mandate = mandate_to_use(by=by, mandate_id=mandate_id, kind=kind, at=at) if mandate_id else None
    applicant = mandate.represented if mandate else teller
    return begin_draft(by=by, kind=kind, applicant=applicant, mandate=mandate, teller=teller, at=at)


def begin_draft(
    *,
    by: Actor,
    kind: str,
    applicant: Person,
    mandate: Mandate | None,
    teller: Person | None,
    at: datetime,
) -> Application:
    """The live draft of the kind about the person under the mandate, made when there is none. The caller has the right.

    `teller`: whose contacts stand in it.
    """
    form = catalogue.kind(kind).form_on(clock.day_of(at))
    application, created = Application.objects.get_or_create(
        kind=kind,
        beneficiary=applicant,
        mandate=mandate,
        state=State.DRAFT,
        channel=Channel.PORTAL,
        defaults={
            "form_version": form.version,
            "applicant": applicant,
            "author_id": by.account_id,
            "created_at": at,
            "changed_at": at,
            "answers": _first_answers(applicant, teller),
        },
    )
    if created:
        record(
            actor=by,
            action="application.open",
            right="enter",
            subject_kind="application",
            subject_id=application.pk,
            purpose="підготовка заяви",
            at=at,
        )
    return application


def check_fillable(application: Application) -> None:
    """Raise Conflict when the answers of the locked application may no longer change."""
    fillable = FORMING if application.channel == Channel.COMMUNITY else (State.DRAFT,)
    if application.state not in fillable:
        raise Conflict(
            "Заяву вже подано, відповіді змінити не можна. Напишіть у справу.", code="already_submitted"
        )


def _save(application: Application, at: datetime) -> None:
    application.version += 1
    application.changed_at = application.moment(at)
    application.save(update_fields=["answers", "version", "changed_at"])


@transaction.atomic
def save_section(
    *,
    by: Actor,
    application_id: uuid.UUID,
    section: str,
    values: Values,
    at: datetime,
    version: int | None = None,
) -> Application:
    """Keep the answers of one section of the citizen's draft. Completeness is checked when it is signed.

    Other answers of the section stay: a hidden answer is never erased. Raises Conflict when the page is stale, and
    for a paper application, which only the community fills.
    """
    application = locked(application_id, action=permissions.FILL, by=by, version=version, at=at)
    if application.channel == Channel.COMMUNITY:
        raise Conflict(
            "Цю заяву заповнює громада. Щоб змінити відповідь, зверніться до неї.", code="filled_by_community"
        )
    check_fillable(application)
    declared = form_of(application).section(section)
    if isinstance(values, list) != bool(declared.repeat):
        raise ValueError("a repeated section is a list of rows, another one is not")
    if isinstance(values, list):
        application.answers[section] = values
    else:
        application.answers[section] = {**application.answers.get(section, {}), **dict(values)}
    _save(application, at)
    return application


@transaction.atomic
def fill_empty(
    *, by: Actor, application_id: uuid.UUID, answers: Mapping[str, Any], at: datetime
) -> Application:
    """Put answers given elsewhere into the citizen's draft where it has none: what stands there already stays."""
    application = locked(application_id, action=permissions.FILL, by=by, at=at)
    check_fillable(application)
    before = dict(application.answers)
    for section in form_of(application).sections:
        given, kept = answers.get(section.code), before.get(section.code)
        if section.repeat and given and not kept:
            application.answers[section.code] = _of_known_people(section, given, application.answers)
        elif not section.repeat and isinstance(given, Mapping):
            application.answers[section.code] = {**given, **(kept or {})}
    if application.answers != before:
        _save(application, at)
    return application


def _of_known_people(section: Section, rows: list[Any], answers: Mapping[str, Any]) -> list[Any]:
    """Rows about people who stand in the draft: an income of somebody who is not there has no owner."""
    pointing = [question.code for question in section.questions if question.type == "member"]
    known = {APPLICANT, *(row.get("id") for row in answers.get("members") or [])}
    return [row for row in rows if all(row.get(code) in known for code in pointing)]


@transaction.atomic
def save_answers(
    *,
    by: Actor,
    application_id: uuid.UUID,
    answers: Mapping[str, Any],
    at: datetime,
    version: int | None = None,
) -> Application:
    """Keep all answers of a paper application from the officer's one screen.

    A change after printing makes the printed paper void, and the scan that the applicant signed leaves the case. Answers
    that tell of violence guard the application at once, for who registered it, works on it, or typed them.
    """
    application = locked(application_id, action=permissions.FORM, by=by, version=version)
    check_fillable(application)
    if keep_answers(application, answers, at):
        forget_paper(application)
        take_out_signed_paper(application, by=by, at=at)
    guard(application)
    if application.guarded and by.account_id not in (None, application.author_id, application.taken_by_id):
        assign(application, by.account_id, by=by, at=at, why=TYPED)
        application.save(update_fields=["taken_by"])
    return application


def keep_answers(application: Application, answers: Mapping[str, Any], at: datetime) -> bool:
    """Keep all answers of the locked application; gives whether they say something else than before."""
    changed = _given(answers) != _given(application.answers)
    application.answers = dict(answers)
    _save(application, at)
    return bool(changed)


def _given(value: object) -> object:
    """The answers without empty places: a question left empty and a question never seen are the same."""
    if isinstance(value, Mapping):
        kept = {key: _given(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in (None, "", {}, [])}
    return [_given(inner) for inner in value] if isinstance(value, list) else value


def forget_paper(application: Application) -> None:
    """Let go of the printed paper: it does not say what stands now. The row is locked."""
    application.paper = application.paper_of_version = None
    application.warning_version = application.consent_version = ""
    application.save(update_fields=["paper", "paper_of_version", "warning_version", "consent_version"])


@transaction.atomic
def drop_draft(*, by: Actor, application_id: uuid.UUID, at: datetime) -> None:
    """The citizen throws the own draft away: answers, copies and the printed paper cannot be read by anybody any more.

    Only the trace of the act stays. Raises Conflict for a registered one, which is withdrawn instead.
    """
    application = locked(application_id, action=permissions.DROP, by=by, at=at)
    if application.state != State.DRAFT:
        raise Conflict(
            "Заяву вже подано, видалити її не можна. Якщо ви передумали, напишіть про це у справу.",
            code="already_submitted",
        )
    if application.number is not None:
        raise Conflict(
            "Цю заяву вже зареєстровано, видалити її не можна. Якщо ви передумали, відкличте її на сторінці "
            "«Відкликати заяву».",
            code="already_registered",
        )
    record(
        actor=by,
        action="application.drop",
        right="destroy",
        subject_kind="application",
        subject_id=application.pk,
        purpose="видалення чернетки",
        at=at,
    )
    erase(application)


def erase(application: Application) -> None:
    """Take a draft out with its copies and its paper. The caller has locked it and has the right."""
    copies = application.attachments.select_related("file")
    kept = [copy.file for copy in copies] + ([application.paper] if application.paper else [])
    copies.delete()
    application.missing_documents.all().delete()
    application.delete()
    files.forget(kept)
