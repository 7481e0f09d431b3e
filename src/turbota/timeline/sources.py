"""Where the events come from: every source gives rows of one shape, so that one statement reads them all.

A row: when, its own id, topic, verb, a word of detail, the number of the paper, who did it, why. What the level of the
viewer hides is an empty string already in the statement, so it is not even read.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateTimeField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from turbota.applications.models import ApplicationStep, Attachment
from turbota.assistance import catalogue
from turbota.casework.assessment_states import DONE as ASSESSED
from turbota.casework.delivery_states import VisitOutcome
from turbota.casework.models import (
    Assessment,
    CaseApplication,
    CaseManager,
    CaseStep,
    Meeting,
    PlanStep,
    ReferralStep,
    Report,
    TeamMember,
    Visit,
)
from turbota.decisions.models import Decision
from turbota.decisions.states import State as DecisionState
from turbota.personal_files.models import AwardEnding
from turbota.timeline.subjects import Subject
from turbota.timeline.topics import Level, Topic

COLUMNS = (
    "line_at", "pk", "line_topic", "line_verb", "line_detail", "line_number", "line_by", "line_why", "line_level",
)  # fmt: skip
OF_PLAN = ("offer", "agree", "start", "replace", "end")
OF_REFERRAL = ("accept", "reject", "contract", "end", "fall_back")
OF_APPLICATION = ("submit", "receive", "register", "ask", "withdraw", "leave", "join", "reopen")
"""Steps of an application that matter in a life; the decision is an event of its own."""

OF_SERVICES = tuple(kind.code for kind in catalogue.kinds() if kind.gives_services)
"""Kinds that give services and no money: a social manager sees them in full."""

Rows = QuerySet[Any, Any]


@dataclass(frozen=True)
class Source:
    """`rows`: what it has of the subject. `moment`, `verb`, …: expressions for the columns; `open_*` only in full."""

    topic: Topic
    rows: Callable[[Subject], Rows]
    moment: Any
    verb: Any
    detail: Any = Value("")
    open_detail: Any = Value("")
    open_number: Any = Value("")
    open_by: Any = Value("")
    open_why: Any = Value("")

    def select(self, subject: Subject, level: Level) -> Rows:
        """The rows of the subject with the columns that the level opens."""
        full = level == Level.FULL
        named = {
            "line_at": self.moment,
            "line_topic": Value(self.topic.value),
            "line_verb": self.verb,
            "line_detail": self.open_detail if full else self.detail,
            "line_number": self.open_number if full else Value(""),
            "line_by": self.open_by if full else Value(""),
            "line_why": self.open_why if full else Value(""),
        }
        texts = {
            name: value if name == "line_at" else Cast(value, TextField()) for name, value in named.items()
        }
        rows: Rows = self.rows(subject).annotate(**texts, line_level=Value(int(level)))
        return rows


def _known(subject: Subject, application: str) -> Q:
    """A guarded application stands only on the line of a case that it belongs to."""
    mine = CaseApplication.objects.filter(subject.is_case("case_id")).values("application_id")
    return Q(**{f"{application}__guarded": False}) | Q(**{f"{application}__in": mine})


def _steps_of_applications(subject: Subject) -> Rows:
    return ApplicationStep.objects.filter(subject.is_person("subject__applicant_id"), verb__in=OF_APPLICATION)


def _application_steps(subject: Subject) -> Rows:
    return _steps_of_applications(subject).exclude(subject__kind__in=OF_SERVICES)


def _asked(subject: Subject) -> Rows:
    rows = _steps_of_applications(subject).filter(subject__kind__in=OF_SERVICES)
    return rows.filter(_known(subject, "subject"))


def _attached(subject: Subject) -> Rows:
    """Copies that came with an application or after it; a draft is nobody's business yet."""
    live = Attachment.objects.filter(application__number__isnull=False, removed_at__isnull=True)
    return live.filter(subject.is_person("application__applicant_id"))


def _documents(subject: Subject) -> Rows:
    return _attached(subject).exclude(application__kind__in=OF_SERVICES)


def _papers(subject: Subject) -> Rows:
    return _attached(subject).filter(_known(subject, "application"), application__kind__in=OF_SERVICES)


def _approved(subject: Subject) -> Rows:
    return Decision.objects.filter(
        subject.is_person("application__applicant_id"), state=DecisionState.APPROVED
    )


def _decisions(subject: Subject) -> Rows:
    return _approved(subject).exclude(application__kind__in=OF_SERVICES)


def _grants(subject: Subject) -> Rows:
    return _approved(subject).filter(_known(subject, "application"), application__kind__in=OF_SERVICES)


def _award_endings(subject: Subject) -> Rows:
    return AwardEnding.objects.filter(subject.is_person("award__person_id"))


def _case_steps(subject: Subject) -> Rows:
    return CaseStep.objects.filter(subject.is_case("subject_id"))


def _case_managers(subject: Subject) -> Rows:
    return CaseManager.objects.filter(subject.is_case("case_id"))


def _reports(subject: Subject) -> Rows:
    return Report.objects.filter(subject.is_case("case_id"))


def _team(subject: Subject) -> Rows:
    return TeamMember.objects.filter(subject.is_case("case_id"))


def _assessments(subject: Subject) -> Rows:
    return Assessment.objects.filter(subject.is_case("case_id"), state__in=ASSESSED, blind_of__isnull=True)


def _plan_steps(subject: Subject) -> Rows:
    return PlanStep.objects.filter(subject.is_case("subject__case_id"), verb__in=OF_PLAN)


def _referral_steps(subject: Subject) -> Rows:
    return ReferralStep.objects.filter(subject.is_case("subject__case_id"), verb__in=OF_REFERRAL)


def _visits(subject: Subject) -> Rows:
    happened = Visit.objects.current().exclude(outcome=VisitOutcome.PLANNED)
    return happened.filter(subject.is_case("referral__case_id"))


def _meetings(subject: Subject) -> Rows:
    return Meeting.objects.filter(subject.is_case("case_id"), held_at__isnull=False)


def _sums() -> Concat:
    """ "kopiykas a month|kopiykas once|first day|last day" of a decision; the presenter puts it into words."""
    parts: Iterable[Any] = (
        Cast("amount", CharField()), Value("|"), Cast("once", CharField()), Value("|"),
        Cast("since", CharField()), Value("|"), Cast("until", CharField()),
    )  # fmt: skip
    return Concat(*parts, output_field=CharField())


SOURCES: tuple[Source, ...] = (
    Source(
        Topic.APPLICATION, _application_steps, F("at"), F("verb"), detail=F("subject__kind"),
        open_detail=F("subject__kind"), open_number=F("subject__number"), open_by=F("by_organisation"),
        open_why=F("reason"),
    ),
    Source(
        Topic.DECISION, _decisions, F("approved_at"), F("outcome"), detail=F("application__kind"),
        open_detail=Concat(F("application__kind"), Value("|"), _sums(), output_field=CharField()),
        open_number=F("number"), open_by=F("organisation__short_name"),
    ),
    Source(
        Topic.AWARD, _award_endings, F("at"), Value("end"), detail=F("award__kind"), open_detail=F("award__kind"),
        open_by=F("annulment__organisation__short_name"),
    ),
    Source(
        Topic.CASE, _case_steps, F("at"), F("verb"), open_number=F("subject__number"), open_by=F("by_name"),
        open_why=F("reason"),
    ),
    Source(
        Topic.MANAGER, _case_managers, F("since"), Value("assign"), detail=F("account__name"),
        open_detail=F("account__name"), open_why=F("reason"),
    ),
    Source(
        Topic.REPORT, _reports, F("received_at"), F("source"), open_detail=F("what"), open_number=F("number"),
    ),
    Source(
        Topic.TEAM, _team, Cast("since", DateTimeField()), F("field"), detail=F("account__name"),
        open_detail=Concat(F("account__name"), Value(" · "), F("task"), output_field=CharField()),
    ),
    Source(
        Topic.ASSESSMENT, _assessments, F("assessed_at"), F("stage"), open_detail=F("level"),
        open_by=F("assessor__name"),
    ),
    Source(
        Topic.PLAN, _plan_steps, F("at"), F("verb"), open_by=F("by_name"), open_why=F("reason"),
    ),
    Source(
        Topic.SERVICE, _referral_steps, F("at"), F("verb"), detail=F("subject__service"),
        open_detail=F("subject__service"), open_number=F("subject__number"),
        open_by=F("subject__offer__provider__organisation__short_name"), open_why=F("reason"),
    ),
    Source(
        Topic.VISIT, _visits, F("starts_at"), F("outcome"), detail=F("referral__service"),
        open_detail=F("referral__service"), open_by=F("worker"), open_why=F("what"),
    ),
    Source(
        Topic.MEETING, _meetings, F("held_at"), Value("held"), open_by=F("called_by__name"),
    ),
    Source(
        Topic.ASKED, _asked, F("at"), F("verb"), detail=F("subject__kind"), open_detail=F("subject__kind"),
        open_number=F("subject__number"), open_by=F("by_organisation"), open_why=F("reason"),
    ),
    Source(
        Topic.GRANT, _grants, F("approved_at"), F("outcome"), detail=F("application__kind"),
        open_detail=F("application__kind"), open_number=F("number"), open_by=F("organisation__short_name"),
    ),
    Source(
        Topic.DOCUMENT, _documents, F("added_at"), Value("add"), open_detail=F("title"),
        open_number=F("application__number"),
    ),
    Source(
        Topic.PAPER, _papers, F("added_at"), Value("add"), open_detail=F("title"),
        open_number=F("application__number"),
    ),
)  # fmt: skip
