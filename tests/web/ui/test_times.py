"""The question about a time: what people type is one answer, what is no time stays with a sentence."""

from datetime import datetime, time

import pytest
from django import forms
from django.template import Context, Template
from tests.factories.typed import moment_of
from tests.factories.world import moment

from turbota.kernel.clock import KYIV
from turbota.web.shared.day_boxes import moment_field
from turbota.web.ui.forms import as_field, error_lines
from turbota.web.ui.times import LEFT_OUT, MISSING, WRONG, TimeField, read_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("9:30", time(9, 30)), ("9.30", time(9, 30)), ("930", time(9, 30)), ("0930", time(9, 30)), ("9-30", time(9, 30)),
     (" 9 30 ", time(9, 30)), ("130", time(1, 30)), ("1305", time(13, 5)), ("00:00", time()), ("23,59", time(23, 59))],
)  # fmt: skip
def test_a_time_is_read_however_it_is_typed(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize(
    "typed", ["9", "24:00", "9:60", "2400", "9:5", "рано", "9:30:00", "-9:30", "12345", "²:30"]
)
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_time(typed)


class Ask(forms.Form):
    start = TimeField(label="Початок")


class When(forms.Form):
    given_at = moment_field("Коли дали")
    paper_at = moment_field("Коли заповнено", required=False, whole_day=True)


def drawn(form: forms.Form) -> str:
    return Template("{% error_summary form %}{% fields form %}").render(Context({"form": form}))


def test_a_bad_time_stays_in_its_box_with_a_sentence() -> None:
    form = Ask({"start": "о дев’ятій"})
    page = drawn(form)
    assert form.errors["start"] == [WRONG] and WRONG in page
    assert 'value="о дев’ятій"' in page and 'inputmode="numeric"' in page
    assert Ask({"start": ""}).errors["start"] == [MISSING]
    assert 'value="09:05"' in drawn(Ask(initial={"start": time(9, 5)}))


def test_a_moment_is_a_day_and_a_time_on_the_clock_of_the_country() -> None:
    form = When(moment_of("given_at", "2026-11-16", "930") | moment_of("paper_at", "15.11.2026", ""))
    assert form.is_valid()
    assert form.cleaned_data["given_at"] == datetime(2026, 11, 16, 9, 30, tzinfo=KYIV)
    assert form.cleaned_data["paper_at"] == datetime(2026, 11, 15, tzinfo=KYIV)
    assert When(moment_of("given_at", "2026-11-16", "9.30")).is_valid()


@pytest.mark.parametrize(
    ("day", "hour", "sentence"),
    [("", "", "Напишіть день і час."), ("", "9:30", "Напишіть і день."), ("2026-11-16", "", MISSING),
     ("16.11.2026", "25:00", WRONG), ("вчора", "9:30", "Напишіть дату числами: день, місяць, рік."),
     ("2026-03-29", "3:30", LEFT_OUT)],
)  # fmt: skip
def test_half_a_moment_or_a_wrong_one_keeps_both_boxes(day: str, hour: str, sentence: str) -> None:
    form = When(moment_of("given_at", day, hour))
    assert form.errors["given_at"] == [sentence]
    [line] = error_lines(form)
    field = as_field(form["given_at"])
    assert line.target == field.parts[0].id == "id_given_at_day"
    assert [part.value for part in field.parts] == [day, hour]


def test_a_moment_that_is_known_stands_in_both_boxes() -> None:
    page = drawn(When(initial={"given_at": moment("2026-11-16 08:05")}))
    assert 'type="date" name="given_at_day" id="id_given_at_day"' in page
    assert 'value="2026-11-16"' in page and 'value="08:05"' in page
    assert page.count('inputmode="numeric"') == 4
