"""Addresses of the workplace of the social manager."""

from django.urls import path

from turbota.web.manager import carding, cases, ending, opening, supervising

app_name = "manager"
CASE = "case/<uuid:case_id>/"
urlpatterns = [
    # cases
    path("", cases.queue, name="queue"),
    path("closed/", cases.closed, name="closed"),
    path("find/", cases.find, name="find"),
    path("open/", opening.open_case, name="open"),
    path(CASE, cases.case, name="case"),
    path(f"{CASE}card/", carding.card, name="card"),
    path(f"{CASE}card/card.pdf", carding.card_pdf, name="card-pdf"),
    path(f"{CASE}people/add/", carding.add_member, name="add-member"),
    path(f"{CASE}people/<uuid:member_id>/end/", carding.end_member, name="end-member"),
    path(f"{CASE}people/<uuid:member_id>/ask/", carding.ask_about, name="ask-about"),
    path(f"{CASE}factors/add/", carding.add_factor, name="add-factor"),
    path(f"{CASE}factors/<uuid:factor_id>/end/", carding.end_factor, name="end-factor"),
    path(f"{CASE}risk/", carding.risk, name="risk"),
    path(f"{CASE}contact/", carding.contact, name="contact"),
    path(f"{CASE}sensitivity/", carding.sensitivity, name="sensitivity"),
    path(f"{CASE}note/", carding.note, name="note"),
    path(f"{CASE}approval/", ending.ask_approval, name="ask-approval"),
    path(f"{CASE}approval/<uuid:approval_id>/withdraw/", ending.withdraw_approval, name="withdraw-approval"),
    path(f"{CASE}close/", ending.close, name="close"),
    path(f"{CASE}reopen/", ending.reopen, name="reopen"),
    # supervision
    path("unit/", cases.unit, name="unit"),
    path("load/", supervising.loads, name="load"),
    path("load/<uuid:unit_id>/rule/", supervising.set_rule, name="set-rule"),
    path("handover/<uuid:post_id>/", supervising.hand_over, name="handover"),
    path("approvals/", supervising.approvals, name="approvals"),
    path("approvals/<uuid:approval_id>/", supervising.approval, name="approval"),
    path("approvals/people/<uuid:claim_id>/", supervising.claim, name="claim"),
]
