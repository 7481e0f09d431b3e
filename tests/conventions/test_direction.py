"""The import linter does not see foreign keys: here the live models are walked."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import connection
from django.db.models import ForeignKey

LAYERS = (
    ("signatures", "places"),
    ("audit",),
    ("documents",),
    ("access",),
    ("deadlines",),
    ("people",),
    ("messages", "exchange"),
    ("applications",),
    ("decisions",),
    ("personal_files", "providers"),
    ("casework",),
    ("timeline",),
)
HEIGHT = {label: height for height, labels in enumerate(LAYERS) for label in labels}
OURS = [model for model in apps.get_models() if model.__module__.startswith("turbota.")]


def test_every_package_with_models_has_its_layer() -> None:
    assert {model._meta.app_label for model in OURS} == set(HEIGHT)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down_and_leave_no_name_above(model: type) -> None:
    for field in model._meta.get_fields():  # type: ignore[attr-defined]
        if not isinstance(field, ForeignKey) or field.model is not model:
            continue
        target = field.related_model._meta  # type: ignore[union-attr]
        own = HEIGHT[field.model._meta.app_label]
        assert HEIGHT[target.app_label] <= own, f"{field} points to an upper layer"
        assert not isinstance(field, GenericForeignKey)


@pytest.mark.django_db
def test_every_foreign_key_has_an_index_that_starts_with_it() -> None:
    query = """
        select c.conrelid::regclass::text, a.attname from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'f' and not exists (
            select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])
    """
    with connection.cursor() as cursor:
        cursor.execute(query)
        missing = [row for row in cursor.fetchall() if not row[0].startswith("procrastinate")]
    assert missing == []


@pytest.mark.django_db
def test_moments_carry_their_zone() -> None:
    query = """
        select table_name, column_name from information_schema.columns
        where table_schema = 'public' and data_type = 'timestamp without time zone'
    """
    with connection.cursor() as cursor:
        cursor.execute(query)
        assert cursor.fetchall() == []
