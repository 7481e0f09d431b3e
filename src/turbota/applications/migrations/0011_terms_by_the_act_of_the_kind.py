"""Clocks of two kinds named the act of a third one: they name the act of their own kind."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WRONG = "постанова КМУ № 250 від 24.02.2003"
OWN = {
    "birth": "Закон України № 2811-XII від 21.11.1992",
    "idp_living": "постанова КМУ № 332 від 20.03.2022",
}
RULES = ("decision", "notice_of_decision")


def correct(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    clocks = apps.get_model("deadlines", "Clock").objects.filter(rule_code__in=RULES, act=WRONG)
    cases = apps.get_model("applications", "Application").objects
    for kind, act in OWN.items():
        ids = cases.filter(kind=kind).values("pk")
        clocks.filter(subject_kind="application", subject_id__in=ids).update(act=act)


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0010_sent_by_other_systems"),
        ("deadlines", "0002_entries_only_grow"),
    ]

    operations = [migrations.RunPython(correct, migrations.RunPython.noop)]
