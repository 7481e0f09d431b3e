"""Make the people and cases of the demonstration, if they are not there."""

import argparse
import importlib
import json
from pathlib import Path

from django.conf import settings

from turbota.project.command_line import Subparsers, show
from turbota.project.failures import StartFailure


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("demo", help=__doc__)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints who can sign in, and leaves the same and the people of the simulators in the home folder.

    The demo world is a package beside the platform, so it is looked up by name: nothing depends on it.
    """
    if not settings.DEMO:
        raise StartFailure("The demo world is made in demo mode only.")
    world = importlib.import_module("turbota_demo.world")
    world.ensure()
    home = Path(settings.TURBOTA_HOME)
    (home / "idgov").mkdir(exist_ok=True)
    (home / "idgov" / "people.json").write_text(
        json.dumps(world.people(), ensure_ascii=False), encoding="utf-8"
    )
    (home / "registers").mkdir(exist_ok=True)
    (home / "registers" / "records.json").write_text(
        json.dumps(world.records(), ensure_ascii=False), encoding="utf-8"
    )
    (home / "sign-ins.json").write_text(json.dumps(world.sign_ins(), ensure_ascii=False), encoding="utf-8")
    show(world.sign_ins())
    return 0
