"""A death is a row of its own: who recorded it and where, what ended by it, and whether it was a mistake."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.kernel.identifiers
from turbota.audit.append_only import APPLICATION_ROLE

_KNOWN = """
insert into people_death (id, person_id, died_on, document, evidence_id, recorded_at, recorded_by_id, recorded_in_id,
                          undo_reason, undo_document)
select gen_random_uuid(), person.id, person.died_on, person.death_document, person.death_evidence_id,
       event.at, event.actor_id, event.organisation_id, '', ''
from people_person person
join lateral (
    select at, actor_id, organisation_id from audit_event
    where subject_kind = 'person' and subject_id = person.id and action = 'mandate.record_death'
      and outcome = 'allowed'
    order by at desc limit 1
) event on true
join access_account account on account.id = event.actor_id
join access_organisation office on office.id = event.organisation_id
where person.died_on is not null;
insert into people_death_mandates (death_id, mandate_id)
select death.id, step.subject_id
from people_death death
join people_mandatestep step
    on step.verb = 'end' and step.reason = 'Записано документ про смерть.' and step.by_account = death.recorded_by_id
    and step.at >= death.recorded_at and step.at < death.recorded_at + interval '1 second';
"""
"""What was recorded before is told by the audit; a record of which it says nothing has no head who answers for it."""

_KEPT = f"""
do $$ begin
    if exists (select from pg_roles where rolname = '{APPLICATION_ROLE}') then
        revoke delete, truncate on people_death from {APPLICATION_ROLE};
    end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_first"),
        ("access", "0005_grace_for_seals"),
        ("documents", "0002_recognised_text"),
        ("people", "0005_helpers_and_deaths"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Death",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=turbota.kernel.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("died_on", models.DateField()),
                ("document", models.CharField(max_length=300)),
                ("recorded_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("undo_reason", models.TextField(blank=True)),
                ("undo_document", models.CharField(blank=True, max_length=300)),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                ("mandates", models.ManyToManyField(blank=True, related_name="deaths", to="people.mandate")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deaths", to="people.person"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organisation",
                    ),
                ),
                (
                    "undo_evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("person",),
                        name="death_one_stands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_at__isnull", True),
                            models.Q(
                                ("undo_evidence__isnull", False),
                                ("undone_by__isnull", False),
                                models.Q(("undo_reason", ""), _negated=True),
                                models.Q(("undo_document", ""), _negated=True),
                                models.Q(("undone_by", models.F("recorded_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="death_undone_by_others_hands",
                    ),
                ],
            },
        ),
        migrations.RunSQL(_KNOWN, migrations.RunSQL.noop),
        migrations.RunSQL(_KEPT, migrations.RunSQL.noop),
    ]
