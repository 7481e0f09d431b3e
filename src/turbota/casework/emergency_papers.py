"""The act of services given at once (order 135 of 18.04.2022), as it is printed. Own layout."""

from datetime import datetime

from turbota.access.models import Role
from turbota.applications.papers import office
from turbota.assistance.calculation import Service
from turbota.casework.models import EmergencyAct
from turbota.decisions.papers import VERIFY, approver
from turbota.decisions.service_papers import service_line
from turbota.documents.papers.printing import print_paper
from turbota.documents.papers.shapes import Signatory
from turbota.documents.papers.social import EmergencyAct as Shape
from turbota.kernel.clock import day_of


def emergency_paper(act: EmergencyAct, services: tuple[Service, ...], *, manager: str, at: datetime) -> bytes:
    """The PDF/A-3 whose bytes both people sign. A protected address does not stand on it."""
    case, person = act.case, act.case.main_person
    shape = Shape(
        office=office(case.unit),
        number=act.number,
        case_number=case.number,
        given_at=act.given_at,
        person=person.full_name,
        born_on=person.birth_date,
        address="не розголошують" if case.address_protected else case.home,
        danger=act.danger,
        services=tuple(service_line(one) for one in services),
        manager=Signatory(post=Role.SOCIAL_MANAGER.label, name=manager),
        head=approver(case.unit, day_of(at)),
        verify=VERIFY,
    )
    return print_paper("emergency_act", shape, at=at)
