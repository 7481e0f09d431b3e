"""Addresses of the workplace of the social manager."""

from django.urls import path

from turbota.web.manager import cases, delivery, referrals

app_name = "manager"
CASE = "case/<uuid:case_id>/"
REFERRAL = "referral/<uuid:referral_id>/"
urlpatterns = [
    # cases
    path("", cases.queue, name="queue"),
    path("unit/", cases.unit, name="unit"),
    path(CASE, cases.case, name="case"),
    # services
    path("notices/", delivery.notices, name="notices"),
    path("notices/<uuid:notice_id>/", delivery.handle, name="notice"),
    path(f"{CASE}services/", referrals.services, name="services"),
    path(f"{CASE}services/refer/", referrals.refer, name="refer"),
    path(REFERRAL, referrals.referral, name="referral"),
    path(f"{REFERRAL}revoke/", referrals.revoke, name="revoke"),
    path(f"{REFERRAL}end/", delivery.end_service, name="end-service"),
    path(f"{REFERRAL}codes/", delivery.codes, name="codes"),
    path(f"{REFERRAL}contract.pdf", delivery.contract_scan, name="contract-scan"),
]
