"""The route of another information system: it brings what a person declared and signed, with the rules of the portal.

The system sends the declaration, gets the paper, shows it to the person, and sends the signature. Until a signature
says who the person is, nothing is known of her here: the draft has no applicant, nobody sees it, no number that was
only typed finds anybody, and a draft of her own on the portal stays as it is. After that the path is the portal's.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from turbota.access.actors import Actor
from turbota.applications import papers, permissions, policies
from turbota.applications.models import Application
from turbota.applications.operations.attaching import add_copy
from turbota.applications.operations.drafting import erase
from turbota.applications.operations.locking import locked
from turbota.applications.operations.noting import note
from turbota.applications.operations.representing import confirmed_mandate
from turbota.applications.operations.submission import REGISTERED, keep_contacts, ready, register
from turbota.applications.states import Channel, State
from turbota.assistance import catalogue
from turbota.documents.scans import Scan
from turbota.exchange.operations import repeats
from turbota.exchange.permissions import check_scope
from turbota.exchange.states import Scope
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.people.operations import known_or_new
from turbota.signatures.examining import verify_or_look
from turbota.signatures.operations import record as record_signature

PAPERS_KEPT = timedelta(days=7)
"""How long a paper waits for its signature."""


@dataclass(frozen=True)
class Document:
    """One document: its code and its files, photos or PDF in the order of the pages."""

    code: str
    files: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True)
class Declaration:
    """What a person declares, as the system sent it: the same content has the same digest, whatever the spaces.

    `mandate`: by which confirmed mandate a representative declares it for the person; None: she declares it herself.
    """

    kind: str
    answers: Mapping[str, Any] = field(repr=False)
    documents: tuple[Document, ...] = field(repr=False)
    mandate: uuid.UUID | None = None

    @property
    def digest(self) -> str:
        """SHA-256, hex, of the canonical JSON of kind, answers and digests of the files."""
        content = {
            "kind": self.kind,
            "answers": self.answers,
            "documents": [
                [document.code, [hashlib.sha256(file).hexdigest() for file in document.files]]
                for document in self.documents
            ],
        }
        if self.mandate is not None:
            content["mandate"] = str(self.mandate)
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def printed_before(*, by: Actor, declaration: Declaration) -> Application | None:
    """The draft of the same declaration that this system has printed already."""
    check_scope(by, Scope.WRITE)
    rows = permissions.RECEIVE.visible(by, Application.objects.all())
    same = rows.filter(state=State.DRAFT, channel=Channel.API, declared=declaration.digest)
    found: Application | None = same.select_related("paper").first()
    return found


def _begun(by: Actor, declaration: Declaration, at: datetime) -> Application:
    """The application as declared, not stored; with the person and the mandate when a representative declares it."""
    assert by.system is not None
    mandate = None
    if declaration.mandate is not None:
        mandate = confirmed_mandate(mandate_id=declaration.mandate, kind=declaration.kind, at=at)
    form = catalogue.kind(declaration.kind).form_on(clock.day_of(at))
    return Application(
        kind=declaration.kind,
        form_version=form.version,
        channel=Channel.API,
        client_id=by.system.client_id,
        declared=declaration.digest,
        answers=dict(declaration.answers),
        mandate=mandate,
        applicant=mandate.represented if mandate else None,
        created_at=at,
        changed_at=at,
    )


def check_sent(*, by: Actor, declaration: Declaration, at: datetime) -> None:
    """Raise BadInput for the faults of the answers, and for documents that are not there or have an unknown code.

    Costs little: it comes before the files are opened.
    """
    check_scope(by, Scope.WRITE)
    application, today = _begun(by, declaration, at), clock.day_of(at)
    policies.check_answers(application, today)
    _check_numbers(application)
    policies.check_applicant(application)
    policies.check_mandate(application, today)
    needed = {need.code: need for need in policies.needed(application, today)}
    came = {document.code for document in declaration.documents}
    faults = {f"document.{code}": "Цього документа для цих відповідей не просимо. Код «other» — інший документ."
              for code in came - set(needed) - {"other"}}  # fmt: skip
    faults |= {
        f"document.{code}": f"Додайте документ «{need.title}»."
        for code, need in needed.items()
        if need.obligatory and code not in came
    }
    if faults:
        raise BadInput(faults, "Бракує документів, або вони зайві.")


def _check_numbers(application: Application) -> None:
    try:
        policies.check_numbers(papers.person_data(application.answers))
    except BadInput as problem:
        raise BadInput({f"applicant.{code}": words for code, words in problem.fields.items()}) from None


def print_sent(
    *, by: Actor, declaration: Declaration, scans: Sequence[tuple[str, Scan]], at: datetime
) -> Application:
    """Keep the declaration as a draft of the system and print the paper whose bytes the person will sign.

    `scans`: the documents of the declaration, opened and cleaned. The same declaration gives the same paper.
    Raises BadInput as on the portal: answers, documents, numbers that do not fit the birth date.
    """
    check_sent(by=by, declaration=declaration, at=at)
    try:
        with transaction.atomic():
            application = _begun(by, declaration, at)
            _save_of_nobody(application)
            for code, scan in scans:
                add_copy(application, by=by, code=code, scan=scan, late=False, at=at)
            policies.check_documents(application, clock.day_of(at))
            papers.keep_paper(application, at=at)
            note(
                application,
                by=by,
                action="application.print",
                right="enter",
                purpose="друк заяви для підпису",
                at=at,
            )
    except IntegrityError:
        same = printed_before(by=by, declaration=declaration)
        if same is None:
            raise Conflict from None
        return same
    return application


def _save_of_nobody(application: Application) -> None:
    """Store the draft without the person and the mandate: until a signature says who it is, nobody sees it.

    Both stay on the object, for the paper.
    """
    applicant, mandate = application.applicant, application.mandate
    application.applicant = application.mandate = None
    application.save(force_insert=True)
    application.applicant, application.mandate = applicant, mandate


def receive(
    *,
    by: Actor,
    application_id: uuid.UUID,
    declaration: Declaration,
    cms: bytes,
    repeat_id: uuid.UUID,
    at: datetime,
) -> Application:
    """Take the signature over the printed paper, find or make the person, register and give to the deciding body.

    `repeat_id`: the claim of the request; its answer is kept in the transaction that registers. The same paper signed
    again gives the same number. A signature whose revocation cannot be asked now is taken as pending. For another
    person signs the representative of the confirmed mandate, with the checks of the cabinet.
    Raises Missing for a paper that is not there or is of another system, Conflict for another declaration, Refused for
    an invalid or a foreign signature, BadInput when the declaration is no longer right.
    """
    check_scope(by, Scope.WRITE)
    seen = _paper_of(by, application_id, declaration)
    assert seen.paper is not None
    verdict = verify_or_look(bytes.fromhex(seen.paper.sha256), cms, at=at)
    if verdict.state == "invalid":
        raise Refused(verdict.reason, code="bad_signature")
    with transaction.atomic():
        application = locked(application_id, action=permissions.RECEIVE, by=by)
        if application.number is None:
            if declaration.mandate is None:
                data = policies.proved(verdict.signer, papers.person_data(application.answers))
                person = known_or_new(data=data, at=at)
            else:
                application.mandate = confirmed_mandate(
                    mandate_id=declaration.mandate, kind=application.kind, at=at
                )
                policies.check_signer(verdict.signer, policies.representative_of(application.mandate))
                person = application.mandate.represented
            application.applicant = application.beneficiary = person
            _check_numbers(application)
            ready(application, seen.paper.sha256, at)
            application.signature = record_signature(
                content_sha256=seen.paper.sha256, cms=cms, verdict=verdict, at=at
            )
            keep_contacts(application, at)
            changed = (*REGISTERED, "applicant", "beneficiary", "mandate")
            register(application, by=by, at=at, verb="receive", changed=changed)
        repeats.finish(repeat_id=repeat_id, answer=answer_of(application), at=at)
        return application


def _paper_of(by: Actor, application_id: uuid.UUID, declaration: Declaration) -> Application:
    rows = permissions.RECEIVE.visible(by, Application.objects.filter(pk=application_id, channel=Channel.API))
    seen: Application | None = rows.select_related("paper").first()
    if seen is None or seen.paper is None:
        raise Missing(
            "Такого паперу немає: його строк минув, або ідентифікатор не той. Надрукуйте заяву ще раз.",
            code="paper_missing",
        )
    if seen.declared != declaration.digest:
        raise Conflict(
            "Надіслано інші відповіді чи документи, ніж у надрукованій заяві. Надрукуйте й підпишіть її ще раз.",
            code="paper_is_stale",
        )
    return seen


def answer_of(application: Application) -> dict[str, Any]:
    """What is answered to the request that registered it, and to each of its repeats: nothing about the person."""
    assert application.received_on is not None
    assert application.registered_at is not None
    return {
        "number": application.number,
        "stage": State.RECEIVED.value,
        "received_on": application.received_on.isoformat(),
        "registered_at": application.registered_at.astimezone(clock.KYIV).isoformat(timespec="seconds"),
    }


def drop_unsigned(*, at: datetime) -> int:
    """Papers that nobody signed in a week go with everything in them; gives how many."""
    old = Application.objects.filter(state=State.DRAFT, channel=Channel.API, created_at__lt=at - PAPERS_KEPT)
    gone = 0
    for application_id in list(old.values_list("pk", flat=True)):
        with transaction.atomic():
            row = old.select_for_update(of=("self",), skip_locked=True).filter(pk=application_id).first()
            if row is not None:
                erase(row)
                gone += 1
    return gone
