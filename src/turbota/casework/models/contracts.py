"""The contract on a service as a paper that both sides sign by their keys (law 2671-VIII, art. 23)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from turbota.access.models import Account
from turbota.casework.delivery_states import ContractSide
from turbota.casework.models.delivery import Contract, Referral
from turbota.documents.models import StoredFile
from turbota.kernel.identifiers import new_id
from turbota.signatures.models import Signature


class ContractPaper(models.Model):
    """A printed contract that waits for signatures, or has them. `until`: the first day that it no longer covers.

    The signatures are detached, each over the very bytes of `paper`. `contract`: what came of it once both had signed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="contract_papers")
    number = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    contract = models.OneToOneField(
        Contract, on_delete=models.PROTECT, null=True, blank=True, related_name="signed_paper"
    )
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["referral"], condition=Q(replaced_at__isnull=True), name="contract_paper_one_live"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="contract_paper_ends_after_start",
            ),
        ]


class ContractSignature(models.Model):
    """One side signed the paper. Rows are inserted only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    paper = models.ForeignKey(ContractPaper, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=20, choices=ContractSide.choices)
    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    for_whom = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "side"], name="contract_signed_once_a_side"),
        ]
