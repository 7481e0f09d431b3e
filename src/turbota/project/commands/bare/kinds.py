"""List the kinds of assistance."""

import argparse

from turbota.assistance import command
from turbota.project.command_line import Subparsers, show


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("kinds", help=__doc__)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print codes, titles, acts, deciding bodies and days as JSON."""
    show(command.kinds())
    return 0
