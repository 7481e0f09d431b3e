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
    plan_edit,
    plans,
)

app_name = "manager"
CASE = "case/<uuid:case_id>/"
ACT = "emergency/<uuid:act_id>/"
ASSESSMENT = "assessment/<uuid:assessment_id>/"
PLAN = f"{CASE}plan/<int:number>/"
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
    # plans
    path(f"{CASE}plan/", plans.plan, name="plan"),
    path(f"{CASE}plan/make/", plans.make, name="plan-make"),
    path(f"{PLAN}frame/", plan_edit.frame, name="plan-frame"),
    path(f"{PLAN}need/", plan_edit.need, name="plan-need-new"),
    path(f"{PLAN}need/<uuid:need_id>/", plan_edit.need, name="plan-need"),
    path(f"{PLAN}need/<uuid:need_id>/proposals/", plan_edit.propose, name="plan-proposals"),
    path(f"{PLAN}need/<uuid:need_id>/goal/", plan_edit.goal, name="plan-goal-new"),
    path(f"{PLAN}need/<uuid:need_id>/goal/<uuid:goal_id>/", plan_edit.goal, name="plan-goal"),
    path(f"{PLAN}goal/<uuid:goal_id>/measure/", plan_edit.measure, name="plan-measure-new"),
    path(f"{PLAN}goal/<uuid:goal_id>/measure/<uuid:measure_id>/", plan_edit.measure, name="plan-measure"),
    path(f"{PLAN}remove/<slug:kind>/<uuid:row_id>/", plan_edit.remove, name="plan-remove"),
    path(f"{PLAN}offer/", plans.offer, name="plan-offer"),
    path(f"{PLAN}take-back/", plans.take_back, name="plan-take-back"),
    path(f"{PLAN}start/", plans.start, name="plan-start"),
    path(f"{PLAN}end/", plans.end, name="plan-end"),
    path(f"{PLAN}agree/", plans.agree, name="plan-agree"),
    path(f"{PLAN}compare/", plans.compare, name="plan-compare"),
    path(f"{PLAN}plan.pdf", plans.paper, name="plan-paper"),
]
