"""Moves cases of the demonstration along both lawful routes, through the operations, with real signatures."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from turbota.access.models import Organisation
from turbota.applications.models import Application
from turbota.applications.operations import acceptance, attaching, drafting, handover, intake, submission
from turbota.assistance import catalogue
from turbota.decisions import operations as decisions
from turbota.decisions.models import Decision
from turbota.documents.operations import read
from turbota.personal_files import operations as personal_files
from turbota_demo import answers as told
from turbota_demo import cast, papers, stage
from turbota_demo.stage import Keys
from turbota_simulators.signing import sign, sign_digest

KIND = "low_income"
MINUTE = timedelta(minutes=1)


class Plays:
    """Plays of the demonstration; `keys` sign. Each play gives the application in the state of its name."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys

    # ── portal ────────────────────────────────────────────────────────────────────────────────

    def draft(
        self, key: str, at: datetime, *, answers: dict[str, Any] | None = None, kind: str = KIND
    ) -> Application:
        """The citizen answered everything and photographed the document."""
        person, actor = cast.citizen(key), stage.at_home(key, at)
        application = drafting.open_draft(by=actor, kind=kind, at=at)
        full = answers or told.whole(kind, person, on=at.date())
        for section in catalogue.kind(kind).form_on(at.date()).sections:
            application = drafting.save_section(
                by=actor,
                application_id=application.pk,
                section=section.code,
                values=full[section.code],
                at=at,
            )
        attaching.attach(
            by=actor, application_id=application.pk, code="identity", scan=papers.scan("Паспорт"), at=at
        )
        if not person.tax_number:
            attaching.attach(
                by=actor,
                application_id=application.pk,
                code="tax_number_refusal",
                scan=papers.scan("Відмітка про відмову"),
                at=at,
            )
        return Application.objects.get(pk=application.pk)

    def submitted(
        self, key: str, at: datetime, *, answers: dict[str, Any] | None = None, kind: str = KIND
    ) -> Application:
        """The citizen signed with the own key; the application is registered and lies with the deciding body."""
        application = self.draft(key, at, answers=answers, kind=kind)
        actor = stage.at_home(key, at)
        paper = submission.print_for_signing(by=actor, application_id=application.pk, at=at)
        cms = sign(self.keys.person(cast.citizen(key)), read(paper), at=at)
        return submission.submit(by=actor, application_id=application.pk, sha256=paper.sha256, cms=cms, at=at)

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
        """The electronic case is whole: answers, the signed paper and the scans, all copies sealed."""
        application = self.registered(key, officer, body, at, kind=kind)
        actor = stage.at_work(officer, at)
        full = answers or told.whole(kind, cast.citizen(key), on=at.date())
        drafting.save_answers(by=actor, application_id=application.pk, answers=full, at=at)
        intake.print_application(by=actor, application_id=application.pk, at=at)
        for code, title in (("signed_application", "Підписана заява"), ("identity", "Паспорт")):
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

    def accepted(self, application: Application, specialist: str, at: datetime) -> Application:
        """The specialist took the case into work; the personal file opens."""
        actor = stage.at_work(specialist, at)
        taken = acceptance.accept(by=actor, application_id=application.pk, at=at)
        personal_files.open_file(application_id=application.pk, at=at)
        return taken

    def proposed(self, application: Application, specialist: str, at: datetime) -> Decision:
        """The specialist calculated and signed."""
        actor = stage.at_work(specialist, at)
        decision = personal_files.prepare_decision(by=actor, application_id=application.pk, at=at)
        return self._signed(decision, specialist, at, decisions.propose)

    def approved(self, decision: Decision, head: str, at: datetime) -> Decision:
        """The head signed: the decision stands."""
        return self._signed(decision, head, at, decisions.approve)

    def _signed(
        self, decision: Decision, code: str, at: datetime, operation: Callable[..., Decision]
    ) -> Decision:
        cms = sign(self.keys.person(cast.employee(code)), read(decision.paper), at=at)
        return operation(
            by=stage.at_work(code, at), decision_id=decision.pk, sha256=decision.paper.sha256, cms=cms, at=at
        )
