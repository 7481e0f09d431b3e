"""Addresses of the workplace of a community."""

from django.urls import path

from turbota.web.community import (
    cases,
    control,
    documents,
    filling,
    finishing,
    handover,
    intake,
    printing,
    queues,
    sealing,
)
from turbota.web.community import representing as representing_here
from turbota.web.shared import representing

app_name = "community"
CASE = "cases/<uuid:application_id>/"
urlpatterns = [
    path("", queues.queue, name="queue"),
    path("returned/", queues.returned, name="returned"),
    path("handed-over/", queues.tail, name="tail"),
    path("control/", queues.on_control, name="control"),
    path("find/", intake.find, name="find"),
    path("new/", intake.search, name="search"),
    path("new/register/", intake.register, name="register"),
    path("ready/", handover.ready, name="ready"),
    path("hand-over/", handover.hand_over, name="hand-over"),
    path("registers/", handover.registers, name="registers"),
    path("registers/<uuid:register_id>/", handover.register, name="handed-register"),
    path("registers/<uuid:register_id>/register.pdf", handover.register_paper, name="register-paper"),
    path("seal/", sealing.page, name="seal"),
    path("seal/list.json", sealing.unsealed, name="seal-list"),
    path("seal/copy/", sealing.seal, name="seal-copy"),
    path("mandates/", representing.waiting, name="mandates"),
    path("mandates/letter/<uuid:message_id>/", representing.letter, name="mandate-letter"),
    path("mandates/<uuid:mandate_id>/", representing.mandate, name="mandate"),
    path("mandates/<uuid:mandate_id>/evidence.pdf", representing.evidence, name="mandate-copy"),
    path(CASE, cases.answers, name="case"),
    path(f"{CASE}documents/", cases.documents, name="case-documents"),
    path(f"{CASE}path/", cases.path, name="case-path"),
    path(f"{CASE}messages/", cases.messages, name="case-messages"),
    path(f"{CASE}messages/read/", cases.read, name="case-read"),
    path(f"{CASE}fill/", filling.fill, name="fill"),
    path(f"{CASE}fill/save/", filling.autosave, name="fill-save"),
    path(f"{CASE}documents/add/", documents.add, name="add-document"),
    path(f"{CASE}documents/remove/", documents.remove, name="remove-document"),
    path(f"{CASE}documents/absence/", documents.absence, name="absence"),
    path("documents/<uuid:attachment_id>/copy.pdf", documents.copy, name="copy"),
    path("documents/<uuid:attachment_id>/page-<int:page>.png", documents.page, name="page"),
    path("documents/<uuid:attachment_id>/text-<int:page>/", documents.recognised, name="recognised"),
    path(f"{CASE}representative/", representing_here.representative, name="representative"),
    path(f"{CASE}print/", printing.print_application, name="print"),
    path(f"{CASE}application.pdf", printing.application, name="application-paper"),
    path(f"{CASE}receipt.pdf", printing.receipt, name="receipt"),
    path(f"{CASE}decision.pdf", printing.decision, name="decision"),
    path(f"{CASE}finish/", finishing.finish, name="finish"),
    path(f"{CASE}seal/", sealing.page, name="seal-case"),
    path(f"{CASE}seal/list.json", sealing.unsealed, name="seal-case-list"),
    path(f"{CASE}check/", control.check, name="check"),
    path(f"{CASE}check/pass/", control.pass_on, name="pass"),
    path(f"{CASE}check/return/", control.send_back, name="return"),
]
