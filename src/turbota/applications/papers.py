"""What is printed of an application: the application itself, the receipt-notification and the register of handover."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from turbota.access.models import Organisation
from turbota.applications.models import Application, HandoverRegister
from turbota.applications.policies import form_of, needs
from turbota.applications.states import ELECTRONIC, Channel
from turbota.assistance import catalogue, declaring, forms
from turbota.assistance.kind import Annexes
from turbota.documents import operations as files
from turbota.documents.models import StoredFile
from turbota.documents.papers import shapes
from turbota.documents.papers.calculated import members_of
from turbota.documents.papers.declared import DeclaredIncome, DeclaredPerson
from turbota.documents.papers.printing import Attachment, page_count, print_paper
from turbota.kernel import clock
from turbota.law import texts
from turbota.people.operations import PersonData

CANONICAL_NAME = "application.json"


def canonical(application: Application) -> bytes:
    """The declaration as canonical JSON (sorted keys, UTF-8): the same bytes for the same answers."""
    content = {
        "kind": application.kind,
        "form_version": application.form_version,
        "answers": application.answers,
        "warning_version": application.warning_version,
        "consent_version": application.consent_version,
        "attachments": [
            {"document": row.document_code, "title": row.title, "sha256": row.file.sha256}
            for row in live_attachments(application)
        ],
    }
    if application.mandate is not None:
        mandate = application.mandate
        content["representation"] = {
            "kind": mandate.kind,
            "basis": mandate.basis,
            "evidence_sha256": mandate.evidence.sha256 if mandate.evidence else None,
        }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def live_attachments(application: Application) -> list[Any]:
    """Copies that stand in the case, in order of arrival."""
    rows = application.attachments.filter(removed_at__isnull=True).select_related("file", "seal")
    hidden = ("file__wrapped_key", "file__address", "seal__cms", "seal__evidence")
    return list(rows.defer(*hidden).order_by("added_at", "pk"))


def office(body: Organisation | None) -> shapes.Office:
    """An organisation as it stands on paper."""
    if body is None:
        return shapes.Office(name="Орган, що вирішує за законом на день подання")
    return shapes.Office(name=body.name, code=body.code, address=body.address, phone=body.phone)


def received_through(application: Application) -> str:
    """The source of receipt in words, as papers and the personal file name it (Instruction 345, p. 11.3)."""
    if application.client is not None:
        return f"Через інформаційну систему «{application.client.name}»"
    return str(Channel(application.channel).label)


def applicant_answers(data: PersonData) -> dict[str, Any]:
    """The first answers of a paper application, from what is known of the person."""
    values = {
        "surname": data.surname,
        "given_name": data.given_name,
        "patronymic": data.patronymic,
        "birth_date": data.birth_date.isoformat() if data.birth_date else None,
        "tax_number_state": "has" if data.tax_number else "refused",
        "tax_number": data.tax_number,
        "unzr": data.unzr,
        "document_number": data.document,
    }
    return {key: value for key, value in values.items() if value}


def person_data(answers: dict[str, Any]) -> PersonData:
    """What the applicant's answers say of the person."""
    own = answers.get("applicant", {})
    born = own.get("birth_date")
    return PersonData(
        surname=own.get("surname", ""),
        given_name=own.get("given_name", ""),
        patronymic=own.get("patronymic") or "",
        birth_date=date.fromisoformat(born) if born else None,
        tax_number=own.get("tax_number") or None,
        unzr=own.get("unzr") or None,
        document=f"{own.get('document_series') or ''}{own.get('document_number') or ''}",
        citizenship=own.get("citizenship") or "",
    )


def applicant_on_paper(answers: dict[str, Any]) -> shapes.Applicant:
    """The applicant as papers name her, from the answers."""
    data = person_data(answers)
    place = answers.get("address", {})
    parts = [place.get(key) for key in ("oblast", "settlement", "street", "house")]
    flat = place.get("flat")
    return shapes.Applicant(
        name=" ".join(part for part in (data.surname, data.given_name, data.patronymic) if part),
        born_on=data.birth_date,
        tax_number=data.tax_number or "",
        document=data.document,
        address=", ".join([str(p) for p in parts if p] + ([f"кв. {flat}"] if flat else [])),
        phone=answers.get("contacts", {}).get("phone") or "",
    )


def _groups(rows: Iterable[forms.AnswerRow]) -> tuple[shapes.Group, ...]:
    """Answers under the title of their section (and of their row)."""
    grouped: dict[str, list[shapes.Row]] = defaultdict(list)
    for row in rows:
        title = f"{row.section_title}: {row.item}" if row.item else row.section_title
        grouped[title].append(shapes.Row(label=row.label, value=row.value_text))
    return tuple(shapes.Group(title=title, rows=tuple(found)) for title, found in grouped.items())


def _declaration(
    application: Application, rows: Iterable[forms.AnswerRow], annexes: Annexes
) -> shapes.Declaration | None:
    """The declaration of incomes and property (Annex 9); None where the form asks of neither. `rows`: its answers."""
    form, answers = form_of(application), application.answers
    if not declaring.is_asked(form, annexes):
        return None
    return shapes.Declaration(
        title=declaring.TITLES[annexes],
        basis=declaring.BASES[annexes],
        people=tuple(
            DeclaredPerson(one.name, one.relation, one.born_on) for one in members_of(form, answers)
        ),
        incomes=tuple(
            DeclaredIncome(one.who, one.month, one.title, one.amount)
            for one in declaring.incomes(form, answers)
        ),
        groups=_groups(row for row in rows if not declaring.is_income(form, row.path)),
        reads_incomes=forms.section_of(form, declaring.INCOMES) is not None,
    )


def _listed(application: Application) -> tuple[shapes.ListedFile, ...]:
    return tuple(
        shapes.ListedFile(title=row.title, pages=row.file.pages or 0, sha256=row.file.sha256)
        for row in live_attachments(application)
    )


def _missing(application: Application, today: date) -> tuple[shapes.NeededPaper, ...]:
    terms = {row.document_code: row.bring_by for row in application.missing_documents.all()}
    return tuple(
        shapes.NeededPaper(title=need.title, reason=need.note, until=terms.get(need.code))
        for need in needs(application, today)
        if need.obligatory and not need.attachments and need.code != "signed_application"
    )


def _wording(code: str, version: str) -> shapes.Wording:
    found = texts.version(code, version)
    return shapes.Wording(text=found.text, version=found.version, act=f"{found.act}, {found.point}")


def application_paper(application: Application, *, at: datetime) -> bytes:
    """The PDF/A-3 application: answers, documents with digests, warning, consent; the canonical JSON is inside."""
    kind, form = catalogue.kind(application.kind), form_of(application)
    rows = forms.rows(form, application.answers)
    declared = [row for row in rows if declaring.is_declared(form, row.path, kind.annexes)]
    paths = {row.path for row in declared}
    shape = shapes.Application(
        office=office(application.decider),
        through=received_through(application),
        kind=kind.title,
        acts=tuple(act.title for act in kind.acts),
        applicant=applicant_on_paper(application.answers),
        groups=_groups(row for row in rows if row.path not in paths),
        files=_listed(application),
        missing=_missing(application, clock.day_of(at)),
        warning=_wording("warning", application.warning_version),
        consent=_wording("consent", application.consent_version),
        form_version=application.form_version,
        signing="electronic" if application.channel in ELECTRONIC else "counter",
        number=application.number or "",
        received_on=application.received_on,
        representative=_representative(application),
        declaration=_declaration(application, declared, kind.annexes),
    )
    declaration = Attachment(CANONICAL_NAME, "application/json", canonical(application), "source")
    return print_paper("application", shape, at=at, attachments=[declaration])


def _representative(application: Application) -> shapes.Representative | None:
    """Who signs for the person, and how far that was checked when the paper was printed."""
    mandate = application.mandate
    if mandate is None:
        return None
    who = mandate.representative
    if who is None:
        return None
    return shapes.Representative(
        name=who.full_name,
        role=mandate.get_kind_display(),
        basis=mandate.basis,
        standing=mandate.get_state_display(),
        tax_number=who.own_tax_number,
    )


def keep_paper(application: Application, *, at: datetime) -> StoredFile:
    """Print the application with the warning (R168) and the consent (R169) in force today, and keep it as its paper.

    The row is locked, the answers and documents are checked.
    """
    today = clock.day_of(at)
    warning, consent = texts.text("warning", today), texts.text("consent", today)
    application.warning_version, application.consent_version = warning.version, consent.version
    content = application_paper(application, at=at)
    application.paper = files.keep(
        content=content, media_type="application/pdf", at=at, pages=page_count(content)
    )
    application.paper_of_version = application.version
    application.save(update_fields=["paper", "paper_of_version", "warning_version", "consent_version"])
    return application.paper


def receipt_paper(application: Application, *, officer: str, post: str, at: datetime) -> bytes:
    """Розписка-повідомлення (R149): what came, what to bring and until when. Own layout."""
    assert application.received_on is not None
    assert application.number is not None
    electronic = application.channel in ELECTRONIC
    shape = shapes.ReceiptNotification(
        office=office(application.decider if electronic else application.community),
        number=application.number,
        received_on=application.received_on,
        kind=catalogue.kind(application.kind).title,
        applicant=applicant_on_paper(application.answers).name,
        files=_listed(application),
        missing=_missing(application, clock.day_of(at)),
        officer=shapes.Signatory(post=post, name=officer),
        next_steps=(
            "Документ, який ви донесете в названий строк, не змінює дати заяви.",
            "Про кожен крок повідомимо так, як ви вказали в заяві.",
        ),
        issued_at=at,
    )
    return print_paper("receipt_notification", shape, at=at)


def register_paper(register: HandoverRegister, *, at: datetime) -> bytes:
    """The numbered register of handover (Annex 11), with the mark of the deciding body on each line. Own layout.

    The proof of the sender stands on it from the first printing, that of the receiver once it has counted.
    """
    lines = register.lines.select_related("application").order_by("position")
    shape = shapes.HandoverRegister(
        number=register.number,
        community=office(register.community),
        decider=office(register.decider),
        sent_at=register.sent_at,
        entries=tuple(
            shapes.HandoverEntry(
                applicant=applicant_on_paper(line.application.answers).name,
                kind=catalogue.kind(line.application.kind).title,
                number=line.application.number or "",
                received_on=line.application.received_on or clock.day_of(at),
                documents=line.documents,
                pages=line.pages,
                sha256=line.digest,
                mark=_mark(line.get_answer_display(), line.answered_at, line.reason),
            )
            for line in lines
        ),
        handed_by=shapes.Signatory(post="Уповноважена особа громади", name=register.sent_by.name),
        sides=_sides(register),
        sealed=_sealed(register),
        subtitle=ADDITIONAL if register.additional else shapes.HandoverRegister.subtitle,
    )
    return print_paper("handover_register", shape, at=at)


ADDITIONAL = "додаткові документи до справ, що вже передані"
AGREES, DIFFERS = "збігається з переданим", "не збігається: дивіться тривогу"


def _sides(register: HandoverRegister) -> tuple[shapes.HandoverSide, ...]:
    sent = shapes.HandoverSide(
        title="Передали",
        who=f"{register.community.name}, {register.sent_by.name}",
        at=register.sent_at,
        cases=register.cases,
        documents=register.documents,
        pages=register.pages,
        sha256=register.digest,
    )
    receipt = register.receipts.select_related("counted_by").order_by("-counted_at", "-pk").first()
    if receipt is None:
        return (sent,)
    who = receipt.counted_by.name if receipt.counted_by else "пораховано системою при одержанні"
    came = shapes.HandoverSide(
        title="Прийняли",
        who=f"{register.decider.name}, {who}",
        at=receipt.counted_at,
        cases=receipt.cases,
        documents=receipt.documents,
        pages=receipt.pages,
        sha256=receipt.digest,
        verdict=AGREES if receipt.matches else DIFFERS,
    )
    return (sent, came)


def _sealed(register: HandoverRegister) -> str:
    seal = register.seal
    if seal is None:
        return ""
    when = clock.day_of(seal.signed_at or seal.received_at)
    return (
        f"Реєстр, як його передано, засвідчено кваліфікованою електронною печаткою: {seal.signer_name}, "
        f"сертифікат {seal.certificate_serial}, {when:%d.%m.%Y}."
    )


def _mark(answer: str, answered_at: datetime | None, reason: str) -> str:
    if answered_at is None:
        return ""
    when = f"{answer} {clock.day_of(answered_at):%d.%m.%Y}"
    return f"{when}: {reason}" if reason else when
