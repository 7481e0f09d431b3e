"""Commands of accounts, of the store and of calculations, as a person types them."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.assistance.samples import complete
from tests.factories.world import moment
from tests.project.test_keeping_commands import run, told

from turbota.access.accounts import must_choose_password
from turbota.access.models import Account
from turbota.access.sign_in import staff_account
from turbota.documents import operations as documents
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.project import command_line
from turbota.project.commands import account, administrator, audit, verify
from turbota.project.failures import StartFailure

Said = pytest.CaptureFixture[str]
AT = moment("2026-11-16 10:00")


@pytest.mark.requirement("R219")
@pytest.mark.django_db
def test_an_account_is_opened_with_a_password_for_one_sign_in(capsys: Said) -> None:
    with clock.frozen(AT):
        assert (
            run(account, "add", "--code", "nova", "--name", "Ольга Нова", "--tax-number", "3110800119") == 0
        )
        first = told(capsys)["first_password"]
        opened = staff_account(code="nova", password=first, at=AT)
        assert must_choose_password(opened, AT.date())
        assert run(account, "password", "--code", "nova") == 0
        second = told(capsys)["first_password"]
    assert second != first
    assert staff_account(code="nova", password=second, at=AT).tax_number == "3110800119"


@pytest.mark.django_db
def test_a_wrong_tax_number_or_code_opens_nothing(capsys: Said) -> None:
    with pytest.raises(BadInput) as caught:
        run(account, "add", "--code", "nova", "--name", "Ольга Нова", "--tax-number", "3110800118")
    assert set(caught.value.fields) == {"tax_number"}
    with pytest.raises(BadInput):
        run(account, "password", "--code", "nobody")
    assert Account.objects.count() == 0


@pytest.mark.django_db
def test_an_account_is_closed_but_not_the_last_administrator(capsys: Said) -> None:
    run(administrator)
    run(account, "add", "--code", "nova", "--name", "Ольга Нова")
    capsys.readouterr()
    assert run(account, "close", "--code", "nova") == 0
    assert told(capsys) == {"account": "nova", "open": False}
    with pytest.raises(Refused) as caught:
        run(account, "close", "--code", "admin")
    assert caught.value.code == "last_administrator"


@pytest.mark.django_db
def test_damaged_files_are_named_one_a_line(capsys: Said, tmp_path: Path, settings: Any) -> None:
    settings.TURBOTA_FILES_DIR = tmp_path / "files"
    settings.TURBOTA_KEY_RING = tmp_path / "ring.json"
    whole, broken = (
        documents.keep(content=text, media_type="text/plain", at=AT) for text in (b"one", b"two")
    )
    assert run(verify, "store") == 0
    assert capsys.readouterr().out == ""
    (sealed,) = [
        path for path in (tmp_path / "files").rglob("*") if path.is_file() and broken.address in str(path)
    ]
    sealed.chmod(0o600)
    sealed.write_bytes(b"something else")
    assert run(verify, "store") == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    place = sealed.relative_to(tmp_path / "files").as_posix()
    assert lines == [{"file_id": str(broken.pk), "kind": "damaged", "place": place}]
    assert documents.read(whole) == b"one"


@pytest.mark.django_db
def test_the_number_of_a_block_is_a_number() -> None:
    with pytest.raises(StartFailure):
        run(audit, "verify", "--known", "seven", "0" * 64)


def test_answers_come_from_a_file_or_the_input(
    capsys: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = json.dumps(complete(), default=str)
    (tmp_path / "answers.json").write_text(text, encoding="utf-8")
    words = ["calculate", "low_income", "--on", "2026-03-10"]
    assert command_line.main([*words, str(tmp_path / "answers.json")]) == 0
    from_file = told(capsys)
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert command_line.main([*words, "-"]) == 0
    assert told(capsys) == from_file
    assert from_file["amount"] == "4831.37"
    assert command_line.main(["calculate", "low_income", str(tmp_path / "answers.json"), *words[2:]]) == 0
    assert told(capsys) == from_file
    (tmp_path / "answers.json").write_text("[1]", encoding="utf-8")
    assert command_line.main([*words, str(tmp_path / "answers.json")]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)


def test_the_law_is_told_without_a_database_or_a_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    ours = ("DATABASE_", "TURBOTA_", "DJANGO_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        [sys.executable, "-m", "turbota.project.command_line", "kinds"],
        env={**clean, "TURBOTA_HOME": str(home), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)[0]["code"]
    assert not home.exists()
