"""Units, managers and cases of social work, made through the operations."""

from datetime import date, datetime

from turbota.access.actors import Actor, staff_actor
from turbota.access.models import Organisation, Post, Role
from turbota.casework.models import Case
from turbota.casework.operations import opening
from turbota.casework.operations.opening import Member
from turbota.casework.states import CaseKind, Ground, Relation, Sensitivity
from turbota.people.models import Person
from turbota.people.operations import PersonData, known_or_new
from turbota_demo import social_cast, stage


def at_work(code: str, at: datetime) -> Actor:
    """The member of staff of the social cast at work, entered now if not there."""
    return staff_actor(stage.enter_employee(social_cast.worker(code), at), at.date())


def unit(at: datetime, key: str = "unit") -> Organisation:
    """The unit for social protection of a community of the cast."""
    return stage.enter_body(stage.body_of(key), at)


def post_of(code: str, at: datetime, role: str = Role.SOCIAL_MANAGER) -> Post:
    """The post of a member of the social cast."""
    return Post.objects.get(account=stage.enter_employee(social_cast.worker(code), at), role=role)


def person(
    given_name: str, at: datetime, *, surname: str = "Вигаданська", born: date = date(1950, 4, 1)
) -> Person:
    """Somebody without any number."""
    return known_or_new(data=PersonData(surname=surname, given_name=given_name, birth_date=born), at=at)


def opened(
    at: datetime,
    *,
    manager: str = "turbotna",
    main: Person | None = None,
    family: tuple[Member, ...] = (),
    sensitivity: Sensitivity = Sensitivity.NONE,
    place_code: str = "",
    protected: bool = False,
) -> Case:
    """A case of an old woman, or of the person and family given, opened by the manager."""
    members = (Member(main or person("Ганна", at), Relation.MAIN), *family)
    return opening.open_case(
        by=at_work(manager, at),
        unit=post_of(manager, at).organisation,
        post=post_of(manager, at),
        kind=CaseKind.FAMILY if family else CaseKind.PERSON,
        ground=Ground.OWN,
        members=members,
        sensitivity=sensitivity,
        address="вул. Вигадана, 3" if place_code else "м. Зразкове, вул. Вигадана, 3",
        place_code=place_code,
        address_protected=protected,
        at=at,
    )
