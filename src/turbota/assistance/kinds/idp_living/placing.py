"""Where the answers about displaced people stand in the common household."""

from __future__ import annotations

from turbota.assistance.placing import Placing

PLACING = Placing(
    moved={
        "applicant.registered": "applicant.idp_registered",
        "applicant.certificate": "applicant.idp_certificate",
        "members.registered": "members.idp_registered",
        "members.certificate": "members.idp_certificate",
        "claim.received_before": "idp_living.received_before",
        "claim.orphans": "idp_living.orphans",
        "claim.has_deposit": "property.has_deposit",
        "claim.deposit_amount": "property.deposit_amount",
    }
)
