"""Open the account of the first administrator of an empty platform; its password is printed once."""

import argparse

from turbota.access.accounts import FIRST_CODE, first_administrator
from turbota.kernel import clock
from turbota.project.command_line import Subparsers, show


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("administrator", help=__doc__)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the code and the first password; nothing when there is staff already. Nothing else keeps the password."""
    password = first_administrator(at=clock.now())
    if password is not None:
        show({"first_administrator": {"code": FIRST_CODE, "first_password": password}})
    return 0
