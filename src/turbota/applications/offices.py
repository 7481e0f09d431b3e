"""Whose seal, whose control and whose register: a ЦНАП has its own or its community's, by data of the organisation."""

from turbota.access.models import Organisation


def _office(taker: Organisation, leans: bool) -> Organisation:
    return taker.parent if leans and taker.parent is not None else taker


def seal_office(taker: Organisation) -> Organisation:
    """The body whose qualified e-seal certifies the copies that `taker` makes."""
    return _office(taker, taker.uses_parent_seal)


def control_office(taker: Organisation) -> Organisation:
    """The body whose specialists check the cases of `taker`, where it has any."""
    return _office(taker, taker.uses_parent_control)


def register_office(taker: Organisation) -> Organisation:
    """The body in whose registers the cases of `taker` go to the deciding body."""
    return _office(taker, taker.uses_parent_register)
