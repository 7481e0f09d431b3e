"""Social services of the demonstration: one application waits for the unit, one act of services at once for the head."""

from datetime import date, datetime, timedelta

from turbota.assistance.calculation import Service
from turbota.casework.models import Case
from turbota.casework.operations import emergency
from turbota.documents.operations import read
from turbota_demo import answers as told
from turbota_demo import cast, social_cast, stage
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign

KIND = "social_service"


def play(plays: Plays, now: datetime) -> None:
    """An old man asks for care at home, a displaced woman for help; an old woman alone is helped at once."""
    before = now - timedelta(hours=3)
    for key, need in (
        ("stepan", {"category": "elderly"}),
        ("olesia", {"category": "war", "displaced": True}),
    ):
        answers = told.for_services(cast.citizen(key), on=now.date(), **need)
        plays.submitted(key, before, answers=answers, kind=KIND)
    lonely = Case.objects.filter(main_person__surname="Самотинська").first()
    if lonely is not None:
        at_once(plays, lonely, before)


def at_once(plays: Plays, case: Case, at: datetime) -> None:
    """The manager gave food and heat at once and signed; the head has not approved yet."""
    code = "turbotna"
    act = emergency.prepare(
        by=stage.at_work(code, at),
        case_id=case.pk,
        danger="Котел зламався, удома шість градусів, жінка третій день не вставала й не їла.",
        services=[natural(at.date())],
        given_at=at,
        at=at,
    )
    cms = sign(plays.keys.person(social_cast.worker(code)), read(act.paper), at=at)
    emergency.sign(by=stage.at_work(code, at), act_id=act.pk, sha256=act.paper.sha256, cms=cms, at=at)


def natural(day: date) -> Service:
    """Food, firewood and bedding for two weeks."""
    return Service(
        code="007.0",
        title="Натуральна допомога",
        volume=4,
        unit="time_week",
        since=day,
        until=day + timedelta(days=14),
        place="удома",
        provider="Оселя турботи",
        payment="безоплатно",
    )
