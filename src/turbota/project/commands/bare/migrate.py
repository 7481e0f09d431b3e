"""Bring the tables of the database up to date, with the rights of their owner; a new one gets the places of the country."""

import argparse
import importlib
import os

import django
from django.core.management import call_command

from turbota.kernel import clock
from turbota.project import environment
from turbota.project.command_line import Subparsers


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("migrate", help=__doc__)
    parser.add_argument("--tables-only", action="store_true", help="no places: the tables stay empty")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Apply the migrations that are missing. A database without places gets the installed codifier, once."""
    with environment.with_database():
        environment.owner_url()
        os.environ["TURBOTA_AS_OWNER"] = "true"
        django.setup()
        call_command("migrate", interactive=False, verbosity=1)
        if not args.tables_only:
            places = importlib.import_module("turbota.places.operations")  # its models need Django set up
            places.load_packaged(at=clock.now())
    return 0
