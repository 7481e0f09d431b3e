"""Addresses of the public pages. Long ones are sent packed: people read them over a weak connection.

Packing gives nothing away: the law has no secrets, and in the check of rights only the reader's own words come back.
"""

from django.urls import path
from django.views.decorators.gzip import gzip_page

from turbota.web.public import law_downloads, law_pages, providers, report, rights, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("kinds/", gzip_page(views.kinds), name="kinds"),
    path("kinds/<slug:code>/", gzip_page(views.kind), name="kind"),
    path("law/", gzip_page(law_pages.index), name="law"),
    path("law/values/", gzip_page(law_pages.values_list), name="law-values"),
    path("law/values.json", gzip_page(law_downloads.values_json), name="law-values-json"),
    path("law/values.csv", gzip_page(law_downloads.values_csv), name="law-values-csv"),
    path("law/values/<str:key>/", gzip_page(law_pages.value), name="law-value"),
    path("law/kinds/", gzip_page(law_pages.kinds_list), name="law-kinds"),
    path("law/kinds.json", gzip_page(law_downloads.kinds_json), name="law-kinds-json"),
    path("law/kinds.csv", gzip_page(law_downloads.kinds_csv), name="law-kinds-csv"),
    path("law/kinds/<slug:code>/", gzip_page(law_pages.kind), name="law-kind"),
    path("law/kinds/<slug:code>/sheet.pdf", gzip_page(law_downloads.lawyer_pdf), name="law-sheet"),
    path("law/compare/", gzip_page(law_pages.compare), name="law-compare"),
    path("rights/", gzip_page(rights.begin), name="rights"),
    path("rights/people/", gzip_page(rights.people), name="rights-people"),
    path("rights/situations/", gzip_page(rights.situations), name="rights-situations"),
    path("rights/incomes/", gzip_page(rights.incomes), name="rights-incomes"),
    path("rights/more/", gzip_page(rights.more_all), name="rights-more-all"),
    path("rights/more/<slug:code>/", gzip_page(rights.more), name="rights-more"),
    path("rights/result/", gzip_page(rights.result), name="rights-result"),
    path("rights/apply/<slug:code>/", gzip_page(rights.apply), name="rights-apply"),
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
