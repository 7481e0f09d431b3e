"""Answers on their way from the public check of rights into a draft."""

from django.db import models

from turbota.kernel.identifiers import new_id


class CarriedAnswers(models.Model):
    """Sealed answers of somebody who has not signed in yet. Only the browser that brought them can open them.

    `token_hash` is of a secret that only the browser keeps; the key of the seal is made of the same secret, so whoever has
    the whole database reads nothing. The row goes when it is used, or after `until`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=60)
    content = models.BinaryField()
    wrapped_key = models.BinaryField()
    until = models.DateTimeField(db_index=True)
