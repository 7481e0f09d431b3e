"""Put database and files back from an archive that backup wrote."""

import argparse
from pathlib import Path

from turbota.project import archive, environment, home
from turbota.project.command_line import Subparsers, show
from turbota.project.failures import StartFailure


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("restore", help=__doc__)
    parser.add_argument("file", type=Path, help="archive to read")
    parser.add_argument("--replace", action="store_true", help="overwrite the rows and files that are there")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Nothing is lost when it fails: the old rows and files go only after the new ones are in."""
    if home.running(home.folder()) is not None:
        raise StartFailure("Turbota is running: stop it before restoring a backup.")
    with environment.with_database():
        show(archive.read(args.file, replace=args.replace))
    return 0
