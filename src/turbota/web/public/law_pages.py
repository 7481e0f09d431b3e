"""The law browser: values with their history, kinds with their rules and examples, two days compared.

Everything comes from memory: no page here asks the database.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from turbota.assistance import catalogue
from turbota.kernel import clock
from turbota.law import values
from turbota.law.dated import NotInForce
from turbota.web.public import law_kinds, law_values
from turbota.web.public.law_forms import DayForm, DaysForm, KindsForm, ValuesForm, two_days


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What the law browser has, how much of it is checked, and where to begin."""
    today = clock.today()
    listed = values.listing()
    context = {
        "form": ValuesForm(initial={"on": today}),
        "groups": law_values.group_links(),
        "values": len({one.key for one in listed}),
        "periods": len(listed),
        "verified": sum(one.verified for one in listed),
        "kinds": len(catalogue.kinds()),
        "computed": sum(kind.tier == "computed" for kind in catalogue.kinds()),
        "today": today,
    }
    return render(request, "public/law/index.html", context)


@require_safe
def values_list(request: HttpRequest) -> HttpResponse:
    """Values by groups, as they are on a day; words and a group narrow the list."""
    today = clock.today()
    form = ValuesForm({"on": today, **request.GET.dict()})
    asked = form.cleaned_data if form.is_valid() else {}
    on = asked.get("on") or today
    groups = law_values.value_groups(asked.get("q", ""), asked.get("group", ""), on)
    context = {
        "form": form,
        "groups": groups,
        "narrowed": bool(asked.get("q") or asked.get("group")),
        "on": on,
        "found": sum(len(one.rows) for one in groups),
    }
    return render(request, "public/law/values.html", context)


@require_safe
def value(request: HttpRequest, key: str) -> HttpResponse:
    """One value: what it is now, how it changed, by which acts, which kinds read it."""
    try:
        page = law_values.value_page(key, clock.today())
    except NotInForce as error:
        raise Http404 from error
    return render(request, "public/law/value.html", {"page": page})


@require_safe
def kinds_list(request: HttpRequest) -> HttpResponse:
    """Every kind: computed or registered, who decides, by which acts."""
    form = KindsForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    today = clock.today()
    groups = law_kinds.kind_groups(asked.get("q", ""), asked.get("tier", ""), asked.get("decider", ""), today)
    context = {
        "form": form,
        "groups": groups,
        "narrowed": any(asked.values()),
        "found": sum(len(one.rows) for one in groups),
        "on": today,
    }
    return render(request, "public/law/kinds.html", context)


@require_safe
def kind(request: HttpRequest, code: str) -> HttpResponse:
    """A kind for a lawyer: clause, rule in words, examples with results, the version to sign."""
    try:
        known = catalogue.kind(code)
    except catalogue.UnknownKind as error:
        raise Http404 from error
    today = clock.today()
    form = DayForm({"on": today, **request.GET.dict()})
    on = (form.cleaned_data.get("on") if form.is_valid() else None) or today
    page = law_kinds.kind_law(known, on)
    content = {"form": form, "page": page, "today": today, "opened": "all" in request.GET}
    return render(request, "public/law/kind.html", content)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """What is not the same on two days: values, rules, who decides."""
    today = clock.today()
    before, after = two_days(DaysForm(request.GET), today)
    form = DaysForm({"before": before, "after": after, **request.GET.dict()})
    context = {"form": form, "page": law_values.comparison(before, after)}
    return render(request, "public/law/compare.html", context)
