"""Draw the state machines and the table of the life-line into docs."""

import argparse
from pathlib import Path

from django.conf import settings

from turbota.applications.states import ALARM
from turbota.applications.states import MACHINE as APPLICATION
from turbota.casework.assessment_states import ASSESSMENT_MACHINE as ASSESSMENT
from turbota.casework.case_states import APPROVAL_MACHINE as APPROVAL
from turbota.casework.delivery_states import REFERRAL_MACHINE as REFERRAL
from turbota.casework.emergency_states import EMERGENCY_MACHINE as EMERGENCY
from turbota.casework.plan_states import PLAN_MACHINE as PLAN
from turbota.casework.plan_states import TASK_MACHINE as TASK
from turbota.casework.states import CASE_MACHINE as CASE
from turbota.casework.states import REPORT_MACHINE as REPORT
from turbota.decisions.states import ANNULMENT_MACHINE as ANNULMENT
from turbota.decisions.states import MACHINE as DECISION
from turbota.kernel.diagrams import markdown
from turbota.people.states import MACHINE as MANDATE
from turbota.project.command_line import Subparsers, show
from turbota.providers.states import PROVIDER_MACHINE as PROVIDER
from turbota.timeline import matrix

MACHINES = (
    APPLICATION, ALARM, DECISION, ANNULMENT, MANDATE, REPORT, CASE, APPROVAL, ASSESSMENT, EMERGENCY, PLAN, TASK,
    REFERRAL, PROVIDER,
)  # fmt: skip


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("states", help=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(settings.BASE) / "docs" / "states")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write one page for each machine and the table of who sees what; prints the names of the machines."""
    args.folder.mkdir(parents=True, exist_ok=True)
    for machine in MACHINES:
        (args.folder / f"{machine.subject}.md").write_text(markdown(machine), encoding="utf-8")
    (args.folder.parent / "lifeline.md").write_text(matrix.markdown(), encoding="utf-8")
    show([machine.subject for machine in MACHINES])
    return 0
