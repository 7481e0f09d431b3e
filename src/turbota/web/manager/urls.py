"""Addresses of the workplace of the social manager."""

from django.urls import path

from turbota.web.manager import (
    assessment_results,
    assessment_second,
    assessments,
    cases,
    lifelines,
    plan_edit,
    plans,
    report_urls,
)

app_name = "manager"
CASE = "case/<uuid:case_id>/"
ASSESSMENT = "assessment/<uuid:assessment_id>/"
PLAN = f"{CASE}plan/<int:number>/"
urlpatterns = [
    *report_urls.urlpatterns,
    # cases
    path("", cases.queue, name="queue"),
    path("unit/", cases.unit, name="unit"),
    path(CASE, cases.case, name="case"),
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
