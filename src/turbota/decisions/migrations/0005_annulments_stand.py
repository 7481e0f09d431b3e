"""Steps of an annulment are never changed; an approved annulment is never changed, and none is deleted."""

from django.db import migrations

from turbota.audit.append_only import APPLICATION_ROLE, append_only

_FROZEN = f"""
create trigger decisions_annulment_stands before update or delete on decisions_annulment
    for each row execute function turbota_decision_stands();
do $$ begin
    if exists (select from pg_roles where rolname = '{APPLICATION_ROLE}') then
        revoke delete, truncate on decisions_annulment from {APPLICATION_ROLE};
    end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0004_annulments")]
    operations = [
        append_only("decisions_annulmentstep"),
        migrations.RunSQL(
            sql=_FROZEN, reverse_sql="drop trigger decisions_annulment_stands on decisions_annulment;"
        ),
    ]
