"""Tags and filters of the design system; they are built in, so a template loads nothing.

A tag draws one component of `components.py` by its template in `ui/`. Filters set dates, sums and
spaces the way Ukrainian readers expect; the rules are in `words.py`.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from django import forms as django_forms
from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from turbota.kernel import money
from turbota.web.ui import charts, components, words
from turbota.web.ui.forms import as_field, error_lines
from turbota.web.ui.lanes import LaneMonth
from turbota.web.ui.parts import parts_of

register = template.Library()
Context = dict[str, Any]


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing that repeats the word beside it. Names are the files of `ui/icons/`."""
    return _icon(name)


@cache
def _icon(name: str) -> SafeString:
    return render_to_string("ui/icon.html", {"file": f"ui/icons/{name}.svg"})


@register.inclusion_tag("ui/mark.html")
def mark() -> Context:
    """The mark of Turbota."""
    return {}


@register.simple_tag
@lru_cache(maxsize=1024)
def clock(item: components.Clock) -> SafeString:
    """A legal clock: stitches and words. Queues draw many, so only the stitches are a template, and each set once."""
    return format_html(
        '<span class="clock {}"><span class="st" aria-hidden="true">{}</span><b>{}</b></span>',
        item.state,
        _stitches(item.stitches),
        item.words,
    )


@cache
def _stitches(used: tuple[bool, ...]) -> SafeString:
    return render_to_string("ui/stitches.html", {"stitches": used})


@register.inclusion_tag("ui/lanes.html")
def lanes(months: Sequence[LaneMonth], label: str) -> Context:
    """A life-line: events by months, the newest first, money and services on two strands."""
    return {"months": months, "label": label}


@register.inclusion_tag("ui/thread.html")
def thread(items: Iterable[components.ThreadItem], tight: bool = False) -> Context:
    """A timeline. With `tight` titles are bold text, not headings (for side columns)."""
    return {"items": tuple(items), "tight": tight}


@register.inclusion_tag("ui/signs.html")
def signs(items: Iterable[components.Sign]) -> Context:
    """The thread of two signatures."""
    return {"items": tuple(items)}


@register.inclusion_tag("ui/receipt.html")
def receipt(lines: Iterable[components.ReceiptLine], tight: bool = False) -> Context:
    """Lines of a calculation, from the parts to the total."""
    return {"lines": tuple(lines), "tight": tight}


@register.inclusion_tag("ui/step_chart.html")
def step_chart(item: charts.StepChart) -> Context:
    """A picture of steps; silent, because a table beside it says the same."""
    return {"chart": item}


@register.inclusion_tag("ui/answers.html")
def answers(items: Iterable[components.AnswerItem]) -> Context:
    """Answers beside registers, for officers: dense, with agreement or difference."""
    return {"items": tuple(items)}


@register.inclusion_tag("ui/check.html")
def check_answers(groups: Iterable[components.AnswerGroup]) -> Context:
    """All answers before sending, with a link to change each."""
    return {"groups": tuple(groups)}


@register.inclusion_tag("ui/rows.html")
def rows(items: Iterable[components.Row]) -> Context:
    """People, incomes or papers added one by one. Remove buttons post inside the form around them."""
    return {"items": tuple(items)}


@register.inclusion_tag("ui/files.html")
def files(items: Iterable[components.FileRow]) -> Context:
    """Files with their states; action buttons post inside the form around them."""
    return {"items": tuple(items)}


@register.inclusion_tag("ui/tabs.html")
def tabs(items: Iterable[components.Tab], label: str) -> Context:
    """Links to sibling pages, with counts. `label` names the group for those who listen."""
    return {"items": tuple(items), "label": label}


@register.inclusion_tag("ui/sections.html")
def sections(groups: Iterable[components.TabGroup]) -> Context:
    """Sections of a workplace: a strip, or a strip of groups above the open one; a sheet from below on a phone."""
    return {"groups": tuple(groups)}


@register.inclusion_tag("ui/days.html")
def days(items: Iterable[components.Day], label: str = "Строки по днях") -> Context:
    """A thread of days with the count of what falls due; each day filters the list."""
    return {"items": tuple(items), "label": label}


@register.inclusion_tag("ui/msg.html")
def msg(item: components.Message) -> Context:
    """A message in a case."""
    return {"msg": item}


@register.simple_tag
def tag(text: str, tone: str = "", icon: str = "") -> SafeString:
    """A short state in words. `tone`: "", good, warn, bad, money, care."""
    return format_html('<span class="tag {}">{}{}</span>', tone, _icon(icon) if icon else "", text)


@register.inclusion_tag("ui/progress.html")
def progress(item: components.Progress) -> Context:
    """Steps of a form, sewn one by one."""
    return {"progress": item}


@register.inclusion_tag("ui/sealing.html")
def sealing(item: components.Progress) -> Context:
    """Progress of a batch of seals: stitches, a bar and words; `data-` hooks for the script of seals."""
    return {"progress": item}


@register.inclusion_tag("ui/crumbs.html")
def crumbs(*pairs: str) -> Context:
    """{% crumbs "Мої заяви" url "Заява 26-0417" %}: words and addresses in turn, the last without one."""
    steps = [
        components.Link(pairs[place], pairs[place + 1] if place + 1 < len(pairs) else "")
        for place in range(0, len(pairs), 2)
    ]
    return {"steps": steps}


@register.simple_block_tag
def note(content: SafeString, tone: str = "", icon: str = "") -> SafeString:
    """{% note "warn" %}…{% endnote %}: a paragraph that must not be missed."""
    icons = {"warn": "warning", "good": "check", "bad": "error"}
    return render_to_string(
        "ui/note.html", {"content": content, "tone": tone, "icon": icon or icons.get(tone, "info")}
    )


@register.simple_block_tag
def card(content: SafeString, title: str = "") -> SafeString:
    """{% card "Хто відповідає" %}…{% endcard %}: a flat card of the side column."""
    return render_to_string("ui/card.html", {"content": content, "title": title})


@register.simple_block_tag
def empty(content: SafeString, title: str, icon: str = "info") -> SafeString:
    """{% empty "У вас ще немає заяв" %}what to do next{% endempty %}."""
    return render_to_string("ui/empty.html", {"content": content, "title": title, "icon": icon})


@register.inclusion_tag("ui/field.html")
def field(item: components.Field | django_forms.BoundField, heading: bool = False) -> Context:
    """A field with label, hint and error: ours or of a Django form. `heading` makes the label the h1."""
    return {"field": as_field(item, heading=heading)}


@register.inclusion_tag("ui/fields.html")
def fields(form: django_forms.Form) -> Context:
    """All fields of a Django form, in order, hidden ones too."""
    return {
        "hidden": form.hidden_fields(),
        "fields": [as_field(bound) for bound in form.visible_fields()],
    }


@register.inclusion_tag("ui/contents.html")
def contents(form: django_forms.Form) -> Context:
    """The strip of the parts of a long form, above it. The form says its parts, see `parts.py`."""
    return {"parts": parts_of(form)}


@register.inclusion_tag("ui/parts.html")
def parts(form: django_forms.Form, level: int = 3) -> Context:
    """All parts of a long form, hidden boxes too. `level` of their headings."""
    return {"hidden": form.hidden_fields(), "parts": parts_of(form), "level": level}


@register.simple_block_tag
def part(content: SafeString, form: django_forms.Form, code: str) -> SafeString:
    """{% part form "pays" %}words above the boxes{% endpart %}: one part of a long form."""
    one = next(one for one in parts_of(form) if one.part.code == code)
    return render_to_string("ui/part.html", {"one": one, "content": content, "level": 3})


@register.inclusion_tag("ui/error_summary.html")
def error_summary(source: django_forms.Form | Sequence[components.ErrorLine] | None) -> Context:
    """Everything that must be mended, each line a link to its box. Draws nothing when all is well."""
    lines = error_lines(source) if isinstance(source, django_forms.BaseForm) else tuple(source or ())
    return {"lines": lines}


@register.simple_tag
def error_title(source: django_forms.Form | Sequence[components.ErrorLine] | None) -> str:
    """«Помилка: » for the title of a page that came back with errors, otherwise nothing."""
    lines = error_lines(source) if isinstance(source, django_forms.BaseForm) else tuple(source or ())
    return "Помилка: " if lines else ""


@register.filter
def hryvnias(kopiykas: int | None) -> str:
    """4 350,00 ₴; an unknown sum says so and is never 0."""
    return "суму ще не пораховано" if kopiykas is None else money.hryvnias(kopiykas)


@register.filter
def amount(kopiykas: int | None) -> str:
    """4 350,00 without the sign, for columns."""
    return "—" if kopiykas is None else money.amount(kopiykas)


@register.filter
def long_date(value: date | datetime | None) -> str:
    """18 березня 2026."""
    return words.long_date(value) if value else ""


@register.filter
def day_month(value: date | datetime | None) -> str:
    """18 березня."""
    return words.day_and_month(value) if value else ""


@register.filter
def weekday(value: date | datetime | None) -> str:
    """18 березня, середа."""
    return words.weekday_date(value) if value else ""


@register.filter
def short_date(value: date | datetime | None) -> str:
    """18.03."""
    return words.short_date(value) if value else ""


@register.filter
def numeric_date(value: date | datetime | None) -> str:
    """18.03.2026."""
    return words.numeric_date(value) if value else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    """14:32."""
    return words.clock_time(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """18 березня 2026, 14:32."""
    return words.moment(value) if value else ""


@register.filter
def month(value: str) -> str:
    """«2026-03» as «березень 2026»."""
    return words.month_of(value)


@register.filter
def counted(number: int, noun: str) -> str:
    """{{ 5|counted:"робочий день" }} → 5 робочих днів; or three forms: "акт,акти,актів"."""
    return words.counted(number, noun)


@register.filter
def size(number_of_bytes: int) -> str:
    """412 КБ."""
    return words.size_words(number_of_bytes)


@register.filter
def together(text: object) -> str:
    """The text with no-break spaces after short words and inside sums."""
    return words.keep_together(str(text))
