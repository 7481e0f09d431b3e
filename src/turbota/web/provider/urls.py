"""Addresses of the cabinet of the provider of services."""

from django.urls import path

from turbota.web.provider import answering, card, card_changes, contracts, journal, queue

app_name = "provider"
REFERRAL = "referral/<uuid:referral_id>/"
urlpatterns = [
    path("", queue.home, name="home"),
    path("past/", queue.past, name="past"),
    path("today/", journal.today, name="today"),
    path("card/", card.card, name="card"),
    path("card/contacts/", card_changes.contacts, name="card-contacts"),
    path("card/certified/", card_changes.certified, name="card-certified"),
    path("card/service/", card_changes.service, name="card-service"),
    path("card/offer/<uuid:offer_id>/places/", card_changes.places, name="offer-places"),
    path("card/offer/<uuid:offer_id>/terms/", card_changes.terms, name="offer-terms"),
    path("card/offer/<uuid:offer_id>/end/", card_changes.end, name="offer-end"),
    path("card/proposal/<uuid:proposal_id>/withdraw/", card_changes.withdraw, name="proposal-withdraw"),
    path(REFERRAL, answering.referral, name="referral"),
    path(f"{REFERRAL}accept/", answering.accept, name="accept"),
    path(f"{REFERRAL}reject/", answering.reject, name="reject"),
    path(f"{REFERRAL}contract/", answering.contract, name="contract"),
    path(f"{REFERRAL}contract/signed/", answering.signed, name="signed"),
    path(f"{REFERRAL}contract-form.pdf", answering.contract_form, name="contract-form"),
    path(f"{REFERRAL}contract/keys/", contracts.keys, name="contract-keys"),
    path(f"{REFERRAL}contract/keys/sign/", contracts.sign, name="contract-key-sign"),
    path(f"{REFERRAL}contract/keys/contract.pdf", contracts.paper, name="contract-paper"),
    path(f"{REFERRAL}contract/keys/contract.pdf.p7s", contracts.signatures, name="contract-signatures"),
    path(f"{REFERRAL}visits.pdf", journal.sheet_form, name="sheet-form"),
    path(f"{REFERRAL}contract.pdf", answering.contract_scan, name="contract-scan"),
    path(f"{REFERRAL}ask/", answering.ask, name="ask"),
    path(f"{REFERRAL}end/", answering.end, name="end"),
    path(f"{REFERRAL}plan/", journal.plan, name="plan"),
    path(f"{REFERRAL}write/", journal.write, name="write"),
    path(f"{REFERRAL}paper/", journal.paper, name="paper"),
    path(f"{REFERRAL}visit/<uuid:visit_id>/", journal.visit, name="visit"),
    path(f"{REFERRAL}entry/<uuid:visit_id>/", journal.entry, name="entry"),
    path(f"{REFERRAL}entry/<uuid:visit_id>/sheet.pdf", journal.sheet, name="sheet"),
    path(f"{REFERRAL}entry/<uuid:visit_id>/correct/", journal.correct, name="correct"),
]
