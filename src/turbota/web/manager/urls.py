"""Addresses of the workplace of the social manager."""

from django.urls import path

from turbota.web.manager import (
    assessment_results,
    assessment_second,
    assessments,
    case_decisions,
    cases,
    emergency,
    lifelines,
)

app_name = "manager"
CASE = "case/<uuid:case_id>/"
ACT = "emergency/<uuid:act_id>/"
ASSESSMENT = "assessment/<uuid:assessment_id>/"
urlpatterns = [
    # cases
    path("", cases.queue, name="queue"),
    path("unit/", cases.unit, name="unit"),
    path(CASE, cases.case, name="case"),
    # what was asked and decided
    path(f"{CASE}decisions/", case_decisions.decisions, name="decisions"),
    path(f"{CASE}emergency/", emergency.emergency, name="emergency"),
    path("emergency/", emergency.emergencies, name="emergencies"),
    path(ACT, emergency.act, name="emergency-act"),
    path(f"{ACT}sign/", emergency.sign, name="emergency-sign"),
    path(f"{ACT}approve/", emergency.approve, name="emergency-approve"),
    path(f"{ACT}send-back/", emergency.send_back, name="emergency-send-back"),
    path(f"{ACT}act.pdf", emergency.paper, name="emergency-paper"),
    path(f"{ACT}act.pdf.p7s", emergency.signatures, name="emergency-signatures"),
    path(f"{ACT}page-<int:number>.png", emergency.page, name="emergency-page"),
    # life-line
    path(f"{CASE}lifeline/", lifelines.lifeline, name="lifeline"),
    path(f"{CASE}lifeline/open/", lifelines.open_basis, name="open-basis"),
    path(f"{CASE}lifeline/<uuid:basis_id>/end/", lifelines.end_basis, name="end-basis"),
    # assessments
    path(f"{CASE}assessments/", assessments.assessments, name="assessments"),
    path(f"{CASE}assessments/begin/", assessments.begin, name="begin-assessment"),
    path(ASSESSMENT, assessment_results.assessment, name="assessment"),
    path(f"{ASSESSMENT}finish/", assessment_results.finish, name="assessment-finish"),
    path(f"{ASSESSMENT}second/", assessment_second.invite, name="assessment-second"),
    path(f"{ASSESSMENT}agreement/", assessment_second.agreement, name="agreement"),
    path("second/", assessment_second.mine, name="second"),
    path(f"{ASSESSMENT}drop/", assessments.drop, name="assessment-drop"),
    path(f"{ASSESSMENT}<slug:domain>/<slug:who>/", assessments.screen, name="assessment-screen"),
]
