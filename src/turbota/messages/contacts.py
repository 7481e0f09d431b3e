"""The person changes the own contacts; the address that is replaced is told of it."""

from datetime import datetime

from django.db import transaction

from turbota.access.actors import SYSTEM, Actor
from turbota.kernel.errors import Missing
from turbota.messages.operations import tell
from turbota.messages.texts import email_replaced
from turbota.people import queries as people
from turbota.people.models import Contact
from turbota.people.operations import change_contact


@transaction.atomic
def save_contacts(*, by: Actor, email: str, phone: str, at: datetime) -> None:
    """Keep the e-mail and the phone that the person gives; an empty one ends.

    The former e-mail address gets one last letter, so that whoever did not change it learns of the change.
    Raises Missing for an actor who is not a person.
    """
    if by.person_id is None:
        raise Missing
    who = people.person(by.person_id)
    if people.email_of(who) not in ("", email):
        text = email_replaced()
        tell(
            person=who,
            kind=text.kind,
            subject=text.subject,
            body=text.body,
            subject_kind="person",
            subject_id=who.pk,
            at=at,
            by=SYSTEM,
        )
    change_contact(person=who, channel=Contact.Channel.EMAIL, value=email, at=at)
    change_contact(person=who, channel=Contact.Channel.PHONE, value=phone, at=at)
