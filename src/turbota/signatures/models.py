"""The signature of one document: what was received, what was found, and the evidence."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from turbota.kernel.identifiers import new_id
from turbota.signatures.reasons import INVALID, PENDING, VALID

STATES = ((VALID, "дійсний"), (PENDING, "перевіряється"), (INVALID, "недійсний"))


class Signature(models.Model):
    """One signature or seal under the bytes with this SHA-256.

    ``received_at`` is the moment the law counts: dates and withdrawal are judged as of it. ``checked_at``
    is the moment of the last answer. A settled signature (valid or invalid) is never judged again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sha256 = models.CharField(max_length=64)
    cms = models.BinaryField()
    state = models.CharField(max_length=10, choices=STATES)
    code = models.CharField(max_length=30)
    level = models.CharField(max_length=20, blank=True)
    signer_name = models.CharField(max_length=500, blank=True)
    signer_tax_number = models.CharField(max_length=10, blank=True)
    signer_unzr = models.CharField(max_length=14, blank=True)
    signer_organisation_code = models.CharField(max_length=10, blank=True)
    certificate_serial = models.CharField(max_length=64, blank=True)
    is_seal = models.BooleanField(default=False)
    signed_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    checked_at = models.DateTimeField()
    reason = models.TextField()
    evidence = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[VALID, PENDING, INVALID]), name="signature_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="signature_sha256_is_hex"
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="signature_sha256"),
            models.Index(fields=["received_at"], condition=Q(state=PENDING), name="signature_pending"),
        ]
