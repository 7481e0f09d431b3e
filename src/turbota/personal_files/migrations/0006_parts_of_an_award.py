"""An award is one part of what was granted: by month or once, and about somebody when it is not for the family."""

from datetime import date
from typing import Any

import django.db.models.deletion
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import migrations, models
from django.db.models import Q

from turbota.kernel.identifiers import new_id
from turbota.personal_files.models import DayRange

PER = [("month", "щомісяця"), ("once", "одноразово")]


def cut(apps: Any, editor: Any) -> None:
    """An award whose decision changes the amount on a day becomes one award for each amount, as was decided.

    The parts of an award that has ended have ended with it.
    """
    award = apps.get_model("personal_files", "Award")
    ending = apps.get_model("personal_files", "AwardEnding")
    for row in award.objects.select_related("decision").iterator():
        parts = row.decision.calculation.get("schedule") or []
        if len(parts) < 2:
            continue
        row.amount, row.since, row.until = _values(parts[0])
        row.save(update_fields=["amount", "since", "until"])
        ended = ending.objects.filter(award=row.pk).first()
        for part in parts[1:]:
            row.pk = new_id()
            row._state.adding = True
            row.amount, row.since, row.until = _values(part)
            row.save(force_insert=True)
            if ended is not None:
                ending.objects.create(award_id=row.pk, annulment_id=ended.annulment_id, at=ended.at)


def _values(part: dict[str, Any]) -> tuple[int, date, date]:
    return part["amount"], date.fromisoformat(part["since"]), date.fromisoformat(part["until"])


def join(apps: Any, editor: Any) -> None:
    """Back to one award a decision: the first amount for all days."""
    award = apps.get_model("personal_files", "Award")
    for row in award.objects.order_by("since", "pk"):
        same = award.objects.filter(decision=row.decision_id).exclude(pk=row.pk)
        if not award.objects.filter(pk=row.pk).exists() or not same.exists():
            continue
        until = max(row.until, *same.values_list("until", flat=True))
        same.delete()
        award.objects.filter(pk=row.pk).update(until=until)


def _once(name: str, whose: str, condition: Q) -> migrations.AddConstraint:
    days = DayRange("since", "until", RangeBoundary(inclusive_upper=True))
    equal = [(field, RangeOperators.EQUAL) for field in (whose, "kind", "code")]
    return migrations.AddConstraint(
        "award",
        ExclusionConstraint(
            name=name, expressions=[*equal, (days, RangeOperators.OVERLAPS)], condition=condition
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("decisions", "0006_paid_once"), ("personal_files", "0005_source_of_receipt")]
    operations = [
        migrations.AlterField(
            "award",
            "decision",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="decisions.decision"
            ),
        ),
        migrations.AlterField(
            "awardending",
            "annulment",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="award_endings",
                to="decisions.annulment",
            ),
        ),
        migrations.AddField("award", "code", models.CharField(default="assistance", max_length=60)),
        migrations.AddField("award", "title", models.CharField(default="Допомога", max_length=200)),
        migrations.AddField("award", "per", models.CharField(choices=PER, default="month", max_length=10)),
        migrations.AddField("award", "about", models.CharField(blank=True, default="", max_length=100)),
        migrations.AddField("award", "whom", models.CharField(blank=True, default="", max_length=300)),
        migrations.RunSQL(migrations.RunSQL.noop, "set constraints all immediate"),
        migrations.RunPython(cut, join),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.RemoveConstraint("award", "award_once_a_day"),
        _once("award_once_a_day", "person", Q(about="", ended_at__isnull=True)),
        _once("award_once_about_one", "about", ~Q(about="") & Q(ended_at__isnull=True)),
    ]
