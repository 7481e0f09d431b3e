"""Whoever has a case now gets a dated row, and such rows can only be ended, once."""

from django.db import migrations

from turbota.audit.append_only import APPLICATION_ROLE

_FILL = """
insert into applications_assignment (id, application_id, organisation_id, account_id, since, why, ended_why)
select gen_random_uuid(), application.id, application.holder_id, application.taken_by_id,
       coalesce(holding.since, application.changed_at), '', ''
from applications_application application
left join applications_holding holding
    on holding.application_id = application.id and holding.until is null
where application.taken_by_id is not null and application.holder_id is not null;
set constraints all immediate;
"""

_ONLY_ENDS = f"""
create function turbota_assignment_only_ends() returns trigger language plpgsql as $body$
begin
    if tg_op = 'DELETE' or old.until is not null
        or (new.id, new.application_id, new.organisation_id, new.account_id, new.since, new.why, new.by_id)
            is distinct from
           (old.id, old.application_id, old.organisation_id, old.account_id, old.since, old.why, old.by_id) then
        raise exception 'an assignment can only be ended, once: % is refused', tg_op
            using errcode = 'restrict_violation';
    end if;
    return new;
end $body$;
create trigger applications_assignment_only_ends before update or delete on applications_assignment
    for each row execute function turbota_assignment_only_ends();
do $$ begin
    if exists (select from pg_roles where rolname = '{APPLICATION_ROLE}') then
        revoke delete, truncate on applications_assignment from {APPLICATION_ROLE};
    end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0005_assignments")]
    operations = [
        migrations.RunSQL(sql=_FILL, reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL(
            sql=_ONLY_ENDS,
            reverse_sql="drop trigger applications_assignment_only_ends on applications_assignment; "
            "drop function turbota_assignment_only_ends();",
        ),
    ]
