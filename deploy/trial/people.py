"""Makes people with applications that are printed and signed, and leaves the sending to the load.

`python -m deploy.trial.people FIRST COUNT` with the environment of the installation in demo mode. Prints one
line of JSON for each: the application, the key of an open session, the digest and the signature.
"""

import base64
import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import django

django.setup()

from django.contrib.sessions.backends.db import SessionStore  # noqa: E402 - models are loaded only now
from stdnum.ua import rntrc  # noqa: E402

from turbota.access.models import Account  # noqa: E402
from turbota.applications.operations import submission  # noqa: E402
from turbota.documents.operations import read  # noqa: E402
from turbota.kernel import clock  # noqa: E402
from turbota.web.shared.session import open_session  # noqa: E402
from turbota_demo import cast, stage  # noqa: E402
from turbota_demo.plays import Plays  # noqa: E402
from turbota_demo.stage import Keys  # noqa: E402
from turbota_simulators.signing import sign  # noqa: E402

FIRST_BIRTH = date(1980, 1, 1)
ZERO_DAY = date(1899, 12, 31)
LETTERS = "абвгдежзик"


def person(number: int) -> cast.Citizen:
    """An invented person of this number; the tax number fits the day of birth."""
    born = FIRST_BIRTH + timedelta(days=number)
    digits = f"{(born - ZERO_DAY).days:05d}{number % 10000:04d}"
    word = "".join(LETTERS[int(digit)] for digit in f"{number:05d}")
    return cast.Citizen(
        key=f"load-{number}",
        surname=f"Випробна-{word.capitalize()}",
        given_name="Вигадана",
        patronymic="Умовна",
        birth_date=born,
        document=f"{100000000 + number}",
        tax_number=digits + rntrc.calc_check_digit(digits + "0"),
    )


def prepared(first: int, count: int) -> Iterator[dict[str, str]]:
    """Applications in the state "draft" with a printed paper and its signature, which is not sent yet."""
    made = tuple(person(number) for number in range(first, first + count))
    cast.CITIZENS = (*cast.CITIZENS, *made)
    keys = Keys(stage.authority())
    plays = Plays(keys)
    for one in made:
        at = clock.now()
        application = plays.draft(one.key, at)
        actor = stage.at_home(one.key, at)
        paper = submission.print_for_signing(by=actor, application_id=application.pk, at=at)
        cms = sign(keys.person(one), read(paper), at=at)
        session = SessionStore()
        account = Account.objects.get(pk=str(actor.account_id))
        open_session(session, account, level="high", shared=False, at=clock.now())
        session.save()
        yield {
            "application": str(application.pk),
            "session": str(session.session_key),
            "sha256": paper.sha256,
            "signature": base64.b64encode(cms).decode(),
        }


if __name__ == "__main__":
    stage.enter_all(clock.now())
    for line in prepared(int(sys.argv[1]), int(sys.argv[2])):
        print(json.dumps(line), flush=True)
