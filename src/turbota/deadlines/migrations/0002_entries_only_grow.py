"""Entries of the ledger of clocks are never changed or deleted."""

from django.db import migrations

from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_first")]
    operations = [append_only("deadlines_clockentry")]
