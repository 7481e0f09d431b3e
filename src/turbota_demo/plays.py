"""Moves cases of the demonstration along both lawful routes, through the operations, with real signatures."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from turbota.access.actors import Actor, staff_actor
from turbota.access.models import Organisation
from turbota.applications.models import Application, Attachment
from turbota.applications.operations import (
    acceptance,
    attaching,
    drafting,
    handover,
    intake,
    receiving,
    submission,
)
from turbota.assistance import catalogue
from turbota.decisions import annulling
from turbota.decisions import operations as decisions
from turbota.decisions.by_hand import Entry
from turbota.decisions.models import Annulment, Decision
from turbota.documents.operations import read
from turbota.exchange.models import Client
from turbota.exchange.operations import repeats
from turbota.exchange.queries import actor_of
from turbota.people import mandates
from turbota.people.claims import Scope
from turbota.people.models import Mandate
from turbota.personal_files import operations as personal_files
from turbota_demo import answers as told
from turbota_demo import cast, papers, stage
from turbota_demo.cast import Citizen
from turbota_demo.stage import Keys
from turbota_simulators.signing import sign, sign_digest

KIND = "low_income"
MINUTE = timedelta(minutes=1)
EVERYTHING = Scope()

SHORT_TITLES = {"identity": "Паспорт", "tax_number_refusal": "Відмітка про відмову"}


class Plays:
    """Plays of the demonstration; `keys` sign. Each play gives the application in the state of its name."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys

    # ── portal ────────────────────────────────────────────────────────────────────────────────

    def draft(
        self, key: str, at: datetime, *, answers: dict[str, Any] | None = None, kind: str = KIND
    ) -> Application:
        """The citizen answered everything and photographed the document."""
        actor = stage.at_home(key, at)
        application = drafting.open_draft(by=actor, kind=kind, at=at)
        return self.filled(application, cast.citizen(key), actor, at, answers=answers)

    def filled(
        self,
        application: Application,
        person: Citizen,
        actor: Actor,
        at: datetime,
        *,
        answers: dict[str, Any] | None = None,
    ) -> Application:
        """Everything about the person is answered by the actor, and the documents are photographed."""
        full = answers or told.whole(application.kind, person, on=at.date())
        for section in catalogue.kind(application.kind).form_on(at.date()).sections:
            application = drafting.save_section(
                by=actor,
                application_id=application.pk,
                section=section.code,
                values=full[section.code],
                at=at,
            )
        for needed in catalogue.kind(application.kind).documents(full, at.date()):
            if needed.obligatory:
                scan = papers.scan(SHORT_TITLES.get(needed.code, needed.title))
                attaching.attach(by=actor, application_id=application.pk, code=needed.code, scan=scan, at=at)
        return Application.objects.get(pk=application.pk)

    def submitted(
        self, key: str, at: datetime, *, answers: dict[str, Any] | None = None, kind: str = KIND
    ) -> Application:
        """The citizen signed with the own key; the application is registered and lies with the deciding body."""
        application = self.draft(key, at, answers=answers, kind=kind)
        return self.signed(application, key, stage.at_home(key, at), at)

    def signed(self, application: Application, key: str, actor: Actor, at: datetime) -> Application:
        """The actor sends the draft, signed with the key of this citizen."""
        paper = submission.print_for_signing(by=actor, application_id=application.pk, at=at)
        cms = sign(self.keys.person(cast.citizen(key)), read(paper), at=at)
        return submission.submit(by=actor, application_id=application.pk, sha256=paper.sha256, cms=cms, at=at)

    # ── for another person ────────────────────────────────────────────────────────────────────

    def claimed(
        self, key: str, person: Citizen, at: datetime, *, kind: str, title: str, scope: Scope = EVERYTHING
    ) -> Mandate:
        """The citizen claimed to act for the person and showed the document."""
        actor = stage.at_home(key, at)
        mandate = mandates.claim(by=actor, kind=kind, data=stage.data_of(person), scope=scope, at=at)
        return mandates.give_evidence(
            by=actor, mandate_id=mandate.pk, title=title, scan=papers.scan(title), at=at
        )

    def sent_for(self, key: str, mandate: Mandate, person: Citizen, at: datetime) -> Application:
        """The citizen filled, signed and sent an application for the person of the mandate."""
        actor = stage.at_home(key, at)
        draft = drafting.open_draft(by=actor, kind=KIND, at=at, mandate_id=mandate.pk)
        return self.signed(self.filled(draft, person, actor, at), key, actor, at)

    def claimed_and_sent(self, key: str, about: str, at: datetime) -> Application:
        """The citizen sent an application about another one by a power of attorney that nobody has confirmed."""
        person = cast.citizen(about)
        mandate = self.claimed(key, person, at, kind="power_of_attorney", title="Довіреність № 417")
        return self.sent_for(key, mandate, person, at)

    # ── another information system ────────────────────────────────────────────────────────────

    def received(self, key: str, client: Client, at: datetime) -> Application:
        """The citizen signed in the software of the client; the application lies with the deciding body."""
        person = cast.citizen(key)
        system = actor_of(client, frozenset(client.scopes))
        codes = ["identity"] if person.tax_number else ["identity", "tax_number_refusal"]
        declaration = receiving.Declaration(
            kind=KIND,
            answers=told.low_income(person, on=at.date()),
            documents=tuple(receiving.Document(code, (papers.page([code]),)) for code in codes),
        )
        scans = [(code, papers.scan(code)) for code in codes]
        printed = receiving.print_sent(by=system, declaration=declaration, scans=scans, at=at)
        assert printed.paper is not None
        claim = repeats.begin(client_id=client.pk, key=str(printed.pk), body=declaration.digest, at=at)
        return receiving.receive(
            by=system,
            application_id=printed.pk,
            declaration=declaration,
            cms=sign(self.keys.person(person), read(printed.paper), at=at),
            repeat_id=claim.pk,
            at=at,
        )

    # ── community ─────────────────────────────────────────────────────────────────────────────

    def registered(
        self,
        key: str,
        officer: str,
        body: str,
        at: datetime,
        *,
        received_on: date | None = None,
        kind: str = KIND,
    ) -> Application:
        """The officer registered the paper: number and date are given."""
        actor = stage.at_work(officer, at)
        return self.registered_by(actor, key, body, at, received_on=received_on, kind=kind)

    def registered_by(
        self,
        actor: Actor,
        key: str,
        body: str,
        at: datetime,
        *,
        received_on: date | None = None,
        kind: str = KIND,
    ) -> Application:
        """The same by an officer who need not be of the cast."""
        organisation = Organisation.objects.get(code=cast.body(body).code)
        return intake.register_paper(
            by=actor,
            organisation_id=organisation.pk,
            kind=kind,
            person=None,
            data=stage.data_of(cast.citizen(key)),
            at=at,
            received_on=received_on,
        )

    def entered(
        self,
        key: str,
        officer: str,
        body: str,
        at: datetime,
        *,
        answers: dict[str, Any] | None = None,
        kind: str = KIND,
    ) -> Application:
        """Answers, the signed paper and the scans are in the case; no copy is sealed."""
        return self.entered_by(stage.at_work(officer, at), key, body, at, answers=answers, kind=kind)

    def entered_by(
        self,
        actor: Actor,
        key: str,
        body: str,
        at: datetime,
        *,
        answers: dict[str, Any] | None = None,
        kind: str = KIND,
    ) -> Application:
        """The same by an officer who need not be of the cast."""
        application = self.registered_by(actor, key, body, at, kind=kind)
        full = answers or told.whole(kind, cast.citizen(key), on=at.date())
        drafting.save_answers(by=actor, application_id=application.pk, answers=full, at=at)
        intake.print_application(by=actor, application_id=application.pk, at=at)
        signed = f"Підписана заява, {cast.citizen(key).surname}"
        for code, title in (("signed_application", signed), ("identity", "Паспорт")):
            attaching.attach_copy(
                by=actor, application_id=application.pk, code=code, scan=papers.scan(title), at=at
            )
        if not cast.citizen(key).tax_number:
            attaching.explain_absence(
                by=actor,
                application_id=application.pk,
                code="tax_number_refusal",
                note="донесе наступного тижня",
                at=at,
            )
        return Application.objects.get(pk=application.pk)

    def formed(
        self,
        key: str,
        officer: str,
        body: str,
        at: datetime,
        *,
        answers: dict[str, Any] | None = None,
        kind: str = KIND,
    ) -> Application:
        """The electronic case is whole, and all copies are sealed."""
        application = self.entered(key, officer, body, at, answers=answers, kind=kind)
        self.seal_all(application, officer, body, at)
        return Application.objects.get(pk=application.pk)

    def seal_all(self, application: Application, operator: str, body: str, at: datetime) -> None:
        """The seal operator certifies every copy that is not sealed yet."""
        actor, seal = stage.at_work(operator, at), self.keys.seal(cast.body(body))
        for copy in application.attachments.filter(removed_at__isnull=True, seal__isnull=True).select_related(
            "file"
        ):
            cms = sign_digest(seal, bytes.fromhex(copy.file.sha256), at=at)
            attaching.seal_copy(
                by=actor, application_id=application.pk, attachment_id=copy.pk, cms=cms, at=at
            )

    def brought(self, application: Application, officer: str, at: datetime) -> Attachment:
        """A document that the person brought later; not sealed yet."""
        actor, scan = stage.at_work(officer, at), papers.scan("Довідка")
        return attaching.attach_copy(by=actor, application_id=application.pk, code="other", scan=scan, at=at)

    def finished(
        self,
        key: str,
        officer: str,
        body: str,
        at: datetime,
        *,
        answers: dict[str, Any] | None = None,
        kind: str = KIND,
    ) -> Application:
        """The officer finished: on control, or ready where the community has no control."""
        application = self.formed(key, officer, body, at, answers=answers, kind=kind)
        actor = stage.at_work(officer, at)
        return intake.finish_forming(by=actor, application_id=application.pk, at=at)

    def controlled(self, application: Application, specialist: str, at: datetime) -> Application:
        """Control found everything in order."""
        return intake.pass_control(by=stage.at_work(specialist, at), application_id=application.pk, at=at)

    def handed_over(self, applications: list[Application], officer: str, at: datetime) -> None:
        """The register went to the deciding body."""
        handover.hand_over(by=stage.at_work(officer, at), application_ids=[a.pk for a in applications], at=at)

    # ── deciding body ─────────────────────────────────────────────────────────────────────────

    @staticmethod
    def _at_work(who: str | cast.Employee, at: datetime) -> Actor:
        """A code of the cast, or an employee beside it."""
        employee = cast.employee(who) if isinstance(who, str) else who
        return staff_actor(stage.enter_employee(employee, at), at.date())

    def accepted(
        self, application: Application, specialist: str | cast.Employee, at: datetime
    ) -> Application:
        """The specialist took the case into work; the personal file opens."""
        actor = self._at_work(specialist, at)
        taken = acceptance.accept(by=actor, application_id=application.pk, at=at)
        personal_files.open_file(application_id=application.pk, at=at)
        return taken

    def prepared(self, application: Application, specialist: str | cast.Employee, at: datetime) -> Decision:
        """The specialist calculated and printed."""
        actor = self._at_work(specialist, at)
        return personal_files.prepare_decision(by=actor, application_id=application.pk, at=at)

    def proposed(self, application: Application, specialist: str, at: datetime) -> Decision:
        """The specialist calculated and signed."""
        decision = self.prepared(application, specialist, at)
        return self._signed(decision, specialist, at, decisions.propose)

    def entered_by_hand(
        self, application: Application, specialist: str, entry: Entry, at: datetime
    ) -> Decision:
        """The specialist entered the outcome that no rule says, and signed."""
        by = stage.at_work(specialist, at)
        decision = personal_files.enter_by_hand(by=by, application_id=application.pk, entry=entry, at=at)
        return self._signed(decision, specialist, at, decisions.propose)

    def approved(self, decision: Decision, head: str, at: datetime) -> Decision:
        """The head signed: the decision stands."""
        return self._signed(decision, head, at, decisions.approve)

    def annulled(
        self, decision: Decision, specialist: str, head: str, reason: str, at: datetime
    ) -> Annulment:
        """The body found a mistake of its own: two signatures annul the decision, the case is in work again."""
        row = annulling.prepare(
            by=stage.at_work(specialist, at), decision_id=decision.pk, ground="own", reason=reason, source="",
            scan=None, at=at,
        )  # fmt: skip
        for code, verb in ((specialist, annulling.propose), (head, annulling.approve)):
            cms = sign(self.keys.person(cast.employee(code)), read(row.paper), at=at)
            row = verb(
                by=stage.at_work(code, at), annulment_id=row.pk, sha256=row.paper.sha256, cms=cms, at=at
            )
        return row

    def _signed(
        self, decision: Decision, code: str, at: datetime, operation: Callable[..., Decision]
    ) -> Decision:
        cms = sign(self.keys.person(cast.employee(code)), read(decision.paper), at=at)
        return operation(
            by=stage.at_work(code, at), decision_id=decision.pk, sha256=decision.paper.sha256, cms=cms, at=at
        )
