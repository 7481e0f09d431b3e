"""The paths of a referral as data, and the words of delivery and outcome. Diagrams are drawn from these tables."""

from django.db import models

from turbota.kernel.workflow import Machine, transition

PROVIDER, MANAGER, NOBODY = "provider", "manager", "nobody"


class ReferralState(models.TextChoices):
    """Where a referral is."""

    OFFERED = "offered", "Чекає відповіді надавача"
    WAITING = "waiting", "У списку очікування"
    ACCEPTED = "accepted", "Прийнято надавачем"
    CONTRACTED = "contracted", "Послуга надається"
    ENDED = "ended", "Надання закінчено"
    REJECTED = "rejected", "Надавач відмовив"
    REVOKED = "revoked", "Відкликано менеджером"
    EXPIRED = "expired", "Надавач не відповів у строк"
    FALLEN = "fallen", "Повернуто менеджеру: надавач не працює"


HOLDING = (ReferralState.OFFERED, ReferralState.ACCEPTED, ReferralState.CONTRACTED)
"""States in which a referral holds a place of the offer."""

LIVE = (*HOLDING, ReferralState.WAITING)
"""States in which the provider has, or may still have, the person."""

TO_MANAGER = (ReferralState.REJECTED, ReferralState.EXPIRED, ReferralState.FALLEN)
"""States in which the manager has to find another provider."""

REFERRAL_MACHINE = Machine(
    subject="referral",
    initial=ReferralState.OFFERED,
    owners={
        ReferralState.OFFERED: PROVIDER,
        ReferralState.WAITING: PROVIDER,
        ReferralState.ACCEPTED: PROVIDER,
        ReferralState.CONTRACTED: PROVIDER,
        ReferralState.ENDED: NOBODY,
        ReferralState.REJECTED: MANAGER,
        ReferralState.REVOKED: NOBODY,
        ReferralState.EXPIRED: MANAGER,
        ReferralState.FALLEN: MANAGER,
    },
    titles=dict(ReferralState.choices),
    transitions=(
        transition("queue", [ReferralState.OFFERED], ReferralState.WAITING, "Вільного місця немає: у черзі"),
        transition("call_up", [ReferralState.WAITING], ReferralState.OFFERED, "Місце звільнилося"),
        transition("accept", [ReferralState.OFFERED], ReferralState.ACCEPTED, "Надавач прийняв направлення"),
        transition(
            "reject",
            [ReferralState.OFFERED, ReferralState.WAITING, ReferralState.ACCEPTED],
            ReferralState.REJECTED,
            "Надавач відмовив і назвав причину",
        ),
        transition(
            "revoke",
            [ReferralState.OFFERED, ReferralState.WAITING, ReferralState.ACCEPTED],
            ReferralState.REVOKED,
            "Менеджер відкликав направлення",
        ),
        transition(
            "expire", [ReferralState.OFFERED], ReferralState.EXPIRED, "Строк відповіді минув, відповіді немає"
        ),
        transition("contract", [ReferralState.ACCEPTED], ReferralState.CONTRACTED, "Договір укладено"),
        transition("end", [ReferralState.CONTRACTED], ReferralState.ENDED, "Надання послуги закінчено"),
        transition("fall_back", LIVE, ReferralState.FALLEN, "Надавач більше не працює або не надає послуги"),
    ),
)


class FeeMode(models.TextChoices):
    """Who pays for a service (law 2671-VIII, art. 28)."""

    FREE = "free", "Безоплатно"
    DIFFERENTIATED = "differentiated", "Диференційована плата"
    FULL = "full", "Повний тариф"


class ContractSide(models.TextChoices):
    """Who signs a contract on a service (law 2671-VIII, art. 23)."""

    PROVIDER = "provider", "Надавач"
    RECIPIENT = "recipient", "Отримувач або представник"


class RejectReason(models.TextChoices):
    """Why a provider rejects a referral (law 2671-VIII, art. 21; the list is remembered and not confirmed)."""

    NO_PLACE = "no_place", "Немає вільного місця або працівника"
    NOT_OURS = "not_ours", "Такої послуги або території в нас немає"
    CONTRAINDICATION = "contraindication", "Є медичні протипоказання до цієї послуги"
    NOT_REACHED = "not_reached", "Не вдалося зв’язатися з людиною"
    OTHER = "other", "Інше"


class EndReason(models.TextChoices):
    """Why the provision of a service ended (law 2671-VIII, art. 24; the list is remembered and not confirmed)."""

    DONE = "done", "Послугу надано повністю"
    NO_NEED = "no_need", "Потреби більше немає"
    TERM = "term", "Строк договору закінчився"
    REFUSED = "refused", "Людина відмовилася"
    MOVED = "moved", "Людина переїхала"
    BREACH = "breach", "Договір порушено без поважної причини"
    INPATIENT = "inpatient", "Людину влаштовано до стаціонару"
    DIED = "died", "Людина померла"


class VisitOutcome(models.TextChoices):
    """What an entry of the journal of services says."""

    PLANNED = "planned", "Заплановано"
    DONE = "done", "Надано"
    MISSED = "missed", "Не відбулося"
    CANCELLED = "cancelled", "Скасовано заздалегідь"


class MissedReason(models.TextChoices):
    """Why a visit did not happen."""

    ABSENT = "absent", "Людини не було на місці"
    REFUSED = "refused", "Людина відмовилася від візиту"
    WORKER = "worker", "Працівник не зміг прийти"
    DANGER = "danger", "Обстріл, тривога, загроза безпеці"
    OTHER = "other", "Інше"


class ConfirmedBy(models.TextChoices):
    """How the recipient confirmed that a service was provided."""

    CODE = "code", "Кодом отримувача"
    CABINET = "cabinet", "У кабінеті отримувача"
    PAPER = "paper", "Підписом на папері"


class NoticeKind(models.TextChoices):
    """What the manager of a case has to know of its services."""

    REJECTED = "rejected", "Надавач відмовив"
    EXPIRED = "expired", "Надавач не відповів"
    FALLEN = "fallen", "Надавач більше не працює"
    WAITING = "waiting", "У списку очікування"
    MISSED_TWICE = "missed_twice", "Два пропуски поспіль"
    COMPLAINT = "complaint", "Скарга отримувача"
    QUESTION = "question", "Запитання надавача"
    TERM = "term", "Строк договору закінчився"
    REASSESS = "reassess", "Потрібне повторне оцінювання"
    AFTER_CHECK = "after_check", "Час перевірити, як людина живе"


ANSWERED = (NoticeKind.COMPLAINT, NoticeKind.QUESTION)
"""Notices that somebody wrote and whose answer that person reads: nothing but an answer settles them."""


class ReviewDecision(models.TextChoices):
    """What a review of the plan decides (R269)."""

    CONTINUE = "continue", "Продовжити за планом"
    CHANGE = "change", "Змінити план"
    CLOSE = "close", "Завершити випадок"


class Progress(models.TextChoices):
    """How far a need or a goal has come."""

    MET = "met", "Досягнуто"
    BETTER = "better", "Стало краще"
    SAME = "same", "Без змін"
    WORSE = "worse", "Стало гірше"


class AfterResult(models.TextChoices):
    """What the check some time after the closing found."""

    HOLDS = "holds", "Результат тримається"
    BETTER = "better", "Стало ще краще"
    WORSE = "worse", "Стало гірше, потрібна допомога"
    UNKNOWN = "unknown", "Зв’язатися не вдалося"
