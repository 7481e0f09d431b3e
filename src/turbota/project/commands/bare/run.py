"""Start everything: database, migrations, simulators, worker and web; stop with Ctrl-C."""

import argparse

from turbota.project import home, supervisor
from turbota.project.command_line import Subparsers
from turbota.project.failures import StartFailure


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("run", help=__doc__)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run until INT or TERM. PORT and TURBOTA_HOME come from the environment."""
    return supervisor.Supervisor(home.folder(), _port()).run()


def _port() -> int:
    given = supervisor.wanted_port()
    if given is None:
        raise StartFailure("PORT must be a number from 1 to 65535.")
    return given
