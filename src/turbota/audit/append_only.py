"""Tables that only grow: used in migrations for audit, steps, decisions and ledgers."""

import re

from django.db import migrations

APPLICATION_ROLE = "turbota_app"

_FUNCTION = """
create or replace function turbota_refuse_change() returns trigger language plpgsql as $body$
begin
    raise exception 'table % only grows: % is refused', tg_table_name, tg_op
        using errcode = 'restrict_violation';
end $body$;
"""

_PROTECT = """
create trigger {table}_append_only before update or delete on {table}
    for each row execute function turbota_refuse_change();
do $$ begin
    if exists (select from pg_roles where rolname = '{role}') then
        revoke update, delete, truncate on {table} from {role};
    end if;
end $$;
"""

_RELEASE = "drop trigger {table}_append_only on {table};"


def append_only(table: str) -> migrations.RunSQL:
    """The operation of a migration that makes `table` append-only.

    UPDATE and DELETE raise IntegrityError for every role, the owner too; the application's role loses the
    rights as well. Put it after the CreateModel of the table, in the same migration or in a later one.
    Raises ValueError when `table` is not a plain table name.
    """
    if re.fullmatch(r"[a-z][a-z0-9_]{0,50}", table) is None:
        raise ValueError("a plain table name is expected")
    return migrations.RunSQL(
        sql=_FUNCTION + _PROTECT.format(table=table, role=APPLICATION_ROLE),
        reverse_sql=_RELEASE.format(table=table),
    )
