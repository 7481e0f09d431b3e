"""Check that every stored file can be read as it was kept."""

import argparse
import json
from dataclasses import asdict

from turbota.documents.operations import verify_store
from turbota.project.command_line import Subparsers

DAMAGED = 1


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("verify", help=__doc__)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("store", help="decrypt and compare every file; long")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print one line of JSON for each file that is not whole, as soon as it is found; 1 when there are any."""
    found = False
    for damage in verify_store():
        found = True
        print(json.dumps(asdict(damage)), flush=True)
    return DAMAGED if found else 0
