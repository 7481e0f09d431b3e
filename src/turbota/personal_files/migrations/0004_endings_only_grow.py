"""That an award ended is never changed."""

from django.db import migrations

from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("personal_files", "0003_awards_end")]
    operations = [append_only("personal_files_awardending")]
