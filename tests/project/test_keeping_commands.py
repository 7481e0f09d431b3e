"""Commands of the administrator and of the law, as a person types them."""

import argparse
import json
from typing import Any

import pytest

from turbota.access.accounts import FIRST_CODE
from turbota.access.models import Account, Organisation, Post
from turbota.project import command_line
from turbota.project.commands import administrator, audit, organisation, post

Said = pytest.CaptureFixture[str]
TOP, BELOW = "00000000", "12300061"


def run(module: Any, *words: str) -> int:
    """Run a command of this process as the command line does, after the database is there."""
    parser = argparse.ArgumentParser()
    module.register(parser.add_subparsers())
    options = parser.parse_args([module.__name__.rpartition(".")[2], *words])
    return int(options.run(options))


def told(capsys: Said) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def top(db: None, capsys: Said) -> Organisation:
    assert run(organisation, "add", "--kind", "ministry", "--name", "Головний орган", "--code", TOP) == 0
    capsys.readouterr()
    return Organisation.objects.get(code=TOP)


def test_an_organisation_is_added_under_another(top: Organisation, capsys: Said) -> None:
    words = [
        "--kind",
        "community",
        "--name",
        "Прикладна громада",
        "--code",
        BELOW,
        "--parent",
        TOP,
        "--has-control",
    ]
    assert run(organisation, "add", *words) == 0
    answer = told(capsys)
    assert answer["parent"] == TOP
    assert answer["has_control"] is True
    assert Organisation.objects.get(code=BELOW).parent == top
    run(organisation, "list")
    assert {row["code"] for row in told(capsys)} == {TOP, BELOW}


def test_a_post_opens_the_account_and_prints_the_first_password_once(top: Organisation, capsys: Said) -> None:
    words = ["grant", "--account", "nova", "--organisation", TOP, "--role"]
    assert run(post, *words, "administrator", "--name", "Ольга Нова") == 0
    password = told(capsys)["first_password"]
    assert Account.objects.get(code="nova").check_password(password)
    assert run(post, *words, "head", "--since", "2026-01-01") == 0
    assert "first_password" not in told(capsys)
    assert Post.objects.filter(account__code="nova").count() == 2


@pytest.mark.django_db
def test_the_first_start_of_production_prints_the_first_administrator_once(capsys: Said) -> None:
    assert run(administrator) == 0
    answer = told(capsys)["first_administrator"]
    account = Account.objects.get(code=FIRST_CODE)
    assert answer["code"] == FIRST_CODE
    assert account.check_password(answer["first_password"])
    assert Post.objects.get(account=account).role == "administrator"
    assert run(administrator) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_a_touched_audit_is_told_with_exit_code_one(capsys: Said) -> None:
    assert run(audit, "verify") == 0
    assert told(capsys) == {"problems": []}
    assert run(audit, "verify", "--known", "7", "0" * 64) == 1
    assert told(capsys)["problems"] == [{"code": "known_block_missing", "block": 7, "event": None}]


def test_the_law_is_told_with_its_act(capsys: Said) -> None:
    assert command_line.main(["law", "--list"]) == 0
    every = told(capsys)
    first = every[0]
    assert command_line.main(["law", first["key"], "--on", first["from"]]) == 0
    assert told(capsys)["act"] == first["act"]
    assert command_line.main(["law", "no_such_value"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_kinds_and_the_schema_of_their_answers(capsys: Said) -> None:
    assert command_line.main(["kinds"]) == 0
    code = told(capsys)[0]["code"]
    assert command_line.main(["calculate", code, "--schema", "--on", "2026-11-16"]) == 0
    assert told(capsys)["type"] == "object"
    assert command_line.main(["calculate", code]) == 2
    assert "FILE" in capsys.readouterr().err
