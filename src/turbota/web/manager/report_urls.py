"""Addresses of reports and of duty in the workplace of the social manager."""

from django.urls import path

from turbota.web.manager import case_reports, duty, report_acts, report_cases, report_entry, reports

REPORT = "reports/<uuid:report_id>/"
urlpatterns = [
    path("reports/", reports.queue, name="reports"),
    path("reports/new/", report_entry.new, name="report-new"),
    path("reports/alarms/", reports.news, name="alarms"),
    path("reports/photos/<uuid:photo_id>/", reports.photo, name="report-photo"),
    path(REPORT, reports.report, name="report"),
    path(f"{REPORT}take/", reports.take, name="report-take"),
    path(f"{REPORT}answer/", reports.answer, name="report-answer"),
    path(f"{REPORT}urgency/", report_acts.urgency, name="report-urgency"),
    path(f"{REPORT}visit/", report_acts.visit, name="report-visit"),
    path(f"{REPORT}pass-on/", report_acts.pass_on, name="report-pass-on"),
    path(f"{REPORT}dismiss/", report_acts.dismiss, name="report-dismiss"),
    path(f"{REPORT}finish/", report_acts.finish, name="report-finish"),
    path(f"{REPORT}person/", report_cases.person, name="report-person"),
    path(f"{REPORT}person/<uuid:person_id>/link/", report_cases.link, name="report-link"),
    path(f"{REPORT}case/", report_cases.open_case, name="report-case"),
    path(f"{REPORT}case/<uuid:person_id>/", report_cases.open_case, name="report-case-of"),
    path("case/<uuid:case_id>/reports/", case_reports.case_reports, name="case-reports"),
    path("duty/", duty.duty, name="duty"),
    path("duty/<uuid:shift_id>/end/", duty.end, name="duty-end"),
]
