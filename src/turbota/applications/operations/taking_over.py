"""The person whom a case is about takes it into her own hands: from a representative, or from the officer who helps.

Whoever did it for her keeps no access. Number and date of application stay; what another person signed without a
confirmed right, she signs anew.
"""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from turbota.access.actors import Actor
from turbota.applications import papers, permissions, policies
from turbota.applications.models import Application, CompletionRequest
from turbota.applications.operations.acceptance import open_request
from turbota.applications.operations.attaching import take_out_signed_paper
from turbota.applications.operations.drafting import forget_paper
from turbota.applications.operations.locking import SUBJECT, give_to, locked, refresh_due, subject_of
from turbota.applications.operations.representing import own_contacts
from turbota.applications.operations.resigning import may_sign_again
from turbota.applications.states import ENDED, MACHINE, Channel, State
from turbota.audit.operations import record
from turbota.deadlines import operations as deadlines
from turbota.documents import operations as files
from turbota.documents.papers.printing import page_count
from turbota.kernel.errors import Conflict, Missing, Refused
from turbota.kernel.workflow import advance
from turbota.people import mandates
from turbota.people.helping import settle_helped
from turbota.people.locking import locked_to_settle
from turbota.people.models import Mandate, Person
from turbota.people.states import OPEN

SIGN_YOURSELF = (
    "Ви перебрали справу собі. Заяву підписав хтось інший без підтверджених повноважень, тож перевірте відповіді й "
    "підпишіть її самі: номер і дата лишаються ті самі."
)
TAKEN_OVER = "Людина перебрала справу собі."


@transaction.atomic
def take_over(*, by: Actor, mandate_id: uuid.UUID, at: datetime) -> list[Application]:
    """Take the cases begun under a mandate: drafts, what was sent while nobody had confirmed it, what waits for a signature.

    An unconfirmed mandate ends by it; a confirmed one stays until it is revoked.
    A paper case on its way from the community stays where it is until it comes back or arrives. Raises Missing when
    the mandate names somebody else, Conflict when there is nothing to take or an own draft of the kind stands in the way.
    """
    seen = Mandate.objects.filter(pk=mandate_id).first()
    if seen is None:
        raise Missing
    permissions.TAKE_OVER.check(by, seen)
    cases = list(
        Application.objects.select_for_update(of=("self",))
        .filter(mandate=seen)
        .order_by("pk")
        .exclude(state__in=(State.DECIDED, *ENDED))
        .exclude(policies.PAPER_ON_ITS_WAY)
    )
    mandate = locked_to_settle(mandate_id, by.person_id)
    lawful = mandates.ever_confirmed(mandate)
    taken = [case for case in cases if case.state == State.DRAFT or not lawful or may_sign_again(case)]
    if not taken:
        raise Conflict("За цими повноваженнями немає справи, яку можна перебрати.", code="nothing_to_take")
    person = settle_helped(mandate, person_id=by.person_id, at=at)
    if person.pk != by.person_id:
        raise Refused(
            "Не вдалося впевнитися, що справа про вас. Зверніться з документом до своєї громади.",
            code="another_person",
        )
    if not lawful and mandate.state in OPEN:
        mandates.revoke(by=by, mandate_id=mandate_id, reason=TAKEN_OVER, at=at)
    for case in taken:
        _take(case, person, by=by, at=at)
    return taken


def _take(case: Application, person: Person, *, by: Actor, at: datetime) -> None:
    """Make the locked case the person's own; a sent one is printed anew and waits for her signature.

    What a community still forms loses the paper that the other person signed: she signs a new one at the counter. An
    officer who helped wrote down her own contacts: they stay.
    """
    helped = case.mandate is not None and case.mandate.is_help
    case.mandate, case.applicant, case.beneficiary = None, person, person
    if not helped:
        own_contacts(case, person)
    case.version += 1
    case.changed_at = at
    changed = ["mandate", "applicant", "beneficiary", "answers", "version", "changed_at"]
    try:
        with transaction.atomic():
            case.save(update_fields=changed)
    except IntegrityError:
        raise Conflict(
            "У вас уже є своя чернетка такої заяви. Подайте або видаліть її, а тоді переберіть цю справу.",
            code="own_draft_exists",
        ) from None
    if case.state == State.DRAFT:
        forget_paper(case)
    elif case.state in policies.FORMING:
        forget_paper(case)
        take_out_signed_paper(case, by=by, at=at)
    else:
        _print_anew(case, at)
        if case.state in (State.RECEIVED, State.IN_WORK):
            open_request(case, kind=CompletionRequest.Kind.SIGNATURE, text=SIGN_YOURSELF, by=by, at=at)
    _record(case, by=by, at=at)


def _print_anew(case: Application, at: datetime) -> None:
    content = papers.application_paper(case, at=at)
    case.paper = files.keep(content=content, media_type="application/pdf", at=at, pages=page_count(content))
    case.paper_of_version = case.version
    case.save(update_fields=["paper", "paper_of_version"])


def _record(case: Application, *, by: Actor, at: datetime) -> None:
    record(
        actor=by,
        action=permissions.TAKE_OVER.name,
        right=permissions.TAKE_OVER.right,
        subject_kind=SUBJECT,
        subject_id=case.pk,
        purpose="людина перебрала справу собі",
        at=at,
    )


@transaction.atomic
def take_over_from_officer(*, by: Actor, application_id: uuid.UUID, at: datetime) -> Application:
    """Take the case that an officer forms at the counter: it becomes the person's own draft in the cabinet.

    The community keeps no access, and neither does a representative whom it wrote down. Number and date stay; the
    paper signed by hand leaves the case, she signs herself.
    Raises Conflict once the community has finished its work, or while an own draft of the kind is live.
    """
    case = locked(application_id, action=permissions.TAKE_OVER_FROM_OFFICER, by=by, at=at)
    give_to(case, None, at)
    case.channel, case.community = Channel.PORTAL, None
    if case.mandate is not None and case.applicant is not None:
        case.mandate = None
        own_contacts(case, case.applicant)
    changed = ["holder", "taken_by", "channel", "community", "mandate", "answers"]
    try:
        with transaction.atomic():
            advance(MACHINE, case, "take_over", by=by, at=at, reason=TAKEN_OVER, changed=changed)
    except IntegrityError:
        raise Conflict(
            "У вас уже є своя чернетка такої заяви. Подайте або видаліть її, а тоді переберіть цю справу.",
            code="own_draft_exists",
        ) from None
    deadlines.cancel_all(**subject_of(case), at=at, by=by, why=TAKEN_OVER)
    refresh_due(case)
    forget_paper(case)
    take_out_signed_paper(case, by=by, at=at)
    _record(case, by=by, at=at)
    return case
