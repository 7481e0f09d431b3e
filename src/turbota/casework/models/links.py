"""Which applications belong to which case."""

from typing import ClassVar

from django.db import models

from turbota.applications.models import Application
from turbota.casework.models.cases import Case
from turbota.kernel.identifiers import new_id


class CaseApplication(models.Model):
    """An application for services is considered in this case. `joined`: the case was open before the application came."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="applications")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="+")
    joined = models.BooleanField()
    since = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "since"], name="case_applications")]
