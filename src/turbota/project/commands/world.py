"""Grow the demonstration to very many people and cases, for measuring; once in a database."""

import argparse
import importlib

from django.conf import settings

from turbota.project.command_line import Subparsers, show
from turbota.project.failures import StartFailure


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("world", help=__doc__)
    parser.add_argument(
        "--people", type=int, required=True, metavar="N", help="how many people, e.g. 1000000"
    )
    parser.add_argument("--cases", type=int, required=True, metavar="N", help="how many cases, e.g. 100000")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other people")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints how many rows each table got and the seconds it took.

    The demo world is a package beside the platform, so it is looked up by name: nothing depends on it.
    """
    if not settings.DEMO:
        raise StartFailure("The demo world is grown in demo mode only.")
    world = importlib.import_module("turbota_demo.world")
    show(world.grow(people=args.people, cases=args.cases, seed=args.seed))
    return 0
