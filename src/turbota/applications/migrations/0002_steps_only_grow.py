"""Steps of applications are never changed."""

from django.db import migrations

from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_first")]
    operations = [append_only("applications_applicationstep")]
