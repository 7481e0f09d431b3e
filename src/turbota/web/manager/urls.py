"""Addresses of the workplace of the social manager."""

from django.urls import path

from turbota.web.manager import cases, lifelines, plan_answers, plan_edit, plans, team, team_member

app_name = "manager"
CASE = "case/<uuid:case_id>/"
PLAN = f"{CASE}plan/<int:number>/"
urlpatterns = [
    # cases
    path("", cases.queue, name="queue"),
    path("unit/", cases.unit, name="unit"),
    path(CASE, cases.case, name="case"),
    # life-line
    path(f"{CASE}lifeline/", lifelines.lifeline, name="lifeline"),
    path(f"{CASE}lifeline/open/", lifelines.open_basis, name="open-basis"),
    path(f"{CASE}lifeline/<uuid:basis_id>/end/", lifelines.end_basis, name="end-basis"),
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
    path(f"{PLAN}signed/", plan_answers.signed, name="plan-signed"),
    path(f"{PLAN}refused/", plan_answers.refused, name="plan-refused"),
    path(f"{PLAN}send-code/", plan_answers.send_code, name="plan-send-code"),
    path(f"{PLAN}code/", plan_answers.by_code, name="plan-code"),
    path(f"{PLAN}compare/", plans.compare, name="plan-compare"),
    path(f"{PLAN}plan.pdf", plans.paper, name="plan-paper"),
    # team
    path(f"{CASE}team/", team.team, name="case-team"),
    path(f"{CASE}team/invite/", team.invite, name="case-invite"),
    path(f"{CASE}team/<uuid:member_id>/end/", team.end_member, name="case-end-member"),
    path(f"{CASE}team/meeting/", team.call, name="case-meeting"),
    path(f"{CASE}team/meeting/<uuid:meeting_id>/minutes/", team.minutes, name="case-minutes"),
    path(f"{CASE}team/meeting/<uuid:meeting_id>/cancel/", team.cancel_meeting, name="case-meeting-cancel"),
    path(f"{CASE}team/task/", team.give, name="case-task"),
    path(f"{CASE}team/task/<uuid:task_id>/move/", team.move_task, name="case-task-move"),
    path(f"{CASE}team/task/<uuid:task_id>/cancel/", team.cancel_task, name="case-task-cancel"),
    path(f"{CASE}team/write/", team.write, name="case-write"),
    path("team/", team_member.mine, name="team"),
    path("team/invitation/<uuid:member_id>/", team_member.invitation, name="team-invitation"),
    path("team/task/<uuid:task_id>/", team_member.finish, name="team-task"),
    path("team/part/<uuid:agreement_id>/", team_member.part, name="team-part"),
    path("team/part/<uuid:agreement_id>/part.pdf", team_member.part_paper, name="team-part-paper"),
    path("team/case/<uuid:case_id>/", team_member.case, name="team-case"),
    path("team/case/<uuid:case_id>/write/", team_member.write, name="team-write"),
]
