"""Steps and corrections are never changed; a decision that was approved is never changed, and none is deleted."""

from django.db import migrations

from turbota.audit.append_only import APPLICATION_ROLE, append_only

_FROZEN = f"""
create function turbota_decision_stands() returns trigger language plpgsql as $body$
begin
    if tg_op = 'DELETE' or old.state = 'approved' then
        raise exception 'an approved decision stands: % is refused', tg_op using errcode = 'restrict_violation';
    end if;
    return new;
end $body$;
create trigger decisions_decision_stands before update or delete on decisions_decision
    for each row execute function turbota_decision_stands();
do $$ begin
    if exists (select from pg_roles where rolname = '{APPLICATION_ROLE}') then
        revoke delete, truncate on decisions_decision from {APPLICATION_ROLE};
    end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_first")]
    operations = [
        append_only("decisions_decisionstep"),
        append_only("decisions_correction"),
        migrations.RunSQL(
            sql=_FROZEN,
            reverse_sql="drop trigger decisions_decision_stands on decisions_decision; "
            "drop function turbota_decision_stands();",
        ),
    ]
