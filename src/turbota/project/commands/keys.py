"""Make the key ring of the stored files, or give it a new current key."""

import argparse

from django.conf import settings

from turbota.documents import keyring
from turbota.documents.operations import rewrap
from turbota.kernel import clock
from turbota.project.command_line import Subparsers, show
from turbota.project.failures import StartFailure


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("keys", help=__doc__)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("make", help="make the ring; once, before the first start in production")
    verbs.add_parser("renew", help="a new key for new files, and the keys of all old files wrapped with it")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print where the ring lies and how many keys it has, never a key. Raises StartFailure when it cannot be read."""
    at, wrapped = clock.now(), 0
    try:
        if args.verb == "make":
            ring = keyring.ensure_key_ring(at=at)
        else:
            ring = keyring.add_key(at=at)
            while done := rewrap():
                wrapped += done
    except (keyring.KeyRingProblem, OSError) as problem:
        raise StartFailure(f"{settings.TURBOTA_KEY_RING}: {problem}") from problem
    told = {"key_ring": settings.TURBOTA_KEY_RING, "current": ring.current, "keys": len(ring.keys)}
    show({**told, "files_wrapped_anew": wrapped, "next": "copy the ring to a place apart from the backups"})
    return 0
