"""Addresses of signing in and out, and of the list of places."""

from django.urls import path

from turbota.web.shared import passwords, place_choice, sign_in

app_name = "shared"
urlpatterns = [
    path("sign-in/", sign_in.choose, name="sign-in"),
    path("sign-in/citizen/", sign_in.citizen_start, name="citizen-start"),
    path("sign-in/return/", sign_in.citizen_return, name="citizen-return"),
    path("sign-in/staff/", sign_in.staff, name="staff-sign-in"),
    path("sign-in/new-password/", passwords.new_password, name="new-password"),
    path("places/", place_choice.listed, name="places"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
]
