"""The command line finds its commands by listing a folder and says failures in one line."""

from pathlib import Path

import pytest

from turbota.project import command_line


def test_every_command_has_a_module_and_a_line_of_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command_line.main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert {"run", "migrate", "worker", "web", "backup", "restore"} <= set(command_line.commands())
    for name, path in command_line.commands().items():
        assert name in said
        assert "def register(" in path.read_text(encoding="utf-8")


def test_a_failure_is_one_line_and_code_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["restore", str(tmp_path / "nothing.tar")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "There is no backup" in said.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["law", "subsistence_minimum.general", "--on", "2019-12-31"], "known: 2020-01-01…2020-06-30"),
        (["law", "subsistence_minimum.general", "--on", "soon"], "turbota law: argument --on"),
        (["law", "no.such"], "no.such: no such key"),
        (["law"], "Give the key of a value"),
        (["laws"], "turbota: argument COMMAND"),
    ],
)
def test_wrong_words_of_a_command_are_one_line_too(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.main(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert said in printed.err
