"""The electronic personal file: opens by itself, has four blocks, is read by the rules of its application."""

import io
import json
from datetime import timedelta

import pikepdf
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from tests.factories.world import moment

from turbota.applications.operations import acceptance
from turbota.documents.operations import read
from turbota.kernel.errors import Missing, Refused
from turbota.personal_files import operations, queries
from turbota.personal_files.blocks import blocks
from turbota.personal_files.models import Award, PersonalFile
from turbota_demo import answers as told
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

MONDAY = moment("2026-11-16 10:00")
TUESDAY = moment("2026-11-17 10:00")


@pytest.mark.requirement("R190")
def test_the_file_opens_once_and_is_numbered_by_office_and_year(plays: Plays) -> None:
    numbers = []
    for key in ("maria", "stepan"):
        case = plays.submitted(key, MONDAY)
        acceptance.accept(by=stage.at_work("umovnyi", TUESDAY), application_id=case.pk, at=TUESDAY)
        first = operations.open_file(application_id=case.pk, at=TUESDAY)
        assert operations.open_file(application_id=case.pk, at=TUESDAY).pk == first.pk
        numbers.append(first.number)
    code = cast.body("pension").code
    assert numbers == [f"{code}-26-00001", f"{code}-26-00002"]
    assert PersonalFile.objects.count() == 2


@pytest.mark.requirement("R191", "R192", "R198", "R208", "R213", "R214")
def test_the_file_has_four_blocks_of_the_act(plays: Plays) -> None:
    case = plays.submitted("maria", MONDAY)
    plays.accepted(case, "umovnyi", TUESDAY)
    umovnyi = stage.at_work("umovnyi", TUESDAY)
    file = queries.file_of(umovnyi, case.pk)
    assert file is not None
    calculation = operations.calculation_for(by=umovnyi, application_id=case.pk)
    whole = blocks(file, calculation)
    rows = {row.label: row.value for row in whole.applicant}
    assert (rows["Прізвище"], rows["Власне ім’я"]) == ("Прикладенко", "Марія")
    assert len(whole.assignment) == 10
    assert len(whole.payment) == 5
    assert [row for row in whole.other if row.label == "Джерело надходження"][
        0
    ].value == "Через соціальний портал"
    before = blocks(file, None)
    assert {row.value for row in before.assignment} >= {"ще не розраховано"}


def test_the_signed_decision_carries_the_file_inside(plays: Plays) -> None:
    case = plays.submitted("maria", MONDAY)
    plays.accepted(case, "umovnyi", TUESDAY)
    decision = plays.proposed(case, "umovnyi", TUESDAY)
    file = PersonalFile.objects.get()
    with pikepdf.open(io.BytesIO(read(decision.paper))) as pdf:
        inside = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
    assert set(inside) == {"personal-file.json", "calculation.json"}
    told = json.loads(inside["personal-file.json"])
    assert told["number"] == file.number
    assert set(told["blocks"]) == {"applicant", "assignment", "payment", "other"}
    assert json.loads(inside["calculation.json"]) == decision.calculation


def test_a_file_is_read_by_those_who_read_its_application(plays: Plays) -> None:
    case = plays.submitted("maria", MONDAY)
    plays.accepted(case, "umovnyi", TUESDAY)
    for code in ("umovnyi", "pokazova"):
        assert queries.file_of(stage.at_work(code, TUESDAY), case.pk) is not None
    for code in ("davnii", "kerivna", "zrazkova", "admin"):
        actor = stage.at_work(code, TUESDAY)
        assert queries.file_of(actor, case.pk) is None
        with pytest.raises(Missing):
            operations.calculation_for(by=actor, application_id=case.pk)
        with pytest.raises(Refused):
            operations.prepare_decision(by=actor, application_id=case.pk, at=TUESDAY)
    assert queries.file_of(stage.at_home("stepan", TUESDAY), case.pk) is None


def granted(plays: Plays, key: str = "maria") -> Award:
    poor = told.low_income(cast.citizen(key), on=MONDAY.date(), monthly_income=50_000)
    case = plays.accepted(plays.submitted(key, MONDAY, answers=poor), "umovnyi", TUESDAY)
    decision = plays.approved(plays.proposed(case, "umovnyi", TUESDAY), "pokazova", TUESDAY)
    (award,) = operations.open_awards(decision_id=decision.pk)
    return award


def test_one_day_of_one_kind_is_never_awarded_twice_to_one_person(plays: Plays) -> None:
    award, other = granted(plays), granted(plays, "olesia")
    file = PersonalFile.objects.get(pk=award.file_id)
    assert (award.person_id, award.kind) == (file.person_id, file.application.kind)
    assert operations.open_awards(decision_id=award.decision_id) == [award]
    days = {"since": award.until, "until": award.until + timedelta(days=30)}
    with pytest.raises(IntegrityError, match="award_once_a_day"), transaction.atomic():
        Award.objects.filter(pk=other.pk).update(person_id=award.person_id, **days)
    later = {name: day + timedelta(days=1) for name, day in days.items()}
    assert Award.objects.filter(pk=other.pk).update(person_id=award.person_id, **later) == 1


def test_awards_of_a_newcomer_go_to_the_known_person_unless_they_overlap(plays: Plays) -> None:
    known, newcomer = granted(plays), granted(plays, "olesia")
    operations.adopt(newcomer_id=newcomer.person_id, person_id=known.person_id)
    newcomer.refresh_from_db()
    assert newcomer.person_id != known.person_id
    Award.objects.filter(pk=newcomer.pk).update(
        since=known.until + timedelta(days=1), until=known.until + timedelta(days=30)
    )
    operations.adopt(newcomer_id=newcomer.person_id, person_id=known.person_id)
    newcomer.refresh_from_db()
    assert newcomer.person_id == known.person_id


def growing(plays: Plays) -> list[Award]:
    """The awards of a family whose child turns six within the term: two amounts, each with its days."""
    answers = told.low_income(cast.citizen("maria"), on=MONDAY.date(), monthly_income=50_000)
    answers["members"][0]["birth_date"] = "2021-01-05"
    case = plays.accepted(plays.submitted("maria", MONDAY, answers=answers), "umovnyi", TUESDAY)
    decision = plays.approved(plays.proposed(case, "umovnyi", TUESDAY), "pokazova", TUESDAY)
    return operations.open_awards(decision_id=decision.pk)


def said(awards: list[Award]) -> list[tuple[object, ...]]:
    return [(row.amount, row.per, f"{row.since}", f"{row.until}") for row in awards]


GROWING = [(966610, "month", "2026-11-01", "2027-01-31"), (1067385, "month", "2027-02-01", "2027-04-30")]


@pytest.mark.django_db(transaction=True)
def test_an_amount_that_changes_on_a_day_is_an_award_of_its_own_also_of_rows_that_were_there_before(
    plays: Plays,
) -> None:
    awards = growing(plays)
    assert said(awards) == GROWING
    executor = MigrationExecutor(connection)
    executor.migrate([("personal_files", "0005_source_of_receipt")])
    try:
        with connection.cursor() as cursor:
            cursor.execute("select amount, since::text, until::text from personal_files_award")
            assert cursor.fetchall() == [(GROWING[0][0], GROWING[0][2], GROWING[1][3])]
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes("personal_files"))
    assert said(queries.awards_of(PersonalFile.objects.get())) == GROWING


def test_what_is_about_one_child_is_never_awarded_twice_whoever_asks(plays: Plays) -> None:
    first, other = granted(plays), granted(plays, "olesia")
    for award in (first, other):
        award.about = "child 1"
    first.save(update_fields=["about"])
    with pytest.raises(IntegrityError, match="award_once_about_one"), transaction.atomic():
        other.save(update_fields=["about"])
    Award.objects.filter(pk=other.pk).update(about="child 2", person_id=first.person_id)
    assert Award.objects.filter(person_id=first.person_id, since=first.since).count() == 2


@pytest.mark.django_db(transaction=True)
def test_rows_that_were_there_before_get_their_person_and_kind(plays: Plays) -> None:
    award = granted(plays)
    executor = MigrationExecutor(connection)
    executor.migrate([("personal_files", "0001_first")])
    try:
        executor = MigrationExecutor(connection)
    finally:
        executor.migrate(executor.loader.graph.leaf_nodes("personal_files"))
    kept = Award.objects.get(pk=award.pk)
    assert (kept.person_id, kept.kind) == (award.person_id, award.kind)
