"""Where a draft is continued, how incomes are entered without typing them again, what an empty row says."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.web.cabinet.conftest import SignIn
from tests.web.cabinet.words import words_of

from turbota.applications.models import Application
from turbota.kernel import clock
from turbota_demo.plays import Plays

NOTE = "У відповідях є робота, але немає жодного доходу. Перевірте."


@pytest.fixture
def draft(plays: Plays) -> Application:
    return plays.draft("maria", clock.now() - timedelta(days=1))


def change(draft: Application, **sections: Any) -> str:
    """Put these sections into the answers as they are; the address of the draft."""
    draft.answers = {**draft.answers, **sections}
    draft.save(update_fields=["answers"])
    return f"/cabinet/application/{draft.pk}"


def goes_on(client: Client, case: str) -> str:
    return client.get(f"{case}/continue/").headers["Location"].removeprefix(case)


def lines_of(reply: HttpResponse) -> list[Any]:
    return list(reply.context["lines"])


def test_a_draft_is_continued_where_something_is_left(sign_in: SignIn, draft: Application) -> None:
    client, case = sign_in("maria"), change(draft)
    assert goes_on(client, case) == "/check/"
    draft.attachments.all().delete()
    assert goes_on(client, case) == "/documents/"
    change(draft, payment={"way": "bank"})
    assert goes_on(client, case) == "/questions/payment/"
    change(draft, address={**draft.answers["address"], "idp": None})
    assert goes_on(client, case) == "/questions/address-3/"


def test_a_list_passed_with_nobody_in_it_is_answered(sign_in: SignIn, draft: Application) -> None:
    client, case = sign_in("maria"), change(draft)
    del draft.answers["members"]
    change(draft, incomes=[])
    assert goes_on(client, case) == "/questions/members/"
    assert "Поки що нікого не додано" in words_of(client.get(f"{case}/questions/members/"))
    assert "Поки що нічого не додано" in words_of(client.get(f"{case}/questions/incomes/"))
    assert client.post(f"{case}/questions/members/").status_code == 302
    draft.refresh_from_db()
    assert draft.answers["members"] == []
    assert goes_on(client, case) == "/check/"


def test_one_income_is_repeated_for_the_months_that_have_none(sign_in: SignIn, draft: Application) -> None:
    months = [row["month"] for row in draft.answers["incomes"]]
    assert len(months) == 6
    first = {"id": "i1", "member": "applicant", "month": months[2], "class": "wage", "amount": 845050}
    client, case = sign_in("maria"), change(draft, incomes=[first])
    page = words_of(client.get(f"{case}/questions/incomes/"))
    assert "Якщо сума щомісяця була та сама" in page
    assert "Повторити для решти місяців: Зарплата, 8 450,50 ₴" in page
    assert client.post(f"{case}/questions/incomes/", {"repeat": "i1"}).status_code == 302
    draft.refresh_from_db()
    rows = draft.answers["incomes"]
    assert sorted(row["month"] for row in rows) == sorted(months)
    assert {(row["member"], row["class"], row["amount"]) for row in rows} == {("applicant", "wage", 845050)}
    assert len({row["id"] for row in rows}) == 6
    assert "Повторити" not in words_of(client.get(f"{case}/questions/incomes/"))


def test_repeating_leaves_the_incomes_that_are_there(sign_in: SignIn, draft: Application) -> None:
    months = [row["month"] for row in draft.answers["incomes"]]
    rows = [
        {"id": "i1", "member": "applicant", "month": months[0], "class": "wage", "amount": 500000},
        {"id": "i2", "member": "applicant", "month": months[1], "class": "wage", "amount": 700000},
        {"id": "i3", "member": "applicant", "month": months[2], "class": "alimony", "amount": 100000},
    ]
    client, case = sign_in("maria"), change(draft, incomes=rows)
    client.post(f"{case}/questions/incomes/", {"repeat": "i1"})
    for nothing in ("i99", "", "../"):
        client.post(f"{case}/questions/incomes/", {"repeat": nothing})
    draft.refresh_from_db()
    after = draft.answers["incomes"]
    assert after[:3] == rows
    assert sorted(row["month"] for row in after if row["class"] == "wage") == sorted(months)


def test_the_next_income_begins_with_the_same_person_and_kind(sign_in: SignIn, draft: Application) -> None:
    first = {"id": "i1", "member": "applicant", "month": "2026-01", "class": "pension", "amount": 300000}
    client, case = sign_in("maria"), change(draft, incomes=[first])
    reply = client.post(f"{case}/questions/incomes/", {"add": "yes"})
    draft.refresh_from_db()
    row = draft.answers["incomes"][1]
    assert {"id": "i2", "member": "applicant", "class": "pension"} == row
    assert reply.headers["Location"].endswith("/questions/incomes/i2/")
    client.post(f"{case}/questions/incomes/", {"add": "applicant|2026-02"})
    draft.refresh_from_db()
    assert draft.answers["incomes"][2] == {**row, "id": "i3", "month": "2026-02"}


def test_an_empty_row_says_what_it_lacks(sign_in: SignIn, draft: Application) -> None:
    client, case = sign_in("maria"), change(draft)
    empty = {f"members.m9.{code}": "" for code in ("surname", "given_name", "relation")}
    reply = client.post(f"{case}/questions/members/m9/", empty)
    assert reply.status_code == 422
    assert "Прізвище: дайте відповідь на це запитання." in words_of(reply)
    draft.refresh_from_db()
    assert "m9" not in {row["id"] for row in draft.answers["members"]}


def test_each_line_of_the_summary_names_its_question(sign_in: SignIn, draft: Application) -> None:
    client, case = sign_in("maria"), change(draft)
    reply = client.post(f"{case}/questions/address/", {"address.street": "", "address.house": ""})
    assert [line.words for line in lines_of(reply)] == [
        "Вулиця: дайте відповідь на це запитання.",
        "Будинок: дайте відповідь на це запитання.",
    ]


def test_work_without_any_income_is_pointed_at_and_refuses_nothing(
    sign_in: SignIn, draft: Application
) -> None:
    client, case = sign_in("maria"), change(draft)
    assert NOTE not in words_of(client.get(f"{case}/check/"))
    change(draft, incomes=[])
    assert NOTE in words_of(client.get(f"{case}/check/"))
    assert client.post(f"{case}/check/", {"warning": "on", "consent": "on"}).status_code == 302
