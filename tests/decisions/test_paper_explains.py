"""The paper of a decision explains the amount by itself: every line with its sum."""

import subprocess
from pathlib import Path

from tests.factories.world import moment

from turbota.documents.operations import read
from turbota.personal_files import operations as personal_files
from turbota_demo import stage
from turbota_demo.plays import Plays


def test_every_line_of_the_receipt_stands_on_the_paper(plays: Plays, tmp_path: Path) -> None:
    at = moment("2026-11-17 09:00")
    application = plays.accepted(plays.submitted("maria", moment("2026-11-16 10:00")), "umovnyi", at)
    decision = personal_files.prepare_decision(
        by=stage.at_work("umovnyi", at), application_id=application.pk, at=at
    )
    (tmp_path / "decision.pdf").write_bytes(read(decision.paper))
    words = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "decision.pdf"), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    text = " ".join(words.split())
    for line in decision.calculation["receipt"]:
        whole, part = divmod(line["amount"], 100)
        shown = f"{whole:,}".replace(",", " ") + f",{part:02d} ₴"
        assert f"{line['label']}: {'−' if line['sign'] == '-' else ''}{shown}" in text
