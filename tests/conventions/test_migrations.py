"""Migrations are whole, and the application's role cannot change what only grows."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

GROWING = (
    "audit_event",
    "applications_applicationstep",
    "decisions_decisionstep",
    "decisions_correction",
    "deadlines_clockentry",
    "decisions_annulmentstep",
    "personal_files_awardending",
    "applications_handoverdocument",
    "applications_handoverreceipt",
    "applications_alarmstep",
    "people_mandatestep",
    "casework_referralstep",
    "casework_visit",
    "casework_visitconfirmation",
    "casework_review",
    "casework_outcome",
    "casework_aftercheck",
    "casework_contractsignature",
    "providers_providerchange",
)


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
@pytest.mark.parametrize("table", GROWING)
@pytest.mark.parametrize(
    "statement", ["update {table} set id = id", "delete from {table}", "truncate {table}"]
)
def test_the_role_of_the_application_changes_no_row_that_only_grows(
    table: str, statement: str, application_role: None
) -> None:
    with (
        pytest.raises((ProgrammingError, IntegrityError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table=table))


@pytest.mark.django_db
def test_no_decision_is_deleted_by_the_role_of_the_application(application_role: None) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from decisions_decision")
