"""Addresses of the workplace of the social manager."""

from django.urls import path

from turbota.web.manager import assessment_results, assessments

app_name = "manager"
CASE = "case/<uuid:case_id>/"
ASSESSMENT = "assessment/<uuid:assessment_id>/"
urlpatterns = [
    path(f"{CASE}assessments/", assessments.assessments, name="assessments"),
    path(f"{CASE}assessments/begin/", assessments.begin, name="begin-assessment"),
    path(ASSESSMENT, assessment_results.assessment, name="assessment"),
    path(f"{ASSESSMENT}finish/", assessment_results.finish, name="assessment-finish"),
    path(f"{ASSESSMENT}drop/", assessments.drop, name="assessment-drop"),
    path(f"{ASSESSMENT}<slug:domain>/<slug:who>/", assessments.screen, name="assessment-screen"),
]
