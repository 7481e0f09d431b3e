"""A decision entered by hand: only where the rules say «officer», with reason, act and document, by two people."""

import io
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from tests.decisions.acts import (
    BECAUSE,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    by_hand,
    entry,
    in_work,
    part,
    prepared,
    registered_in_work,
    signed,
)
from tests.factories import planned, world

from turbota.applications.models import Application
from turbota.audit.models import Event
from turbota.decisions import operations
from turbota.decisions.by_hand import calculation_of
from turbota.decisions.models import Correction, Decision
from turbota.decisions.states import State
from turbota.documents.operations import read
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.messages.models import Message
from turbota.personal_files import operations as files
from turbota.personal_files.blocks import blocks
from turbota.personal_files.models import Award, PersonalFile
from turbota_demo import answers as told
from turbota_demo import cast, stage
from turbota_demo.plays import Plays


def words_of(content: bytes, folder: Path) -> str:
    """The words of a printed paper, with single spaces."""
    (folder / "paper.pdf").write_bytes(content)
    command = ["pdftotext", "-layout", str(folder / "paper.pdf"), "-"]
    return " ".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def refusal(application: Application, outcome: str = "refused") -> Decision:
    return by_hand(application, replace(entry(application), outcome=outcome, parts=()))


# ── the whole way ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.requirement("R115", "R163", "R215", "R216", "R217")
def test_what_is_entered_by_hand_goes_the_same_way_of_two_signatures(plays: Plays) -> None:
    application = registered_in_work(plays)
    child = application.answers["members"][0]
    monthly = part(title="Щомісяця", amount=200_000, per="month", since=date(2026, 11, 1),
                   until=date(2027, 4, 30), whom=child["id"])  # fmt: skip
    decision = plays.entered_by_hand(application, "davnii", entry(application, part(), monthly), TUESDAY)
    assert (decision.state, decision.outcome, decision.amount, decision.once) == (
        State.PROPOSED, "granted", 200_000, 3_328_000,
    )  # fmt: skip
    done = plays.approved(decision, "kerivna", WEDNESDAY)
    assert done.state == State.APPROVED
    planned.do_all()
    awards = list(Award.objects.order_by("amount").values_list("amount", "per", "since", "until", "whom"))
    name = f"{child['surname']} {child['given_name']} {child['patronymic']}"
    assert awards == [
        (200_000, "month", date(2026, 11, 1), date(2027, 4, 30), name),
        (3_328_000, "once", MONDAY.date(), MONDAY.date(), ""),
    ]
    assert Message.objects.filter(kind="decision_granted", person_id=application.applicant_id).count() == 1


@pytest.mark.requirement("R163")
def test_at_the_counter_the_general_form_goes_the_same_way(plays: Plays) -> None:
    case = plays.finished("stepan", "starosta", "yavir", MONDAY, kind="chornobyl_benefits")
    plays.handed_over([case], "starosta", MONDAY)
    plays.accepted(case, "davnii", TUESDAY)
    case.refresh_from_db()
    given = replace(entry(case), act="Закон про статус постраждалих", clause="стаття 20")
    plays.approved(plays.entered_by_hand(case, "davnii", given, TUESDAY), "kerivna", WEDNESDAY)
    planned.do_all()
    assert Award.objects.get().kind == "chornobyl_benefits"
    assert Message.objects.filter(kind="case_decided", organisation_id=case.community_id).count() == 1


def test_the_snapshot_says_who_entered_what_why_and_by_which_document(plays: Plays) -> None:
    application = registered_in_work(plays)
    decision = by_hand(application)
    kept = decision.calculation["snapshot"]["by_hand"]
    copy = application.attachments.get(document_code="identity")
    assert kept["rules_said"] == "officer"
    assert (kept["why"], kept["clause"], kept["on"]) == (BECAUSE, "пункт 2", "2026-11-17")
    assert kept["documents"] == [{"id": str(copy.pk), "title": copy.title, "sha256": copy.file.sha256}]
    assert kept["account"] == str(decision.specialist_id) and "Давній" in kept["who"]
    assert "може належати: спитайте" in kept["instead"][0]
    steps, lines = decision.calculation["steps"], decision.calculation["receipt"]
    assert steps and not any(step["verified"] for step in steps)
    assert not any(line["verified"] for line in lines if line["sign"] == "+")
    event = Event.objects.get(action="decision.enter_by_hand")
    assert event.subject_id == application.pk


def test_the_papers_and_the_file_say_that_it_was_entered_by_hand(plays: Plays, tmp_path: Path) -> None:
    decision = by_hand(registered_in_work(plays))
    assert decision.sheet is not None
    for paper in (decision.paper, decision.sheet):
        words = words_of(read(paper), tmp_path)
        assert "введено вручну" in words.casefold() and BECAUSE in words
        assert "33 280,00" in words and "пункт 2" in words
    file = PersonalFile.objects.get()
    with pikepdf.open(io.BytesIO(read(decision.paper))) as pdf:
        enclosed = pdf.attachments["personal-file.json"].get_file().read_bytes().decode()
    assert "Введено вручну" in enclosed and file.number in enclosed


@pytest.mark.parametrize(
    ("outcome", "kind", "said"),
    [
        ("refused", "decision_refused", "відмовлено"),
        ("not_assigned", "decision_not_assigned", "не призначено"),
    ],
)
def test_a_refusal_by_hand_is_told_with_its_clause(plays: Plays, outcome: str, kind: str, said: str) -> None:
    decision = refusal(registered_in_work(plays), outcome)
    decision = signed(plays, decision, "davnii", operations.propose, TUESDAY)
    plays.approved(decision, "kerivna", WEDNESDAY)
    planned.do_all()
    assert (decision.outcome, decision.amount, decision.once) == (outcome, None, 0)
    (reason,) = decision.calculation["reasons"]
    assert BECAUSE in reason["text"] and "введено вручну" in reason["text"]
    assert reason["clause"] == "постанова КМУ № 268 від 28.02.2011, пункт 2"
    body = Message.objects.get(kind=kind).body
    assert said in body and reason["clause"] in body
    assert not Award.objects.exists()


def test_nothing_assigned_has_no_sum_for_the_database_either(plays: Plays) -> None:
    decision = refusal(registered_in_work(plays), "not_assigned")
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(amount=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(once=1)


# ── never instead of the rules ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("income", [300_000, 3_000_000], ids=["granted", "refused"])
def test_what_the_rules_computed_is_never_replaced_by_hand(plays: Plays, income: int) -> None:
    answers = told.low_income(cast.citizen("maria"), on=MONDAY.date(), monthly_income=income)
    application = in_work(plays, answers=answers)
    with pytest.raises(Refused) as caught:
        by_hand(application, code="umovnyi")
    assert caught.value.code == "computed_already"
    assert not Decision.objects.exists()


def test_a_computed_kind_in_doubt_is_decided_by_hand_and_never_twice_for_one_child(plays: Plays) -> None:
    apart = told.birth(cast.citizen("maria"), on=MONDAY.date())
    apart["claim"]["lives_with_you"] = False
    application = in_work(plays, kind="birth", answers=apart)
    with pytest.raises(Refused, match="law_unknown"):
        prepared(plays, application)
    child = apart["members"][0]["id"]
    given = entry(application, part(amount=5_000_000, whom=child, since=date.fromisoformat(apart["members"][0]["birth_date"]),
                                    until=date.fromisoformat(apart["members"][0]["birth_date"])))  # fmt: skip
    plays.approved(plays.entered_by_hand(application, "umovnyi", given, TUESDAY), "pokazova", WEDNESDAY)
    planned.do_all()
    award = Award.objects.get()
    assert award.about.startswith("свідоцтво ") and award.code == "by_hand_1"

    again = told.birth(cast.citizen("stepan"), on=MONDAY.date())
    again["members"] = [dict(apart["members"][0])]
    second = in_work(plays, "stepan", kind="birth", answers=again)
    with pytest.raises(Refused) as caught:
        prepared(plays, second)
    assert caught.value.code == "granted_already"


def test_the_same_days_are_not_granted_by_hand_twice(plays: Plays) -> None:
    first = registered_in_work(plays)
    plays.approved(plays.entered_by_hand(first, "davnii", entry(first), TUESDAY), "kerivna", WEDNESDAY)
    planned.do_all()
    second = registered_in_work(plays)
    with pytest.raises(Refused) as caught:
        by_hand(second, at=WEDNESDAY)
    assert caught.value.code == "granted_already"
    other_day = entry(second, part(since=date(2026, 12, 1), until=date(2026, 12, 1)))
    assert by_hand(second, other_day, at=WEDNESDAY).once == 3_328_000


# ── who and when ─────────────────────────────────────────────────────────────────────────────────


def test_only_the_specialist_of_the_deciding_body_enters(plays: Plays) -> None:
    application = registered_in_work(plays)
    for code in ("umovnyi", "pokazova", "kerivna", "zrazkova", "admin"):
        with pytest.raises(Missing):
            by_hand(application, code=code)
    with pytest.raises(Missing):
        files.enter_by_hand(
            by=stage.at_home("maria", TUESDAY),
            application_id=application.pk,
            entry=entry(application),
            at=TUESDAY,
        )
    colleague, _ = world.colleague("nadiia", like="davnii", at=TUESDAY)
    with pytest.raises(Conflict) as caught:
        files.enter_by_hand(by=colleague, application_id=application.pk, entry=entry(application), at=TUESDAY)
    assert caught.value.code == "taken"
    assert not Decision.objects.exists()


def test_before_acceptance_nothing_is_entered(plays: Plays) -> None:
    application = plays.submitted("maria", MONDAY, kind="mother_heroine")
    with pytest.raises(Conflict) as caught:
        by_hand(application)
    assert caught.value.code == "not_in_work"


def test_who_entered_never_approves(plays: Plays) -> None:
    application = registered_in_work(plays)
    decision = plays.entered_by_hand(application, "davnii", entry(application), TUESDAY)
    with pytest.raises((Missing, Forbidden)):
        plays.approved(decision, "davnii", WEDNESDAY)
    assert Decision.objects.get().state == State.PROPOSED


def test_sent_twice_it_is_one_decision_and_after_the_signature_none_more(plays: Plays) -> None:
    application = registered_in_work(plays)
    first, second = by_hand(application), by_hand(application)
    assert first.pk == second.pk and Decision.objects.count() == 1
    signed(plays, second, "davnii", operations.propose, TUESDAY)
    with pytest.raises(Conflict) as caught:
        by_hand(application, at=WEDNESDAY)
    assert caught.value.code == "already_proposed"


def test_the_head_sends_back_and_the_specialist_enters_otherwise(plays: Plays) -> None:
    application = registered_in_work(plays)
    decision = plays.entered_by_hand(application, "davnii", entry(application), TUESDAY)
    operations.send_back(
        by=stage.at_work("kerivna", WEDNESDAY),
        decision_id=decision.pk,
        reason="Перевірте розмір.",
        at=WEDNESDAY,
    )
    again = plays.entered_by_hand(application, "davnii", entry(application, part(amount=100)), WEDNESDAY)
    assert (again.pk, again.once) == (decision.pk, 100)


# ── what is entered ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"outcome": "officer"}, "outcome"),
        ({"reason": "так"}, "reason"),
        ({"act": " "}, "act"),
        ({"clause": ""}, "clause"),
        ({"documents": ()}, "documents"),
        ({"documents": (MONDAY,)}, "documents"),
        ({"outcome": "refused"}, "parts"),
        ({"outcome": "refused", "parts": (), "clause": " "}, "clause"),
        ({"parts": ()}, "parts"),
        ({"parts": (part(),) * 13}, "parts"),
        ({"parts": (part(), part(amount=0))}, "part-1"),
        ({"parts": (part(amount=10**10 + 1),)}, "part-0"),
        ({"parts": (part(title=" "),)}, "part-0"),
        ({"parts": (part(whom="stranger"),)}, "part-0"),
        ({"parts": (part(until=date(2026, 11, 15)),)}, "part-0"),
        ({"parts": (part(until=date(2026, 11, 17)),)}, "part-0"),
        ({"outcome": "refused", "parts": (), "clause": "\u200b\u2060"}, "clause"),
        ({"act": "—"}, "act"),
        ({"reason": "\u200b" * 40}, "reason"),
        ({"parts": (part(title="\u00ad"),)}, "part-0"),
        ({"parts": (part(per="month", until=date.max),)}, "part-0"),
        ({"parts": (part(since=date.min, until=date.min),)}, "part-0"),
    ],
)
def test_what_is_not_whole_is_refused_beside_its_box(
    plays: Plays, changes: dict[str, object], field: str
) -> None:
    application = registered_in_work(plays)
    with pytest.raises(BadInput) as caught:
        by_hand(application, replace(entry(application), **changes))  # type: ignore[arg-type]
    assert set(caught.value.fields) == {field}
    assert not Decision.objects.exists()


def test_a_document_of_another_case_proves_nothing(plays: Plays) -> None:
    application, other = registered_in_work(plays), in_work(plays, "stepan")
    foreign = other.attachments.get(document_code="identity").pk
    with pytest.raises(BadInput) as caught:
        by_hand(application, replace(entry(application), documents=(foreign,)))
    assert set(caught.value.fields) == {"documents"}


def test_a_correction_after_entering_makes_the_paper_stale(plays: Plays) -> None:
    application = registered_in_work(plays)
    decision = by_hand(application)
    Correction.objects.create(
        application=application, path="request.paper", label="Документ", before=None, after="інший",
        before_text="", after_text="інший", reason="За документом.", by_id=decision.specialist_id, at=WEDNESDAY,
        document=application.attachments.get(document_code="identity"),
    )  # fmt: skip
    with pytest.raises(Conflict) as caught:
        signed(plays, decision, "davnii", operations.propose, WEDNESDAY)
    assert caught.value.code == "paper_is_stale"


def test_the_file_shows_what_was_entered(plays: Plays) -> None:
    decision = by_hand(registered_in_work(plays))
    rows = {row.label: row for row in blocks(PersonalFile.objects.get(), calculation_of(decision)).assignment}
    assert rows["Введено вручну"].value == BECAUSE
    assert "33 280,00" in rows["Розмір до виплати"].value.replace("\N{NO-BREAK SPACE}", " ")
