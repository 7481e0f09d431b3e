"""Addresses of the pages of this part."""

from django.urls import path

from turbota.web.administration import (
    organisations,
    outbox,
    providers,
    rights,
    seals,
    security,
    staff,
    systems,
)

app_name = "administration"
urlpatterns = [
    path("providers/", providers.providers, name="providers"),
    path("providers/enter/", providers.enter, name="provider-enter"),
    path("providers/<uuid:provider_id>/", providers.provider, name="provider"),
    path("providers/<uuid:provider_id>/change/", providers.change, name="provider-change"),
    path("providers/<uuid:provider_id>/move/<slug:verb>/", providers.move, name="provider-move"),
    path("providers/<uuid:provider_id>/offers/add/", providers.offer, name="offer-add"),
    path("providers/<uuid:provider_id>/offers/<uuid:offer_id>/", providers.change_offer, name="offer-change"),
    path("providers/<uuid:provider_id>/offers/<uuid:offer_id>/end/", providers.end_offer, name="offer-end"),
    path("", organisations.home, name="home"),
    path("organisations/new/", organisations.add, name="add-organisation"),
    path("organisations/<uuid:organisation_id>/", organisations.organisation, name="organisation"),
    path("organisations/<uuid:organisation_id>/change/", organisations.change, name="change-organisation"),
    path("organisations/<uuid:organisation_id>/posts/", organisations.grant, name="grant-post"),
    path("organisations/<uuid:organisation_id>/seal/", seals.orders, name="seal-orders"),
    path("organisations/<uuid:organisation_id>/lean/", seals.lean, name="lean"),
    path("seal-orders/<uuid:order_id>/order.pdf", seals.scan, name="seal-order-scan"),
    path("seal-orders/<uuid:order_id>/end/", seals.end, name="end-seal-order"),
    path("posts/<uuid:post_id>/end/", organisations.end, name="end-post"),
    path("staff/", staff.people, name="staff"),
    path("staff/new/", staff.add, name="add-account"),
    path("staff/<uuid:account_id>/", staff.account, name="account"),
    path("staff/<uuid:account_id>/password/", staff.new_password, name="new-password"),
    path("staff/<uuid:account_id>/close/", staff.close, name="close-account"),
    path("rights/", rights.rights, name="rights"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<uuid:delivery_id>/again/", outbox.again, name="send-again"),
    path("systems/", systems.systems, name="systems"),
    path("systems/new/", systems.add, name="add-system"),
    path("systems/<uuid:client_id>/", systems.system, name="system"),
    path("systems/<uuid:client_id>/secret/", systems.new_secret, name="new-secret"),
    path("systems/<uuid:client_id>/end-old-secret/", systems.end_old_secret, name="end-old-secret"),
    path("systems/<uuid:client_id>/revoke/", systems.revoke, name="revoke-system"),
    path("systems/events/<uuid:event_delivery_id>/again/", systems.event_again, name="send-event-again"),
    path("security/", security.security, name="security"),
]
