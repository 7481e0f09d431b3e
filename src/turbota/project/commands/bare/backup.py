"""Write database and files together into one archive."""

import argparse
from pathlib import Path

from turbota.project import archive, environment
from turbota.project.command_line import Subparsers, show


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("backup", help=__doc__)
    parser.add_argument("file", type=Path, help="archive to write; it must not exist yet")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints what is in the archive. The key ring is not: it must be kept apart."""
    with environment.with_database():
        show(archive.write(args.file))
    return 0
