"""Nothing of the audit is ever changed or deleted."""

from django.db import migrations

from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_first")]
    operations = [append_only("audit_event"), append_only("audit_block"), append_only("audit_blockentry")]
