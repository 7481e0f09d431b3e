"""Social work of the demonstration: units, providers and partners with their staff, and cases that they keep."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from turbota.access.models import Post, Role
from turbota.casework.models import Case
from turbota.casework.operations import opening
from turbota.casework.operations.opening import Member
from turbota.casework.states import CaseKind, Ground, Relation, Sensitivity
from turbota.kernel import clock
from turbota.people.models import Person
from turbota.people.operations import PersonData, known_or_new
from turbota_demo import (
    asking,
    cards,
    geography,
    plans,
    reports,
    services,
    social_assessments,
    social_cast,
    stage,
)
from turbota_demo.plays import Plays
from turbota_demo.stage import Keys


def ensure(keys: Keys) -> None:
    """Enter the staff and make the cases, if they are not there; a world that was made before gets them too."""
    now = clock.now()
    for body in social_cast.BODIES:
        stage.enter_body(body, now)
    for employee in social_cast.EMPLOYEES:
        stage.enter_employee(employee, now)
        if keys.folder is not None and not (keys.folder / f"{employee.code}.p12").exists():
            keys.person(employee)
    if not Case.objects.exists():
        for play in PLAYS:
            play(now)
        asking.play(Plays(keys), now)
    plans.play(now)
    reports.play(now)


def person(surname: str, given_name: str, patronymic: str, born: date, at: datetime) -> Person:
    """Somebody invented, without any number."""
    data = PersonData(surname=surname, given_name=given_name, patronymic=patronymic, birth_date=born)
    return known_or_new(data=data, at=at)


def post_of(code: str, at: datetime) -> Post:
    """The post of a social manager of the cast."""
    account = stage.enter_employee(social_cast.worker(code), at)
    return Post.objects.select_related("organisation").get(account=account, role=Role.SOCIAL_MANAGER)


def opened(
    code: str,
    members: tuple[Member, ...],
    at: datetime,
    *,
    sensitivity: Sensitivity = Sensitivity.NONE,
    address: str = "",
    protected: bool = False,
) -> Case:
    """A case that the social manager opened."""
    post = post_of(code, at)
    return opening.open_case(
        by=stage.at_work(code, at),
        unit=post.organisation,
        post=post,
        kind=CaseKind.FAMILY if len(members) > 1 else CaseKind.PERSON,
        ground=Ground.OWN,
        members=members,
        sensitivity=sensitivity,
        address=address,
        place_code="" if protected else geography.ZRAZKOVE,
        address_protected=protected,
        at=at,
    )


def _lonely(now: datetime) -> None:
    """An old woman who lives alone."""
    at = now - timedelta(days=12)
    hanna = person("Самотинська", "Ганна", "Прокопівна", date(1941, 3, 9), at)
    case = opened("turbotna", (Member(hanna, Relation.MAIN),), at, address="м. Зразкове, вул. Тиха, 11")
    cards.write_card(case, "turbotna", at + timedelta(hours=2))


def _family(now: datetime) -> None:
    """A mother with two children after the loss of their home."""
    at = now - timedelta(days=5)
    members = (
        Member(person("Переїжджа", "Соломія", "Ігнатівна", date(1992, 7, 2), at), Relation.MAIN),
        Member(person("Переїжджа", "Устина", "Маркіянівна", date(2016, 5, 20), at), Relation.CHILD),
        Member(person("Переїжджий", "Лук’ян", "Маркіянович", date(2019, 11, 1), at), Relation.CHILD),
    )
    case = opened("turbotna", members, at, address="м. Зразкове, вул. Дружня, 4, кімн. 7")
    cards.ask_for_plan(case, "turbotna", at + timedelta(days=1))


def _hidden(now: datetime) -> None:
    """A woman who left a violent husband: nobody else may learn of the case, and her address is protected."""
    at = now - timedelta(days=2)
    oryna = person("Захищена", "Орина", "Василівна", date(1988, 1, 15), at)
    opened(
        "pomichnyi",
        (Member(oryna, Relation.MAIN),),
        at,
        sensitivity=Sensitivity.VIOLENCE,
        address="притулок, адресу не розголошують",
        protected=True,
    )


def _two_families(now: datetime) -> None:
    """A father and a grandmother name the same child; a case that changed hands; a case that ended."""
    at = now - timedelta(days=8)
    father = person("Спільний", "Влас", "Тихонович", date(1990, 6, 6), at)
    grandmother = person("Турботлива", "Меланія", "Юхимівна", date(1958, 9, 12), at)
    alone = person("Дужаюча", "Палажка", "Гнатівна", date(1946, 2, 2), at)
    first = opened("pomichnyi", (Member(father, Relation.MAIN),), at, address="м. Зразкове, вул. Нова, 5")
    second = opened(
        "turbotna", (Member(grandmother, Relation.MAIN),), at, address="м. Зразкове, вул. Стара, 9"
    )
    cards.claim_child(first, "pomichnyi", second, "turbotna", at + timedelta(days=1))
    ended = opened("pomichnyi", (Member(alone, Relation.MAIN),), at, address="м. Зразкове, вул. Нова, 8")
    cards.hand_over(ended, post_of("turbotna", at), at + timedelta(days=2))
    cards.close(ended, "turbotna", at + timedelta(days=6))


PLAYS: tuple[Callable[[datetime], None], ...] = (
    _lonely,
    _family,
    _hidden,
    _two_families,
    services.play,
    social_assessments.play,
)
"""What happens, in this order; every part of case management adds its own play."""
