"""Assistance at birth over both routes to a told decision: paid once is once, one child is granted once."""

import io
from datetime import date

import pikepdf
import pytest
from tests.factories import planned
from tests.factories.world import moment

from turbota.decisions.models import Decision
from turbota.documents.operations import read
from turbota.kernel.errors import Refused
from turbota.kernel.money import hryvnias
from turbota.messages.models import Message
from turbota.personal_files import operations, queries
from turbota.personal_files.blocks import blocks
from turbota.personal_files.models import Award, PersonalFile
from turbota_demo import answers as told
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

MONDAY = moment("2026-11-16 10:00")
TUESDAY = moment("2026-11-17 10:00")
WEDNESDAY = moment("2026-11-18 10:00")


def paid() -> list[tuple[object, ...]]:
    rows = Award.objects.order_by("whom", "-per")
    return [(row.whom.split()[-1], row.per, row.amount, str(row.since), str(row.until)) for row in rows]


def test_on_the_portal_a_child_of_2026_is_paid_once(plays: Plays) -> None:
    case = plays.accepted(plays.submitted("maria", MONDAY, kind="birth"), "umovnyi", TUESDAY)
    decision = plays.approved(plays.proposed(case, "umovnyi", TUESDAY), "pokazova", WEDNESDAY)
    planned.do_all()
    assert (decision.amount, decision.once) == (0, 5_000_000)
    assert paid() == [("Ярина", "once", 5_000_000, "2026-10-17", "2026-10-17")]
    letter = Message.objects.get(kind="decision_granted", person_id=case.applicant_id)
    assert "призначено одноразово" in letter.body
    assert "Ярина" not in letter.subject
    file = queries.file_of(stage.at_work("umovnyi", WEDNESDAY), case.pk)
    assert file is not None
    whole = blocks(
        file, operations.calculation_for(by=stage.at_work("umovnyi", WEDNESDAY), application_id=case.pk)
    )
    rows = {row.label: row.value for row in (*whole.applicant, *whole.assignment)}
    assert "Ярина, дитина, 17.10.2026" in rows["Члени сім’ї на утриманні"]
    assert rows["Розмір до виплати"] == f"{hryvnias(5_000_000)} одноразово"
    assert rows["Період призначення"] == "одноразово"
    assert rows["Середньомісячний сукупний дохід"] == "на цю допомогу доходи не впливають"
    with pikepdf.open(io.BytesIO(read(decision.paper))) as pdf:
        assert "calculation.json" in pdf.attachments


def test_at_the_counter_twins_of_2025_are_paid_once_and_by_month(
    plays: Plays,
) -> None:
    twins = told.birth(
        cast.citizen("olesia"), on=MONDAY.date(), born=date(2025, 12, 31), names=("Тарас", "Ярина")
    )
    case = plays.finished("olesia", "starosta", "yavir", MONDAY, answers=twins, kind="birth")
    plays.handed_over([case], "starosta", MONDAY)
    plays.accepted(case, "umovnyi", TUESDAY)
    decision = plays.approved(plays.proposed(case, "umovnyi", TUESDAY), "pokazova", WEDNESDAY)
    planned.do_all()
    assert (decision.amount, decision.once) == (172_000, 2_064_000)
    assert paid() == [
        ("Тарас", "once", 1_032_000, "2025-12-31", "2025-12-31"),
        ("Тарас", "month", 86_000, "2025-12-01", "2028-11-30"),
        ("Ярина", "once", 1_032_000, "2025-12-31", "2025-12-31"),
        ("Ярина", "month", 86_000, "2025-12-01", "2028-11-30"),
    ]
    assert (
        "з 1 грудня 2025 року до 30 листопада 2028 року" in Message.objects.get(kind="decision_granted").body
    )
    assert operations.open_awards(decision_id=decision.pk) == queries.awards_of(PersonalFile.objects.get())
    assert Award.objects.count() == 4


def granted(plays: Plays, key: str, answers: dict[str, object]) -> Decision:
    case = plays.accepted(plays.submitted(key, MONDAY, answers=answers, kind="birth"), "umovnyi", TUESDAY)
    return plays.approved(plays.proposed(case, "umovnyi", TUESDAY), "pokazova", WEDNESDAY)


def test_one_child_is_granted_once_whoever_asks_and_another_child_of_the_mother_is_granted(
    plays: Plays,
) -> None:
    maria, stepan = cast.citizen("maria"), cast.citizen("stepan")
    first = told.birth(maria, on=MONDAY.date(), born=date(2025, 12, 30))
    operations.open_awards(decision_id=granted(plays, "maria", first).pk)
    again = told.birth(stepan, on=MONDAY.date(), born=date(2025, 12, 30), names=("Інша",))
    again["claim"]["relation"] = "father"
    again["members"][0]["certificate"] = first["members"][0]["certificate"].replace("І-АБ ", "i–аб№")
    with pytest.raises(Refused, match="granted_already"):
        granted(plays, "stepan", again)
    later = told.birth(maria, on=MONDAY.date(), born=date(2026, 11, 1), names=("Тарас",))
    operations.open_awards(decision_id=granted(plays, "maria", later).pk)
    assert {row[0] for row in paid()} == {"Ярина", "Тарас"}


def test_whom_to_pay_when_the_child_lives_apart_is_not_guessed(plays: Plays) -> None:
    answers = told.birth(cast.citizen("maria"), on=MONDAY.date())
    answers["claim"]["lives_with_you"] = False
    with pytest.raises(Refused, match="law_unknown"):
        granted(plays, "maria", answers)
