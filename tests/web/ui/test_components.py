"""Components say in words everything that they draw."""

from django import forms
from django.template import Context, Template

from turbota.web.ui.components import Clock, ClockState, Field, FileRow, Part, ReceiptLine
from turbota.web.ui.forms import error_lines, field_errors, named


def drawn(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_a_clock_has_a_stitch_for_every_day_and_says_the_rest_in_words() -> None:
    html = drawn(
        "{% clock item %}", item=Clock(2, 3, "working_day", "лишився 1 робочий день", ClockState.SOON)
    )
    assert html.count('<i class="u">') == 2
    assert html.count("<i") == 3
    assert "лишився 1 робочий день" in html


def test_a_long_term_is_drawn_in_ten_stitches_and_a_begun_one_is_never_empty() -> None:
    assert Clock(1, 30, "calendar_day", "").stitches == (True, *[False] * 9)
    assert Clock(45, 30, "calendar_day", "", ClockState.LATE).stitches == (True,) * 10
    assert Clock(0, 3, "working_day", "").stitches == (False, False, False)


def test_an_unknown_sum_is_never_zero() -> None:
    html = drawn("{% receipt lines %}", lines=[ReceiptLine("Дід Іван", None)])
    assert "суму ще не пораховано" in html
    assert "0,00" not in html


def test_a_line_that_takes_away_has_a_minus_and_a_doubt_is_said() -> None:
    html = drawn("{% receipt lines %}", lines=[ReceiptLine("Дохід", 100, sign="-", unverified=True)])
    assert "−&nbsp;1,00" in html
    assert "ще не звірено" in html


def test_typed_words_never_become_markup() -> None:
    html = drawn(
        "{% files rows %}{% note %}{{ text }}{% endnote %}", rows=[FileRow("<b>.jpg", "ready")], text="<i>"
    )
    assert "&lt;b&gt;.jpg" in html
    assert "&lt;i&gt;" in html


class SignIn(forms.Form):
    """A form of a page of staff."""

    code = forms.CharField(label="Код", help_text="З листа", widget=forms.TextInput(attrs={"width": "short"}))
    password = forms.CharField(label="Пароль", widget=forms.PasswordInput)
    way = forms.ChoiceField(label="Куди", choices=[("a", "Так"), ("b", "Ні")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="Згода", required=False)


def test_a_django_form_is_drawn_with_label_hint_and_error() -> None:
    form = SignIn({"password": "секрет", "way": "b"})
    html = drawn("{% error_summary form %}{% fields form %}", form=form)
    assert '<a href="#id_code">' in html
    assert 'aria-describedby="id_code_hint id_code_error"' in html
    assert 'aria-invalid="true"' in html
    assert "секрет" not in html
    assert 'value="b" checked' in html
    assert 'class="field short' in html
    assert drawn("{% error_title form %}", form=form) == "Помилка: "


def test_every_line_of_the_summary_names_its_question() -> None:
    lines = error_lines(SignIn({"password": "секрет"}))
    assert [(line.words, line.target) for line in lines] == [
        ("Код: це поле обов'язкове.", "id_code"),
        ("Куди: це поле обов'язкове.", "id_way_0"),
    ]
    kept = "Дайте відповідь на це запитання."
    assert named("Чи є авто?", kept) == f"Чи є авто? {kept}"
    assert named("Дата народження:", kept) == "Дата народження: дайте відповідь на це запитання."
    assert named("Дата", "IBAN тут не пишуть.") == "Дата: IBAN тут не пишуть."


def test_a_sentence_that_says_the_name_itself_is_not_said_twice() -> None:
    assert named("Пароль", "Напишіть пароль, з яким ви ввійшли.") == "Напишіть пароль, з яким ви ввійшли."
    assert named("Роль", "Придумайте пароль.") == "Роль: придумайте пароль."


def test_fields_of_our_own_are_named_like_those_of_a_django_form() -> None:
    birth = Field(
        "date", "birth", "birth", "Дата народження", error="Дайте відповідь на це запитання.",
        parts=(Part("birth.day", "birth_day", "День"),),
    )  # fmt: skip
    [line] = field_errors([birth, Field("text", "street", "street", "Вулиця")])
    assert (line.words, line.target) == ("Дата народження: дайте відповідь на це запитання.", "birth_day")


def test_a_form_that_was_not_sent_has_no_errors() -> None:
    assert drawn("{% error_summary form %}{% error_title form %}", form=SignIn()).strip() == ""


class Grouped(forms.Form):
    """A drop-down list whose answers stand in groups."""

    thing = forms.ChoiceField(
        choices=[("", "Виберіть"), ("Літо", [("june", "Червень")]), ("Зима", [("may", "Січень")])]
    )


def test_answers_of_a_long_list_stand_under_their_groups() -> None:
    html = drawn("{% field form.thing %}", form=Grouped({"thing": "june"}))
    assert html.count("<optgroup") == html.count("</optgroup>") == 2
    assert '<optgroup label="Літо"><option value="june" selected>Червень</option></optgroup>' in html
    assert html.index('value=""') < html.index("<optgroup")
