"""Addresses of the workplace of the deciding body."""

from django.urls import path

from turbota.web.department import (
    acting,
    case_pages,
    correcting,
    deciding,
    identities,
    lists,
    papers,
    registers,
)
from turbota.web.shared import representing

app_name = "department"
CASE = "case/<uuid:application_id>/"
urlpatterns = [
    path("", lists.queue, name="queue"),
    path("work/", lists.work, name="work"),
    path("to-sign/", lists.signing, name="to-sign"),
    path("find/", lists.find, name="find"),
    path("registers/", registers.registers, name="registers"),
    path("registers/<uuid:register_id>/", registers.register, name="register"),
    path("registers/<uuid:register_id>/sent.pdf", registers.register_sent, name="register-sent"),
    path("registers/<uuid:register_id>/marked.pdf", registers.register_marked, name="register-marked"),
    path("identities/", identities.identities, name="identities"),
    path("identities/<uuid:check_id>/", identities.identity, name="identity"),
    path("mandates/", representing.waiting, name="mandates"),
    path("mandates/letter/<uuid:message_id>/", representing.letter, name="mandate-letter"),
    path("mandates/<uuid:mandate_id>/", representing.mandate, name="mandate"),
    path("mandates/<uuid:mandate_id>/evidence.pdf", representing.evidence, name="mandate-copy"),
    path(CASE, case_pages.case, name="case"),
    path(f"{CASE}file/", case_pages.personal_file, name="file"),
    path(f"{CASE}letters/", case_pages.letters, name="letters"),
    path(f"{CASE}history/", case_pages.history, name="history"),
    path(f"{CASE}take/", acting.take, name="take"),
    path(f"{CASE}accept/", acting.accept, name="accept"),
    path(f"{CASE}return/", acting.give_back, name="return"),
    path(f"{CASE}ask/", acting.ask, name="ask"),
    path(f"{CASE}go-on/", acting.go_on, name="go-on"),
    path(f"{CASE}correct/", correcting.correct, name="correct"),
    path(f"{CASE}prepare/", deciding.prepare, name="prepare"),
    path(f"{CASE}decision/", deciding.decision_view, name="decision"),
    path(f"{CASE}decision/propose/", deciding.propose, name="propose"),
    path(f"{CASE}decision/approve/", deciding.approve, name="approve"),
    path(f"{CASE}decision/send-back/", deciding.send_back, name="send-back"),
    path(f"{CASE}decision/decision.pdf", papers.decision_pdf, name="decision-pdf"),
    path(f"{CASE}decision/page-<int:number>.png", papers.decision_page, name="decision-page"),
    path(f"{CASE}decision/sheet.pdf", papers.sheet_pdf, name="sheet"),
    path(f"{CASE}decision/decision.pdf.p7s", papers.signatures, name="signatures"),
    path(f"{CASE}decision/signature-<int:number>.p7s", papers.one_signature, name="signature"),
    path(f"{CASE}decision/decision.asics", papers.container, name="container"),
    path(f"{CASE}application.pdf", papers.paper, name="paper"),
    path(f"{CASE}confirmation.json", papers.confirmation, name="confirmation"),
    path("document/<uuid:attachment_id>/", papers.document, name="document"),
    path("document/<uuid:attachment_id>/page-<int:number>.png", papers.page, name="page"),
    path("document/<uuid:attachment_id>/text-<int:number>/", papers.text, name="text"),
]
