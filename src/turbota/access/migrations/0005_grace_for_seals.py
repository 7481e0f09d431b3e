"""Communities that sealed before orders were kept have thirty days to enter theirs; no order is invented for them.

The number of days is ours, no act names it. New organisations have no such days.
"""

from django.db import migrations

GRACE = """
update access_organisation o
set seal_grace_until = (now() at time zone 'Europe/Kyiv')::date + 30
where exists (
    select from access_post p
    where p.organisation_id = o.id and p.role = 'seal_operator'
      and (p.until is null or p.until > (now() at time zone 'Europe/Kyiv')::date))
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0004_seal_orders")]
    operations = [migrations.RunSQL(GRACE, migrations.RunSQL.noop)]
