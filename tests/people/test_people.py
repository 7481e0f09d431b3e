"""Who is who: by number at once, by document only after a human looked, never by name."""

from datetime import date

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import planned
from tests.factories.world import moment

from turbota.access.models import Organisation
from turbota.access.sign_in import citizen_account
from turbota.applications.models import Application
from turbota.applications.operations import drafting, intake
from turbota.applications.queries import application_for
from turbota.applications.states import State
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.messages.models import Message
from turbota.people import names, numbers, queries
from turbota.people.models import Contact, IdentityCheck, Person, Tie
from turbota.people.operations import (
    PersonData,
    change_contact,
    keep_contact,
    known_or_new,
    settle_identity,
    tie_account,
)
from turbota.personal_files.models import PersonalFile
from turbota_demo import cast, stage
from turbota_demo.plays import KIND, Plays

AT = moment("2026-11-16 10:00")
LATER = moment("2026-11-17 10:00")
BORN = date(1979, 1, 30)


def data(**known: object) -> PersonData:
    return PersonData(**{"surname": "Зразко", "given_name": "Іван", "birth_date": BORN, **known})  # type: ignore[arg-type]


def newcomer_and_known(plays: Plays) -> tuple[Application, IdentityCheck]:
    """Danylo without any number was taken on paper; then he signs in: a doubt that a human settles."""
    case = plays.registered("danylo", "starosta", "yavir", AT)
    stage.at_home("danylo", AT)
    return case, IdentityCheck.objects.get()


def test_the_same_tax_number_is_the_same_person(plays: Plays) -> None:
    first = known_or_new(data=data(tax_number="3336900025"), at=AT)
    again = known_or_new(data=data(tax_number="3336900025", surname="Інша", document="АА 123456"), at=LATER)
    assert again.pk == first.pk
    assert again.surname == "Зразко"
    assert again.document == "АА123456"


def test_the_same_name_and_birth_date_are_two_people(plays: Plays) -> None:
    first, second = known_or_new(data=data(), at=AT), known_or_new(data=data(), at=AT)
    assert first.pk != second.pk
    assert not IdentityCheck.objects.exists()


def test_a_person_known_by_unzr_who_got_a_tax_number_stays_one(plays: Plays) -> None:
    first = known_or_new(data=data(unzr="19790130-00105"), at=AT)
    again = known_or_new(data=data(unzr="19790130-00105", tax_number="2888400006"), at=LATER)
    assert again.pk == first.pk
    assert Person.objects.get(pk=first.pk).tax_number == "2888400006"


def test_numbers_of_two_different_people_never_make_one(plays: Plays) -> None:
    first = known_or_new(data=data(unzr="19790130-00105", tax_number="2888400006"), at=AT)
    other = known_or_new(data=data(unzr="19790130-00105", tax_number="3336900025"), at=LATER)
    assert other.pk != first.pk
    assert (other.tax_number, other.unzr) == ("3336900025", None)


def test_a_mistyped_unzr_gives_nobody_the_number_of_another(plays: Plays) -> None:
    first = known_or_new(data=data(unzr="19790130-00105"), at=AT)
    other = known_or_new(
        data=data(unzr="19790130-00105", tax_number="3336900025", birth_date=date(1991, 5, 12)), at=LATER
    )
    assert other.pk != first.pk
    assert (other.tax_number, other.unzr) == ("3336900025", None)
    assert Person.objects.get(pk=first.pk).tax_number is None


def test_a_typed_number_of_somebody_with_another_birth_date_is_not_taken(plays: Plays) -> None:
    stage.at_home("maria", AT)
    with pytest.raises(Refused) as caught:
        registered_with(date(1960, 1, 1))
    assert caught.value.code == "bad_input"
    assert not Application.objects.exists()


def registered_with(
    born: date | None, *, person: Person | None = None, number: str = cast.citizen("maria").tax_number
) -> Application:
    return intake.register_paper(
        by=stage.at_work("starosta", AT),
        organisation_id=Organisation.objects.get(code=cast.body("yavir").code).pk,
        kind=KIND,
        person=person,
        data=data(tax_number=number or None, birth_date=born),
        at=AT,
    )


@pytest.mark.parametrize(
    ("born", "field", "sentence"),
    [
        (date(1991, 5, 13), "tax_number", "не відповідають даті народження"),
        (None, "birth_date", "Напишіть дату"),
    ],
)
def test_paper_is_registered_with_a_birth_date_that_fits_the_number(
    plays: Plays, born: date | None, field: str, sentence: str
) -> None:
    with pytest.raises(BadInput) as caught:
        registered_with(born)
    assert sentence in caught.value.fields[field]
    assert not Person.objects.exists()
    assert registered_with(date(1991, 5, 12)).applicant == Person.objects.get()


def test_a_chosen_person_born_on_another_day_is_refused(plays: Plays) -> None:
    chosen = known_or_new(data=data(birth_date=date(1980, 1, 1)), at=AT)
    with pytest.raises(BadInput) as caught:
        registered_with(BORN, person=chosen, number="")
    assert set(caught.value.fields) == {"birth_date"}


def test_paper_for_a_chosen_person_without_a_birth_date_waits_for_a_human(plays: Plays) -> None:
    maria = cast.citizen("maria")
    chosen = known_or_new(data=data(birth_date=None, tax_number=maria.tax_number), at=AT)
    case = registered_with(maria.birth_date, person=chosen)
    assert case.applicant != chosen
    assert IdentityCheck.objects.get(candidate=chosen).newcomer == case.applicant


@pytest.mark.parametrize("born", [date(1979, 1, 30), None])
def test_a_mistyped_number_opens_nobody_the_cabinet_of_another(plays: Plays, born: date | None) -> None:
    """A counter typed the number of Stepan for somebody else; Stepan signs in, and works under his own number."""
    stepan = cast.citizen("stepan")
    other = known_or_new(data=data(birth_date=born, tax_number=stepan.tax_number), at=AT)
    actor = stage.at_home("stepan", LATER)
    newcomer = Person.objects.get(pk=actor.person_id)
    assert newcomer != other
    assert (newcomer.tax_number, newcomer.claimed_tax_number) == (None, stepan.tax_number)
    assert queries.waiting_check_of(newcomer.pk) == IdentityCheck.objects.get(candidate=other)
    draft = drafting.open_draft(by=actor, kind=KIND, at=LATER)
    assert draft.answers["applicant"]["tax_number"] == stepan.tax_number
    assert plays.submitted("stepan", LATER).state == State.RECEIVED
    found = queries.search(stage.at_work("starosta", LATER), tax_number=stepan.tax_number)
    assert {one.person for one in found} == {newcomer, other}


def test_a_settled_person_goes_on_signing_with_the_own_number(plays: Plays) -> None:
    stepan = cast.citizen("stepan")
    known = known_or_new(data=data(tax_number=stepan.tax_number), at=AT)
    stage.at_home("stepan", AT)
    check = IdentityCheck.objects.get()
    settle_identity(
        by=stage.at_work("umovnyi", AT), check_id=check.pk, same=True, reason="Звірено паспорт", at=AT
    )
    assert stage.at_home("stepan", LATER).person_id == known.pk
    assert plays.submitted("stepan", LATER).state == State.RECEIVED


@pytest.mark.parametrize("born", [date(1950, 5, 5), None])
def test_a_register_number_in_doubt_opens_nobody_the_cabinet_of_another(
    plays: Plays, born: date | None
) -> None:
    vira = cast.citizen("vira")
    other = known_or_new(data=data(birth_date=born, unzr=vira.unzr), at=AT)
    newcomer = Person.objects.get(pk=stage.at_home("vira", LATER).person_id)
    assert (newcomer.unzr, newcomer.claimed_unzr) == (None, vira.unzr)
    assert IdentityCheck.objects.get().candidate == other
    assert plays.submitted("vira", LATER).state == State.RECEIVED


def test_a_birth_date_that_the_identity_lacks_is_read_from_its_number(plays: Plays) -> None:
    maria = cast.citizen("maria")
    known = known_or_new(data=stage.data_of(maria), at=AT)
    account = citizen_account(identity=f"tax:{maria.tax_number}", name="Марія")
    person = tie_account(account=account, data=data(birth_date=None, tax_number=maria.tax_number), at=LATER)
    assert person == known
    assert not IdentityCheck.objects.exists()


def test_what_a_number_says_of_the_birth_date() -> None:
    for person in cast.CITIZENS:
        assert numbers.born_by_tax_number(person.tax_number) in (None, person.birth_date)
        assert numbers.born_by_unzr(person.unzr) in (None, person.birth_date)
    assert numbers.born_by_tax_number("3336900025") == date(1991, 5, 12)
    assert numbers.born_by_unzr("19480301-00104") == date(1948, 3, 1)
    assert {numbers.born_by_tax_number(text) for text in (None, "", "33369", "АБ000102АБ")} == {None}
    assert {numbers.born_by_unzr(text) for text in (None, "", "1948", "19481301-00104")} == {None}


def test_the_same_document_and_birth_date_wait_for_a_human(plays: Plays) -> None:
    case, check = newcomer_and_known(plays)
    danylo = stage.at_home("danylo", LATER)
    assert check.state == "waiting"
    assert danylo.person_id == check.newcomer_id != case.applicant_id
    with pytest.raises(Missing):
        application_for(danylo, case.pk, at=LATER, purpose="перегляд")
    assert queries.waiting_check_of(check.newcomer_id) == check
    assert IdentityCheck.objects.count() == 1


def test_confirming_gives_the_account_and_its_cases_to_the_known_person(plays: Plays) -> None:
    case, check = newcomer_and_known(plays)
    danylo = stage.at_home("danylo", AT)
    draft = drafting.open_draft(by=danylo, kind=KIND, at=AT)
    settle_identity(
        by=stage.at_work("umovnyi", LATER), check_id=check.pk, same=True, reason="Звірено паспорт", at=LATER
    )
    planned.do_all()
    known = stage.at_home("danylo", LATER)
    assert known.person_id == case.applicant_id
    assert application_for(known, case.pk, at=LATER, purpose="перегляд").pk == case.pk
    assert Application.objects.get(pk=draft.pk).applicant_id == case.applicant_id
    tie = Tie.objects.get(account_id=known.account_id, until__isnull=True)
    assert tie.basis == "human_check"


def test_adopting_moves_messages_and_the_file_and_keeps_both_drafts(plays: Plays) -> None:
    """The known person has a draft of the same kind already: nothing is lost and the job does not fail."""
    case, check = newcomer_and_known(plays)
    danylo = stage.at_home("danylo", AT)
    drafting.open_draft(by=danylo, kind=KIND, at=AT)
    Application.objects.create(
        kind=KIND, form_version="1", channel="portal", created_at=AT, changed_at=AT,
        applicant_id=case.applicant_id, beneficiary_id=case.applicant_id,
    )  # fmt: skip
    settle_identity(
        by=stage.at_work("umovnyi", LATER), check_id=check.pk, same=True, reason="Звірено паспорт", at=LATER
    )
    planned.do_all()
    planned.do(next(job for job in planned.everything() if job.task == "applications.adopt"))
    assert Application.objects.filter(applicant_id=case.applicant_id).count() == 3
    assert not Message.objects.filter(person_id=check.newcomer_id).exists()
    assert not PersonalFile.objects.filter(person_id=check.newcomer_id).exists()


def test_rejecting_leaves_two_people(plays: Plays) -> None:
    case, check = newcomer_and_known(plays)
    settle_identity(
        by=stage.at_work("umovnyi", LATER), check_id=check.pk, same=False, reason="Інша людина", at=LATER
    )
    assert stage.at_home("danylo", LATER).person_id == check.newcomer_id != case.applicant_id
    with pytest.raises(Conflict):
        settle_identity(
            by=stage.at_work("umovnyi", LATER), check_id=check.pk, same=True, reason="Передумали", at=LATER
        )


def test_two_known_persons_who_are_the_newcomer_become_one(plays: Plays) -> None:
    plays.registered("danylo", "starosta", "yavir", AT)
    plays.registered("danylo", "zrazkova", "dolyna", AT)
    stage.at_home("danylo", AT)
    first, second = IdentityCheck.objects.order_by("pk")
    umovnyi = stage.at_work("umovnyi", LATER)
    settle_identity(by=umovnyi, check_id=first.pk, same=True, reason="Звірено паспорт", at=LATER)
    settle_identity(by=umovnyi, check_id=second.pk, same=True, reason="І це той самий чоловік", at=LATER)
    planned.do_all()
    assert stage.at_home("danylo", LATER).person_id == first.candidate_id
    assert Application.objects.filter(applicant_id=first.candidate_id).count() == 2


def test_only_deciding_bodies_settle_doubts(plays: Plays) -> None:
    _, check = newcomer_and_known(plays)
    for code in ("starosta", "admin", "probna"):
        with pytest.raises(Forbidden):
            settle_identity(by=stage.at_work(code, AT), check_id=check.pk, same=True, reason="Це вона", at=AT)


def test_a_doubt_is_of_the_bodies_that_hold_a_case_of_one_of_the_two(plays: Plays) -> None:
    """While nobody holds a case of either, every deciding body may settle; then only those that held one."""
    newcomer_and_known(plays)
    umovnyi, davnii = (stage.at_work(code, AT) for code in ("umovnyi", "davnii"))
    assert [queries.checks_waiting(by).count() for by in (umovnyi, davnii)] == [1, 1]
    other = known_or_new(data=data(tax_number=cast.citizen("maria").tax_number), at=AT)
    plays.submitted("maria", AT)
    check = IdentityCheck.objects.get(candidate=other)
    assert queries.checks_waiting(umovnyi).filter(pk=check.pk).exists()
    assert not queries.checks_waiting(davnii).filter(pk=check.pk).exists()
    with pytest.raises(Missing):
        settle_identity(by=davnii, check_id=check.pk, same=True, reason="Звірено паспорт", at=LATER)
    check.refresh_from_db()
    assert check.state == "waiting"


def test_the_reason_of_an_answer_is_not_empty(plays: Plays) -> None:
    _, check = newcomer_and_known(plays)
    for reason in ("", "   так     "):
        with pytest.raises(BadInput) as caught:
            settle_identity(
                by=stage.at_work("umovnyi", AT), check_id=check.pk, same=True, reason=reason, at=AT
            )
        assert set(caught.value.fields) == {"reason"}


def test_a_person_takes_the_own_address_away(plays: Plays) -> None:
    person = known_or_new(data=data(), at=AT)
    keep_contact(person=person, channel="email", value="home@example.invalid", at=AT)
    change_contact(person=person, channel="email", value="", at=LATER)
    assert queries.email_of(person) == ""
    assert Contact.objects.get(person=person).until == LATER
    change_contact(person=person, channel="email", value="", at=LATER)


@pytest.mark.requirement("R011")
def test_people_of_one_home_may_share_an_address(plays: Plays) -> None:
    both = [known_or_new(data=data(), at=AT) for _ in range(2)]
    for person in both:
        keep_contact(person=person, channel="email", value="home@example.invalid", at=AT)
    assert [queries.email_of(person) for person in both] == ["home@example.invalid"] * 2
    keep_contact(person=both[0], channel="email", value="new@example.invalid", at=LATER)
    keep_contact(person=both[0], channel="email", value="", at=LATER)
    assert queries.email_of(both[0]) == "new@example.invalid"
    assert Contact.objects.get(person=both[0], until__isnull=False).until == LATER


def test_people_are_found_by_numbers_and_never_browsed(plays: Plays) -> None:
    starosta = stage.at_work("starosta", AT)
    maria = stage.at_home("maria", AT).person_id
    born = cast.citizen("maria").birth_date

    def found(**terms: object) -> list[object]:
        return [one.person.pk for one in queries.search(starosta, **terms)]  # type: ignore[arg-type]

    assert found(surname="Прикладенко") == []
    assert found(document="000000101") == []
    assert found(tax_number="3336900025") == [maria]
    for slip in ("Прікладенка", "Прикладеко", "Пиркладенко", "Прикладенно", "Пpиклaденкo"):
        assert found(surname=slip, birth_date=born) == [maria], slip
    assert found(surname="Іваненко", birth_date=born) == []
    assert found(document=" 000000101 ", birth_date=born) == [maria]
    with pytest.raises(Forbidden):
        queries.search(stage.at_home("stepan", AT), tax_number="3336900025")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ґудзь", "Гудзь"), ("Лук’яненко", "Лукяненко"), ("Кириленко", "Кіріленко"), ("Іванна", "Івана")],
)
def test_surnames_that_sound_alike_have_one_key(one: str, other: str) -> None:
    assert names.sound(one) == names.sound(other)


@given(st.text(alphabet="абвгґдеєжзиіїйклмноп'’ʼ- ", max_size=30))
def test_tidying_a_name_twice_changes_nothing_more(name: str) -> None:
    assert names.tidy(names.tidy(name)) == names.tidy(name)
    assert names.key(names.tidy(name)) == names.key(name)


def test_a_tie_in_force_is_one(plays: Plays) -> None:
    account = citizen_account(identity="tax:1", name="Хтось")
    person = tie_account(account=account, data=data(tax_number="3336900025"), at=AT)
    assert tie_account(account=account, data=data(tax_number="2888400006"), at=AT) == person
    with pytest.raises(IntegrityError):
        Tie.objects.create(account=account, person=person, basis="unzr", since=AT)
