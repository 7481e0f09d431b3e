import pytest
from django.db import connection


@pytest.mark.usefixtures("application_role")
def test_the_application_does_not_work_as_superuser() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, usesuper from pg_user where usename = current_user")
        assert cursor.fetchone() == ("turbota_app", False)
