"""Build styles, scripts and fonts of the pages when their sources have changed."""

import argparse

from turbota.project import assets
from turbota.project.command_line import Subparsers


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("assets", help=__doc__)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Silent when all went well."""
    assets.ensure()
    return 0
