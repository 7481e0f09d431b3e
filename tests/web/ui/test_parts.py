"""Long forms in parts: no box is lost, and the strip of contents says where something has to be mended."""

import pytest
from django import forms
from django.template import Context, Template

from turbota.web.manager.case_forms import OpenForm
from turbota.web.manager.plan_forms import MeasureForm
from turbota.web.manager.referral_forms import ReferForm
from turbota.web.manager.report_cases import CaseForm
from turbota.web.provider.forms import CorrectForm, PlanForm, VisitForm
from turbota.web.ui.parts import Part, parts_of

IN_PARTS = (OpenForm, MeasureForm, ReferForm, CaseForm, PlanForm, VisitForm, CorrectForm)


class Trial(forms.Form):
    """A form of two parts."""

    parts = (Part("one", "Перше", ("what",)), Part("two", "Друге", ("why", "gone"), when={"why": "what=a"}))
    key = forms.CharField(widget=forms.HiddenInput)
    what = forms.CharField(label="Що")
    why = forms.CharField(label="Чому", required=False)


@pytest.mark.parametrize("form", IN_PARTS)
def test_every_box_stands_in_exactly_one_part(form: type[forms.Form]) -> None:
    parts: tuple[Part, ...] = form.parts  # type: ignore[attr-defined]
    named = sorted(name for part in parts for name in part.names)
    shown = [name for name, box in form.base_fields.items() if not box.widget.is_hidden]
    assert named == sorted(shown)
    conditions = [one for part in parts for one in part.when.values()]
    assert all(one.partition("=")[0] in form.base_fields for one in conditions)


def test_the_strip_marks_what_has_to_be_mended_and_keeps_what_was_typed() -> None:
    form = Trial({"key": "k", "what": "", "why": "бо так"})
    assert not form.is_valid()
    assert [one.wrong for one in parts_of(form)] == [True, False]
    page = Template("{% contents form %}{% parts form %}").render(Context({"form": form}))
    assert page.count("є що виправити") == 1 and 'href="#part-one"' in page
    assert 'value="бо так"' in page and 'data-when="what=a"' in page and 'name="key"' in page
