"""The row of a stored file. It knows no owner: applications, decisions and personal files point at it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from turbota.kernel.identifiers import new_id


class StoredFile(models.Model):
    """One immutable file: what it is, where its sealed bytes lie and how they open. Only `rewrap` changes a
    row, and recognition of text, which takes the mark `to_recognise` away."""

    id: "models.UUIDField[uuid.UUID, uuid.UUID]" = models.UUIDField(
        primary_key=True, default=new_id, editable=False
    )
    sha256 = models.CharField(max_length=64, db_index=True, help_text="of the content as people see it, hex")
    size = models.BigIntegerField(help_text="bytes of the content")
    media_type = models.CharField(max_length=100)
    pages = models.PositiveSmallIntegerField(null=True)
    dpi = models.PositiveSmallIntegerField(null=True, help_text="the lowest resolution of its scanned pages")
    address = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the sealed bytes on disk, hex"
    )
    key_id = models.CharField(max_length=64, db_index=True)
    wrapped_key = models.BinaryField()
    created_at = models.DateTimeField()
    to_recognise = models.BooleanField(
        default=False, db_default=False, help_text="a scan whose text was not read yet"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["-created_at"], name="stored_file_to_recognise", condition=models.Q(to_recognise=True)
            )
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_not_empty"),
            models.CheckConstraint(
                condition=models.Q(sha256__regex="^[0-9a-f]{64}$")
                & models.Q(address__regex="^[0-9a-f]{64}$"),
                name="stored_file_digests_are_hex",
            ),
        ]

    def __str__(self) -> str:
        return f"file {self.id}"


class Recognition(models.Model):
    """What a program read on a scan: for search and as a hint beside a field, never an answer by itself.

    `text` is kept as every file is, encrypted; `words` are keyed hashes of its words (`recognition.marks`), so that a
    scan is found by a word and nobody who reads the table reads the document. No `text`: nothing was read on it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="recognition")
    text = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    words = ArrayField(models.CharField(max_length=16))
    at = models.DateTimeField()

    class Meta:
        indexes = [GinIndex(fields=["words"], name="recognition_words")]

    def __str__(self) -> str:
        return f"recognition {self.id}"
