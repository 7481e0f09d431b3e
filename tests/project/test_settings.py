"""The address of the database: several servers of a cluster, options, and what a dead server costs."""

import time

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from turbota.project import archive, settings

CLUSTER = "postgresql://turbota_app:p%40ss@db1:5432,db2:5433,db3:5434/turbota?target_session_attrs=read-write"


def test_all_servers_of_a_cluster_and_the_options_are_kept() -> None:
    found = settings.database(CLUSTER)
    assert (found["HOST"], found["PORT"]) == ("db1,db2,db3", "5432,5433,5434")
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("turbota", "turbota_app", "p@ss")
    assert found["OPTIONS"]["target_session_attrs"] == "read-write"
    assert found["OPTIONS"]["connect_timeout"] <= 5


def test_an_option_of_the_address_is_stronger_than_ours() -> None:
    found = settings.database("postgresql://turbota_app@db1/turbota?connect_timeout=9&sslmode=verify-full")
    assert found["OPTIONS"]["connect_timeout"] == "9" and found["OPTIONS"]["sslmode"] == "verify-full"


def test_a_wrong_address_is_refused_without_its_password() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        settings.database("postgresql://turbota_app:s3cret@db1:54x2/turbota?nonsense=1")
    assert "s3cret" not in str(refusal.value)


@pytest.mark.django_db
def test_a_connection_goes_past_dead_servers_to_the_one_that_takes_writes() -> None:
    now = connection.settings_dict
    hosts = f"127.0.0.1:1,{now['HOST']}:{now['PORT']}"
    url = (
        f"postgresql://{now['USER']}:{now['PASSWORD']}@{hosts}/{now['NAME']}?target_session_attrs=read-write"
    )
    wrapper = DatabaseWrapper({**now, **settings.database(url)}, "default")
    try:
        with wrapper.cursor() as cursor:
            cursor.execute("show transaction_read_only")
            assert cursor.fetchone() == ("off",)
    finally:
        wrapper.close()


@pytest.mark.django_db
def test_a_pool_drops_a_connection_that_died_before_the_request_uses_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TURBOTA_POOL", "true")
    now = connection.settings_dict
    url = f"postgresql://{now['USER']}:{now['PASSWORD']}@{now['HOST']}:{now['PORT']}/{now['NAME']}"
    wrapper = DatabaseWrapper({**now, **settings.database(url)}, "default")
    try:
        with wrapper.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            first = cursor.fetchone()[0]
        wrapper.close()
        with connection.cursor() as other:
            other.execute("select pg_terminate_backend(%s)", [first])
        time.sleep(0.2)
        with wrapper.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            assert cursor.fetchone()[0] != first
    finally:
        wrapper.close()
        wrapper.close_pool()


def test_the_arguments_of_pg_dump_hold_every_server_and_no_password() -> None:
    shown = archive.without_password(CLUSTER)
    parts = psycopg.conninfo.conninfo_to_dict(shown)
    assert "p@ss" not in shown and "password" not in parts
    assert (parts["host"], parts["port"], parts["dbname"]) == ("db1,db2,db3", "5432,5433,5434", "turbota")
    assert parts["target_session_attrs"] == "read-write"
