"""Grow the demonstration: very many people and cases for measuring, or a quarter of social work played from a seed."""

import argparse
import importlib
from datetime import date

from django.conf import settings

from turbota.project.command_line import Subparsers, show
from turbota.project.failures import StartFailure


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("world", help=__doc__)
    parser.add_argument("--people", type=int, metavar="N", help="how many people, e.g. 1000000")
    parser.add_argument("--cases", type=int, metavar="N", help="how many cases, e.g. 100000")
    parser.add_argument(
        "--quarter",
        action="store_true",
        help="play a quarter of social work in a community of 20,000 instead",
    )
    parser.add_argument(
        "--since", type=date.fromisoformat, metavar="DAY", help="first day of the quarter; else 13 weeks ago"
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other people and other work")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints how many rows each table got and the seconds it took, or how often each thing was done in the quarter.

    The demo world is a package beside the platform, so it is looked up by name: nothing depends on it.
    """
    if not settings.DEMO:
        raise StartFailure("The demo world is grown in demo mode only.")
    if args.quarter:
        quarter = importlib.import_module("turbota_demo.quarter.run")
        show(quarter.grow(seed=args.seed, since=args.since))
        return 0
    if args.people is None or args.cases is None:
        raise StartFailure("Say --people N and --cases N, or --quarter.")
    world = importlib.import_module("turbota_demo.world")
    show(world.grow(people=args.people, cases=args.cases, seed=args.seed))
    return 0
