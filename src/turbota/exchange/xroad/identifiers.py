"""How X-Road names who asks and what is asked: parts of a path, e.g. "UA/GOV/12345678/TURBOTA"."""

from dataclasses import dataclass
from itertools import zip_longest

MEMBER = ("xRoadInstance", "memberClass", "memberCode")
CLIENT = (*MEMBER, "subsystemCode")
SERVICE = (*CLIENT, "serviceCode", "serviceVersion")


@dataclass(frozen=True)
class Identifier:
    """One identifier: its kind and its parts with their names, in the order of the protocol."""

    kind: str
    parts: tuple[tuple[str, str], ...]

    @property
    def code(self) -> str:
        """The code of a service; the subsystem of a client."""
        return dict(self.parts).get("serviceCode") or self.parts[-1][1]


def client(path: str) -> Identifier:
    """The subsystem that asks: INSTANCE/CLASS/MEMBER/SUBSYSTEM. Raises ValueError."""
    return Identifier("SUBSYSTEM", _parts(path, CLIENT, CLIENT))


def service(path: str) -> Identifier:
    """The service that is asked: the path of its subsystem, /SERVICE, and /VERSION where it has one. Raises ValueError."""
    return Identifier("SERVICE", _parts(path, SERVICE, SERVICE[:-1]))


def _parts(path: str, names: tuple[str, ...], needed: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    given = path.split("/")
    if not all(given) or not len(needed) <= len(given) <= len(names):
        raise ValueError(f"an identifier of X-Road is {'/'.join(names)}")
    return tuple((name, one) for name, one in zip_longest(names, given) if one is not None)
