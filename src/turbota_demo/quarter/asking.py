"""People who ask for services themselves: the application, its case, and the decision signed by two people."""

from datetime import datetime, timedelta

from turbota.applications.models import Application
from turbota.applications.operations import acceptance
from turbota.assistance.calculation import Service
from turbota.casework.models import Case
from turbota.casework.operations import deciding
from turbota.decisions import operations as decisions
from turbota.decisions.models import Decision
from turbota.decisions.services import ServiceEntry
from turbota.documents.operations import read
from turbota_demo import answers as told
from turbota_demo import cast
from turbota_demo.plays import Plays
from turbota_demo.quarter.delivery import Delivery
from turbota_demo.quarter.engine import Days
from turbota_demo.quarter.ground import HOME_CARE, SUPERVISOR, Ground, at_work, employee
from turbota_demo.quarter.work import HALF_A_YEAR, Story
from turbota_simulators.signing import sign

WHO = ("maria", "olesia", "roman")


class Asking:
    """Plays applications for services."""

    def __init__(self, days: Days, ground: Ground, work: Delivery) -> None:
        self.days, self.ground, self.work = days, ground, work

    def begin(self, applications: int) -> None:
        """So many people ask, each on another day of the first weeks."""
        for number, key in enumerate(WHO[:applications]):
            at = self.days.moment(self.days.workday(3 + 9 * number))
            self.days.plan(at, lambda at, key=key: self._ask(key, at))  # type: ignore[misc]

    def _ask(self, key: str, at: datetime) -> None:
        answers = told.for_services(cast.citizen(key), on=at.date())
        row = Plays(self.days.keys).submitted(key, at, answers=answers, kind="social_service")
        self.days.plan(
            self.days.later(at, 0, 1), lambda at: self._accept(key, row, at, received=row.registered_at or at)
        )

    def _accept(self, key: str, row: Application, at: datetime, *, received: datetime) -> None:
        who = self.days.dice.choice(self.ground.present(at.date()))
        acceptance.accept(by=at_work(who, at), application_id=row.pk, at=at)
        self.days.plan(at, lambda at: self._opened(key, row, at, received))

    def _opened(self, key: str, row: Application, at: datetime, received: datetime) -> None:
        """The platform gave the case to a manager."""
        case = Case.objects.select_related("post__account").get(applications__application=row.pk)
        assert case.post is not None
        label, manager = f"A-{key}", case.post.account.code or ""
        self.days.log.rows[label] = case.pk
        self.days.note(
            "open_asked", at, manager, label, label, manager=manager, sensitive=False, received=received
        )
        story = Story(label, case.main_person_id, manager, False, False, application=key)
        self.work.follow(story, at)
        self.days.plan(self.days.later(at, 7, 9), lambda at: self._decide(story, row, at))

    def _decide(self, story: Story, row: Application, at: datetime) -> None:
        who, day = self.work.keeper(story.label, at), at.date()
        granted = Service(
            code=HOME_CARE, title="Догляд удома", volume=6, unit="hour_week", since=day, until=day + HALF_A_YEAR,
            place="удома", provider="Оселя турботи", payment="безоплатно",
        )  # fmt: skip
        entry = ServiceEntry(
            outcome="granted", services=(granted,), assessment="Людина не може сама виходити з дому й готувати їжу."
        )  # fmt: skip
        decision = deciding.prepare_services(by=at_work(who, at), application_id=row.pk, entry=entry, at=at)
        cms = sign(self.days.keys.person(employee(who)), read(decision.paper), at=at)
        decision = decisions.propose(
            by=at_work(who, at), decision_id=decision.pk, sha256=decision.paper.sha256, cms=cms, at=at
        )
        self.days.plan(at + timedelta(hours=1), lambda at: self._approve(story, decision, at))

    def _approve(self, story: Story, decision: Decision, at: datetime) -> None:
        cms = sign(self.days.keys.person(employee(SUPERVISOR)), read(decision.paper), at=at)
        decisions.approve(
            by=at_work(SUPERVISOR, at), decision_id=decision.pk, sha256=decision.paper.sha256, cms=cms, at=at
        )
        self.days.note("decide", at, SUPERVISOR, story.label, story.label)
        self.work.decided(story, at)
