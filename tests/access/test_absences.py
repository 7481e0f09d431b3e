"""Away with dates, and a deputy with an end date: rights come and go by themselves, two signatures stay two people."""

import subprocess
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.decisions.acts import in_work
from tests.factories import world
from tests.factories.at_once import at_once
from tests.factories.world import moment

from turbota.access import absences
from turbota.access import operations as access
from turbota.access.actors import SYSTEM, Actor, staff_actor
from turbota.access.models import Absence, Account, Deputation, Organisation, Post, Role
from turbota.access.queries import absence_on
from turbota.applications.operations import acceptance
from turbota.audit.models import Event
from turbota.decisions import operations as decisions
from turbota.documents.operations import read
from turbota.kernel.errors import BadInput, Forbidden, Missing
from turbota.personal_files import operations as personal_files
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")
TODAY = AT.date()
FIRST, LAST = TODAY + timedelta(days=1), TODAY + timedelta(days=5)
ORDER = "наказ № 7-к від 16.11.2026"


def pension() -> Organisation:
    return Organisation.objects.get(code=cast.body("pension").code)


def post_of(code: str) -> Post:
    return Account.objects.get(code=code).posts.get()


def appointed(to: Actor, post: Post | None = None, by: str = "pokazova", **changes: object) -> Deputation:
    assert to.account_id is not None
    values = {"since": FIRST, "last_day": LAST, "ground": ORDER, "at": AT, **changes}
    return absences.appoint_deputy(
        by=stage.at_work(by, AT), post_id=(post or post_of("pokazova")).pk, account_id=to.account_id, **values
    )


def on(account_code: str, day: date) -> Actor:
    return staff_actor(Account.objects.get(code=account_code), day)


def test_a_deputy_has_the_rights_of_the_post_between_two_days(plays: Plays) -> None:
    appointed(stage.at_work("umovnyi", AT))
    assert [on("umovnyi", day).holds(Role.HEAD) for day in (TODAY, FIRST, LAST, LAST + timedelta(days=1))] == [
        False, True, True, False,
    ]  # fmt: skip
    deputy = on("umovnyi", FIRST)
    assert deputy.organisation_id == pension().pk
    assert deputy.acting_for(Role.HEAD, pension().pk) == "Богдана Показова"
    assert (
        deputy.in_role(Role.HEAD, pension().pk).name == "Олег Умовний (виконує обов’язки: Богдана Показова)"
    )
    assert deputy.in_role(Role.SPECIALIST, pension().pk) is deputy
    assert Event.objects.filter(action="access.appoint_deputy").count() == 1


def test_rights_of_a_deputy_end_with_the_post_and_with_the_own_post(plays: Plays) -> None:
    deputation = appointed(stage.at_work("umovnyi", AT))
    access.end_post(by=SYSTEM, post=post_of("umovnyi"), at=AT + timedelta(days=2))
    assert not on("umovnyi", FIRST + timedelta(days=1)).posts
    absences.end_deputation(by=stage.at_work("pokazova", AT), deputation_id=deputation.pk, at=AT)
    absences.end_deputation(by=stage.at_work("pokazova", AT), deputation_id=deputation.pk, at=AT)
    assert not on("umovnyi", FIRST).holds(Role.HEAD)
    assert Event.objects.filter(action="access.end_deputation").count() == 1


def test_who_may_be_a_deputy_and_who_may_appoint(plays: Plays) -> None:
    umovnyi, davnii = stage.at_work("umovnyi", AT), stage.at_work("davnii", AT)
    for by in ("umovnyi", "kerivna", "zrazkova"):
        with pytest.raises(Missing):
            appointed(umovnyi, by=by)
    for wrong, field in (
        ({"since": TODAY - timedelta(days=1)}, "since"),
        ({"last_day": FIRST - timedelta(days=1)}, "last_day"),
        ({"ground": "ок"}, "ground"),
    ):
        with pytest.raises(BadInput) as bad:
            appointed(umovnyi, **wrong)
        assert set(bad.value.fields) == {field}
    for who, post in ((davnii, None), (stage.at_work("pokazova", AT), None), (umovnyi, post_of("umovnyi"))):
        with pytest.raises(BadInput) as person:
            appointed(who, post)
        assert set(person.value.fields) == {"account"}
    colleague, _ = world.colleague("nadiia", like="umovnyi", at=AT)
    with pytest.raises(BadInput) as already:
        appointed(colleague, post_of("umovnyi"))
    assert "вже має такі права" in already.value.fields["account"]
    with pytest.raises(BadInput) as administrator:
        appointed(umovnyi, post_of("admin"), by="admin")
    assert "адміністратора" in administrator.value.fields["account"]
    assert appointed(umovnyi, by="admin").appointed_by_id == stage.at_work("admin", AT).account_id
    with pytest.raises(BadInput):
        appointed(colleague)


def test_a_deputy_appoints_no_further_deputy(plays: Plays) -> None:
    appointed(stage.at_work("umovnyi", AT))
    colleague, _ = world.colleague("nadiia", like="umovnyi", at=AT)
    assert colleague.account_id is not None
    with pytest.raises(Missing):
        absences.appoint_deputy(
            by=on("umovnyi", FIRST), post_id=post_of("pokazova").pk, account_id=colleague.account_id,
            since=LAST + timedelta(days=1), last_day=LAST + timedelta(days=2), ground=ORDER,
            at=AT + timedelta(days=1),
        )  # fmt: skip


def test_a_deputy_of_the_head_signs_for_the_head_but_never_the_own_proposal(plays: Plays) -> None:
    appointed(stage.at_work("umovnyi", AT))
    colleague, employee = world.colleague("nadiia", like="umovnyi", at=AT)
    day = AT + timedelta(days=2)
    deputy, key = on("umovnyi", day.date()), plays.keys.person(cast.employee("umovnyi"))
    own = plays.proposed(in_work(plays, "olesia"), "umovnyi", day)
    with pytest.raises(Forbidden) as same:
        world.sign_paper(decisions.approve, deputy, own, key, day)
    assert same.value.code == "same_person_twice"
    case = plays.submitted("maria", AT)
    plays.accepted(case, employee, day)
    proposed = world.sign_paper(
        decisions.propose, colleague, plays.prepared(case, employee, day), plays.keys.person(employee), day
    )
    done = world.sign_paper(decisions.approve, deputy, proposed, key, day)
    assert (done.head_id, done.head_acting_for) == (deputy.account_id, "Богдана Показова")
    step = done.steps.get(verb="approve")
    assert step.by_name == "Олег Умовний (виконує обов’язки: Богдана Показова)"
    assert done.steps.get(verb="propose").by_name == colleague.name


def test_a_head_who_acts_for_a_specialist_is_named_so_in_the_history_and_on_the_paper(plays: Plays) -> None:
    case = plays.submitted("maria", AT)
    appointed(stage.at_work("pokazova", AT), post_of("umovnyi"))
    day = AT + timedelta(days=2)
    taken = acceptance.accept(by=on("pokazova", day.date()), application_id=case.pk, at=day)
    name = "Богдана Показова (виконує обов’язки: Олег Умовний)"
    assert taken.steps.get(verb="accept").by_name == name
    decision = personal_files.prepare_decision(by=on("pokazova", day.date()), application_id=case.pk, at=day)
    assert decision.specialist_acting_for == "Олег Умовний"
    text = subprocess.run(
        ["pdftotext", "-", "-"], input=read(decision.paper), capture_output=True, check=True
    )
    assert "виконує обов’язки" in " ".join(text.stdout.decode().split())


def away(code: str = "umovnyi", by: str = "pokazova", **changes: object) -> Absence:
    values = {"since": FIRST, "last_day": LAST, "reason": "planned", "at": AT, **changes}
    return absences.note_absence(
        by=stage.at_work(by, AT), account_id=Account.objects.get(code=code).pk, organisation_id=pension().pk,
        **values,
    )  # fmt: skip


def test_an_absence_has_days_and_a_class_and_no_detail(plays: Plays) -> None:
    absence = away()
    account = Account.objects.get(code="umovnyi")
    days = (TODAY, FIRST, LAST, LAST + timedelta(days=1))
    assert [absence_on(account.pk, pension().pk, day) is not None for day in days] == [
        False,
        True,
        True,
        False,
    ]
    with pytest.raises(BadInput):
        away(since=LAST, last_day=LAST + timedelta(days=3))
    with pytest.raises(BadInput) as bad:
        away(since=LAST + timedelta(days=9), last_day=LAST, reason="грип")
    assert set(bad.value.fields) == {"last_day", "reason"}
    for by in ("umovnyi", "kerivna"):
        with pytest.raises(Missing):
            away(by=by)
    with pytest.raises(Missing):
        away("davnii")
    back = AT + timedelta(days=3)
    absences.end_absence(by=stage.at_work("pokazova", AT), absence_id=absence.pk, at=back)
    assert absence_on(account.pk, pension().pk, back.date()) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(
            account=account, organisation=pension(), since=FIRST, until=LAST, reason="planned"
        )


@pytest.mark.slow
def test_two_deputies_for_one_post_at_once_are_one(plays_for_many: Plays) -> None:
    two = (stage.at_work("umovnyi", AT), world.colleague("nadiia", like="umovnyi", at=AT)[0])
    results = at_once(*[lambda one=one: appointed(one) for one in two])
    assert sum(isinstance(one, BadInput) for one in results) == 1, results
    assert Deputation.objects.count() == 1
