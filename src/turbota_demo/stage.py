"""Enters offices, staff and people of the cast through the operations, and gives them keys of the development CA."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from turbota.access import accounts, seal_orders
from turbota.access import operations as access
from turbota.access.actors import SYSTEM, Actor, staff_actor
from turbota.access.models import Account, Organisation, Role
from turbota.access.sign_in import citizen_account
from turbota.people.models import Person
from turbota.people.operations import PersonData, tie_account
from turbota_demo import cast, geography, papers, social_cast
from turbota_demo.cast import Body, Citizen, Employee
from turbota_simulators import authority as simulator
from turbota_simulators.issuing import Authority, Issued, establish, opened

FIRST_DAY = date(2020, 1, 1)


def authority() -> Authority:
    """The development certification authority whose root is on the trust list."""
    return opened(Path(settings.TURBOTA_TRUST_DIR).parent)


@contextmanager
def answering_authority() -> Iterator[Authority]:
    """The same, answering questions about certificates; where nobody runs it, it answers for as long as the block lasts."""
    home = Path(settings.TURBOTA_TRUST_DIR).parent
    found = opened(home) if (home / "authority.json").exists() else establish(home)
    try:
        server = simulator.server(found)
    except OSError:  # its port is taken: it runs already
        yield found
        return
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


class Keys:
    """Keys of the cast: made once in this process, and written as PKCS#12 files when a folder is given.

    `since`, `until`: the term of the certificates; by default the authority's own.
    """

    def __init__(
        self,
        ca: Authority,
        folder: Path | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> None:
        self.ca = ca
        self.folder = folder
        self.since, self.until = since, until
        self._issued: dict[str, Issued] = {}

    def _keep(self, name: str, issued: Issued) -> Issued:
        self._issued[name] = issued
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / f"{name}.p12"
            path.write_bytes(issued.pkcs12(cast.KEY_PASSWORD))
            path.chmod(0o600)
        return issued

    def person(self, person: Citizen | Employee) -> Issued:
        """The personal key of a citizen or of a member of staff."""
        name = person.key if isinstance(person, Citizen) else person.code
        if name in self._issued:
            return self._issued[name]
        issued = self.ca.person(
            surname=person.surname,
            given_name=person.given_name,
            patronymic=person.patronymic,
            tax_number=person.tax_number or None,
            unzr=getattr(person, "unzr", "") or None,
            since=self.since,
            until=self.until,
        )
        return self._keep(name, issued)

    def seal(self, body: Body) -> Issued:
        """The qualified electronic seal of an organisation."""
        name = f"seal-{body.key}"
        found = self._issued.get(name)
        if found is not None:
            return found
        issued = self.ca.seal(name=body.name, code=body.code, since=self.since, until=self.until)
        return self._keep(name, issued)


def body_of(key: str) -> Body:
    """The organisation of the cast, or of its social work, with this key."""
    return next(found for found in (*cast.BODIES, *social_cast.BODIES) if found.key == key)


def employee_of(code: str) -> Employee:
    """The member of staff of the cast, or of its social work, with this code."""
    everybody = (*cast.EMPLOYEES, *cast.COLLEAGUES, *social_cast.EMPLOYEES)
    return next(person for person in everybody if person.code == code)


def enter_body(body: Body, at: datetime) -> Organisation:
    """The organisation, entered now if it is not there."""
    found = Organisation.objects.filter(code=body.code).first()
    if found is not None:
        return _with_place(found, body)
    parent = enter_body(body_of(body.parent), at) if body.parent else None
    if body.place:
        geography.ensure()
    return access.add_organisation(
        by=SYSTEM,
        kind=body.kind,
        name=body.name,
        short_name=body.short_name,
        code=body.code,
        parent=parent,
        has_control=body.has_control,
        address=body.address,
        phone="0 800 00 00 00",
        place_code=body.place,
        since=FIRST_DAY,
        at=at,
    )


def _with_place(found: Organisation, body: Body) -> Organisation:
    """A world that was made before gets its places too."""
    if body.place and found.place_id is None:
        geography.ensure()
        Organisation.objects.filter(pk=found.pk).update(place=body.place)
        found.place_id = body.place
    return found


def enter_employee(employee: Employee, at: datetime) -> Account:
    """The account of a member of staff with its posts, entered now if it is not there."""
    account = Account.objects.filter(code=employee.code).first()
    if account is not None:
        return account
    account = accounts.add_account(
        by=SYSTEM,
        code=employee.code,
        name=employee.name,
        password=cast.PASSWORD,
        tax_number=employee.tax_number,
        email=employee.email,
        for_first_sign_in=False,
        at=at,
    )
    for key, role, title, district in employee.posts:
        access.grant_post(
            by=SYSTEM,
            account=account,
            organisation=enter_body(body_of(key), at),
            role=role,
            title=title,
            district=district,
            since=FIRST_DAY,
            at=at,
        )
        if role == Role.SEAL_OPERATOR:
            enter_order(employee, account, cast.body(key), at)
    return account


def enter_order(employee: Employee, account: Account, body: Body, at: datetime) -> None:
    """The head's order that lets the operator use the seal of the community."""
    seal_orders.enter(
        by=SYSTEM,
        organisation_id=enter_body(body, at).pk,
        number=f"навчальний-{employee.code}",
        signed_on=FIRST_DAY,
        since=FIRST_DAY,
        until=None,
        persons=[account],
        certificate_serial="",
        scan=papers.scan("Наказ про печатку"),
        at=at,
    )


def at_work(code: str, at: datetime) -> Actor:
    """The member of staff at work."""
    return staff_actor(enter_employee(employee_of(code), at), at.date())


def identity_of(person: Citizen) -> str:
    """The identity under which the account of a citizen is found, as the sign-in makes it."""
    if person.tax_number:
        return f"tax:{person.tax_number}"
    return f"unzr:{person.unzr}" if person.unzr else f"document:{person.document}:{person.birth_date}"


def data_of(person: Citizen) -> PersonData:
    """What the platform learns of a citizen from id.gov.ua or from the documents."""
    return PersonData(
        surname=person.surname,
        given_name=person.given_name,
        patronymic=person.patronymic,
        birth_date=person.birth_date,
        tax_number=person.tax_number or None,
        unzr=person.unzr or None,
        document=person.document,
    )


def at_home(key: str, at: datetime) -> Actor:
    """The citizen signed in to the cabinet."""
    person = cast.citizen(key)
    name = f"{person.surname} {person.given_name} {person.patronymic}"
    account = citizen_account(identity=identity_of(person), name=name)
    row: Person = tie_account(account=account, data=data_of(person), at=at)
    return Actor(
        account_id=account.pk,
        name=row.full_name,
        level="high",
        person_id=row.pk,
        tax_number=row.tax_number or "",
        today=at.date(),
    )


def enter_all(at: datetime) -> None:
    """Every office and every member of staff of the cast."""
    for body in cast.BODIES:
        enter_body(body, at)
    for employee in cast.EMPLOYEES:
        enter_employee(employee, at)
