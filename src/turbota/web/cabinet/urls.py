"""Addresses of the pages of this part. A case is named by its id; nothing about a person stands in an address."""

from django.urls import path

from turbota.web.cabinet import (
    answering,
    carrying,
    claiming,
    completing,
    deciding,
    documents,
    following,
    home,
    lifeline,
    mailbox,
    mandates,
    services,
    signing,
    starting,
    taking_over,
    withdrawing,
)

app_name = "cabinet"
CASE = "application/<uuid:application_id>"

urlpatterns = [
    path("", home.home, name="home"),
    path("lifeline/", lifeline.lifeline, name="lifeline"),
    path("messages/", mailbox.inbox, name="messages"),
    path("messages/<uuid:message_id>/", mailbox.message, name="message"),
    path("contacts/", mailbox.contacts, name="contacts"),
    path("mandates/", mandates.held, name="mandates"),
    path("mandates/given/", mandates.given, name="mandates-given"),
    path("mandates/new/", claiming.role, name="claim-role"),
    path("mandates/new/<slug:role>/", claiming.person, name="claim"),
    path("mandates/<uuid:mandate_id>/evidence/", claiming.evidence, name="mandate-evidence"),
    path("mandates/<uuid:mandate_id>/evidence.pdf", mandates.evidence_copy, name="mandate-copy"),
    path("mandates/<uuid:mandate_id>/stop/", mandates.stop, name="mandate-stop"),
    path("mandates/<uuid:mandate_id>/take-over/", taking_over.from_representative, name="mandate-take-over"),
    path(f"{CASE}/take-over/", taking_over.from_officer, name="take-over"),
    path("services/", services.services, name="services"),
    path("services/<uuid:referral_id>/", services.service, name="service"),
    path("services/<uuid:referral_id>/complaint/", services.complain, name="service-complaint"),
    path(
        "services/<uuid:referral_id>/visit/<uuid:visit_id>/confirm/", services.confirm, name="service-confirm"
    ),
    path(
        "services/<uuid:referral_id>/visit/<uuid:visit_id>/complaint/",
        services.complain,
        name="service-visit-complaint",
    ),  # fmt: skip
    path("start/", starting.kinds, name="kinds"),
    path("carried/", carrying.bring, name="carried"),
    path("start/<slug:kind>/", starting.start, name="start"),
    path("start/<slug:kind>/for/", starting.whom, name="whom"),
    path("document/<uuid:attachment_id>/", documents.copy, name="copy"),
    path("document/<uuid:attachment_id>/<int:page>.png", documents.copy_picture, name="copy-picture"),
    path(f"{CASE}/", following.application, name="application"),
    path(f"{CASE}/continue/", home.go_on, name="continue"),
    path(f"{CASE}/withdraw/", withdrawing.withdraw, name="withdraw"),
    path(f"{CASE}/drop/", starting.drop, name="drop"),
    path(f"{CASE}/questions/<slug:code>/", answering.question, name="question"),
    path(f"{CASE}/questions/<slug:code>/<slug:item>/", answering.question, name="question-item"),
    path(f"{CASE}/save/<slug:code>/", answering.autosave, name="save"),
    path(f"{CASE}/save/<slug:code>/<slug:item>/", answering.autosave, name="save-item"),
    path(f"{CASE}/documents/", documents.documents, name="documents"),
    path(f"{CASE}/documents/remove/", documents.remove, name="document-remove"),
    path(f"{CASE}/documents/add/<slug:code>/", documents.document, name="document"),
    path(f"{CASE}/check/", signing.check, name="check"),
    path(f"{CASE}/sign/", signing.sign, name="sign"),
    path(f"{CASE}/confirm/", signing.confirm, name="confirm"),
    path(f"{CASE}/sent/", signing.sent, name="sent"),
    path(f"{CASE}/application.pdf", signing.paper, name="paper"),
    path(f"{CASE}/application/<int:page>.png", signing.paper_picture, name="paper-picture"),
    path(f"{CASE}/answers/", following.sent_answers, name="sent-answers"),
    path(f"{CASE}/receipt.pdf", following.receipt, name="receipt"),
    path(f"{CASE}/who-looked/", following.who_looked, name="who-looked"),
    path(f"{CASE}/write/", following.write, name="write"),
    path(f"{CASE}/complete/", completing.complete, name="complete"),
    path(f"{CASE}/decision/", deciding.decision, name="decision"),
    path(f"{CASE}/annulled/<int:number>.pdf", deciding.annulled_paper, name="annulled-paper"),
    path(f"{CASE}/annulment/<int:number>.pdf", deciding.annulment_paper, name="annulment-paper"),
    path(f"{CASE}/decision.pdf", deciding.paper, name="decision-paper"),
    path(f"{CASE}/decision/calculation-sheet.pdf", deciding.sheet, name="decision-sheet"),
    path(f"{CASE}/decision/notice.pdf", deciding.notice, name="notice"),
    path(
        f"{CASE}/annulment/<int:number>.pdf.p7s", deciding.annulment_signatures, name="annulment-signatures"
    ),
    path(f"{CASE}/annulment/<int:number>.asics", deciding.annulment_container, name="annulment-container"),
    path(f"{CASE}/decision.asics", deciding.container, name="decision-container"),
    path(f"{CASE}/decision/<slug:whose>.p7s", deciding.signature, name="decision-signature"),
]
