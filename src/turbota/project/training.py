"""How the demonstration reaches the training security server: the settings that production gets from an administrator."""

import json
from pathlib import Path

MEMBER = "UA-TEST/GOV/00000001/REGISTERS"
SERVICES = {
    "civil_status": f"{MEMBER}/parentage/v1",
    "guardianship": f"{MEMBER}/guardianship/v1",
    "powers_of_attorney": f"{MEMBER}/powerOfAttorney/v1",
}


def exchange(folder: Path, place: str) -> dict[str, str]:
    """Variables for the server at `place`, whose home is `folder`: it makes the certificates at its first start."""
    tls = folder / "tls"
    return {
        "XROAD_URL": f"{place}/",
        "XROAD_CLIENT": "UA-TEST/GOV/00000000/TURBOTA",
        "XROAD_USER": "TURBOTA",
        "XROAD_SERVICES": json.dumps(SERVICES),
        "XROAD_CERTIFICATE": str(tls / "client.pem"),
        "XROAD_KEY": str(tls / "client.key"),
        "XROAD_AUTHORITY": str(tls / "authority.pem"),
    }
