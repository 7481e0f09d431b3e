"""Addresses of the public pages."""

from django.urls import path

from turbota.web.public import law_downloads, law_pages, providers, report, rights, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("kinds/", views.kinds, name="kinds"),
    path("kinds/<slug:code>/", views.kind, name="kind"),
    path("law/", law_pages.index, name="law"),
    path("law/values/", law_pages.values_list, name="law-values"),
    path("law/values.json", law_downloads.values_json, name="law-values-json"),
    path("law/values.csv", law_downloads.values_csv, name="law-values-csv"),
    path("law/values/<str:key>/", law_pages.value, name="law-value"),
    path("law/kinds/", law_pages.kinds_list, name="law-kinds"),
    path("law/kinds.json", law_downloads.kinds_json, name="law-kinds-json"),
    path("law/kinds.csv", law_downloads.kinds_csv, name="law-kinds-csv"),
    path("law/kinds/<slug:code>/", law_pages.kind, name="law-kind"),
    path("law/kinds/<slug:code>/sheet.pdf", law_downloads.lawyer_pdf, name="law-sheet"),
    path("law/compare/", law_pages.compare, name="law-compare"),
    path("rights/", rights.begin, name="rights"),
    path("rights/people/", rights.people, name="rights-people"),
    path("rights/situations/", rights.situations, name="rights-situations"),
    path("rights/incomes/", rights.incomes, name="rights-incomes"),
    path("rights/more/", rights.more_all, name="rights-more-all"),
    path("rights/more/<slug:code>/", rights.more, name="rights-more"),
    path("rights/result/", rights.result, name="rights-result"),
    path("rights/apply/<slug:code>/", rights.apply, name="rights-apply"),
    path("providers/", providers.providers, name="providers"),
    path("providers.json", providers.providers_json, name="providers-json"),
    path("providers.csv", providers.providers_csv, name="providers-csv"),
    path("providers/<uuid:provider_id>/", providers.provider, name="provider"),
    path("report/", report.report, name="report"),
    path("report/follow/", report.follow, name="report-follow"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("settings/ease", views.ease, name="ease"),
]
