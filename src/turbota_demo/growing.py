"""A grown world: very many people and cases, the same rows for the same numbers, by COPY.

The cases are copies of pattern cases that went through the operations, so steps, holders, clocks, ledger, documents,
decisions and awards agree as they do in a real case. Copies share the stored papers, scans and signatures of their
pattern: those are made with the keys of this machine and are the only thing that differs between two grown worlds.
Nobody did the copied work, so the audit says nothing of it.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import accumulate, islice

from django.db import transaction
from django.db.models import F

from turbota.access.models import Account, NumberSeries, Organisation, OrganisationKind, Post, Role
from turbota.applications.models import Application
from turbota.kernel import clock
from turbota.kernel.errors import Refused
from turbota.kernel.keyed import keyed_hash
from turbota.people import names
from turbota.people.models import Contact, Person, SurnameKey, Tie
from turbota.personal_files.models import PersonalFile
from turbota_demo import cast, offices, patterns
from turbota_demo.copying import Copies, Template, identifiers, template_of
from turbota_demo.crowd import Somebody, crowd
from turbota_demo.offices import Office
from turbota_demo.patterns import PATTERNS, Pattern
from turbota_demo.plays import Plays

AT_ONCE = 20_000
CASES_AT_ONCE = 2_000
LINES_OF_A_REGISTER = 20
PEOPLE_A_CASE = 8
YOUNGEST, OLDEST = 22, 55
"""Ages of applicants: the patterns are people of working age."""
AT_DECIDER = ("received", "asked", "in_work", "proposed", "granted", "refused", "handed", "accepted")
"""Shapes of cases that a deciding body holds or held."""
ONCE = ("draft", "proposed", *patterns.DECIDED)
FIRST_NUMBER = 100_000
TOP_CODE = "47000000"
VARIANTS = 3
MANY = 5_000


@dataclass(frozen=True)
class Applicant:
    """Somebody of the crowd with the identifier of the row."""

    id: str
    who: Somebody


@dataclass(frozen=True)
class Ready:
    """A pattern case ready to be copied."""

    pattern: Pattern
    template: Template
    woman: bool
    has_control: bool | None
    series: str
    filed: bool


@transaction.atomic
def copy(ready: Sequence[Ready], *, people: int, cases: int, seed: int, today: date) -> dict[str, int]:
    """The crowd, the offices and the copies, all or nothing; how many rows each table got."""
    with Copies() as copies:
        return _World(copies, ready, seed, today).fill(people, cases)


def check(people: int, cases: int) -> None:
    """Raise Refused when this cannot be done; nothing was written yet."""
    if Organisation.objects.filter(code=str(offices.FIRST_CODE[OrganisationKind.COMMUNITY])).exists():
        raise Refused("Великий світ уже вирощено. Щоб почати знову, візьміть порожню базу.", code="grown")
    if not 0 < cases * PEOPLE_A_CASE <= people:
        raise Refused(
            f"Людей має бути принаймні у {PEOPLE_A_CASE} разів більше, ніж справ.", code="too_few_people"
        )


def made_patterns(plays: Plays, cases: int, today: date) -> list[Ready]:
    """The pattern cases, made now; of a large world fresh ones began on several days."""
    made = patterns.Made(plays, today)
    turns = VARIANTS if cases >= MANY else 1
    found: list[tuple[Pattern, Application]] = []
    for pattern in PATTERNS:
        for place in range(1 if pattern.shape in ONCE else turns):
            found.append((pattern, made.make(pattern, place)))
    patterns.settle([case for _, case in found], clock.now())
    return [_ready(pattern, case) for pattern, case in found]


def _ready(pattern: Pattern, case: Application) -> Ready:
    person = cast.citizen(pattern.applicant)
    file = PersonalFile.objects.filter(application=case).first()
    gaps = {
        str(case.applicant_id): "person",
        str(case.beneficiary_id): "person",
        person.surname: "surname",
        person.given_name: "given_name",
        person.patronymic: "patronymic",
        person.tax_number: "tax_number",
        person.document: "document",
        person.birth_date.isoformat(): "born",
        f"{person.birth_date:%d.%m.%Y}": "born_in_words",
        person.email: "email",
        **_office_gaps(pattern.body or patterns.PLAIN, "community"),
        **_office_gaps(patterns.DECIDER, "decider"),
    }
    if case.number:
        gaps[case.number] = "number"
    if file is not None:
        gaps[file.number] = "file_number"
    tie = Tie.objects.filter(person=case.applicant_id, until__isnull=True).first()
    if tie is not None:
        gaps[str(tie.account_id)] = "citizen"
    has_control = None if not pattern.body else pattern.body == patterns.CONTROLLED
    series = f"{case.registered_at:%y}" if case.registered_at else ""
    woman = person.patronymic.endswith("на")
    return Ready(pattern, template_of(case, gaps), woman, has_control, series, file is not None)


def _office_gaps(key: str, prefix: str) -> dict[str, str]:
    body = Organisation.objects.get(code=cast.body(key).code)
    gaps = {
        str(body.pk): prefix,
        body.name: f"{prefix}_name",
        body.short_name: f"{prefix}_short_name",
        body.code: f"{prefix}_code",
    }
    roles = {
        patterns.SPECIALIST: Role.SPECIALIST,
        patterns.HEAD: Role.HEAD,
        patterns.CONTROL: Role.CONTROL_SPECIALIST,
    }
    roles |= dict.fromkeys(patterns.STAFF_OF.values(), Role.COMMUNITY_OFFICER)
    for post in Post.objects.filter(organisation=body).select_related("account"):
        role = roles[str(post.account.code)]
        gaps[str(post.pk)] = f"{role}_post"
        gaps[str(post.account_id)] = f"{role}_account"
        gaps[post.account.name] = f"{role}_name"
    return gaps


class _World:
    """One growing; everything it writes follows from the seed and the day."""

    def __init__(self, copies: Copies, ready: Sequence[Ready], seed: int, today: date) -> None:
        self.ready, self.seed, self.today = ready, seed, today
        self.at = datetime.combine(today, time(8), tzinfo=clock.KYIV)
        self.ids = identifiers(int(self.at.timestamp() * 1000))
        self.chance = random.Random(seed)
        self.copies = copies
        self.numbers: dict[tuple[str, int], int] = {}
        self.of: Ready | None = None
        self.line, self.register, self.register_number = 0, "", ""

    def fill(self, people: int, cases: int) -> dict[str, int]:
        """People, bodies, cases; how many rows each table got."""
        women, men = self._people(people, cases)
        communities = self._offices(offices.communities_for(cases))
        begun = 0
        for community, number in zip(communities, _portions(cases, len(communities)), strict=True):
            for one in self._chosen(community, number):
                self._register_of(one, community)
                self._case(one, community, (women if one.woman else men).pop())
                begun += 1
                if begun % CASES_AT_ONCE == 0:
                    self.copies.send()
        self.copies.send()
        self.copies.finish()
        self._series()
        return dict(sorted(self.copies.sent.items()))

    # ── people ────────────────────────────────────────────────────────────────────────────────

    def _people(self, people: int, cases: int) -> tuple[list[Applicant], list[Applicant]]:
        """Writes everybody; those who may ask for help, women and men apart, at most one for each case."""
        pools: dict[bool, list[Applicant]] = {True: [], False: []}
        sounds: set[str] = set()
        rest = crowd(people, seed=self.seed, today=self.today)
        while batch := list(islice(rest, AT_ONCE)):
            for who in batch:
                row = next(self.ids)
                self._person(row, who)
                sounds.add(who.sound)
                if who.tax_number and YOUNGEST <= self.today.year - who.born.year <= OLDEST:
                    pool = pools[who.woman]
                    if len(pool) < cases:
                        pool.append(Applicant(row, who))
            self.copies.send()
        self.copies.finish()
        known = SurnameKey.objects.filter(key=F("sound")).values_list("sound", flat=True)
        for sound in sorted(sounds.difference(known)):
            rows = "".join(f"{key}\t{sound}\n" for key in names.near(sound))
            self.copies.put("people_surnamekey", ("key", "sound"), rows)
        self.copies.send()
        for pool in pools.values():
            self.chance.shuffle(pool)
        return pools[True], pools[False]

    def _person(self, row: str, who: Somebody) -> None:
        self.copies.row(
            Person,
            id=row,
            surname=who.surname,
            given_name=who.given_name,
            patronymic=who.patronymic,
            birth_date=who.born,
            tax_number=who.tax_number or None,
            unzr=who.unzr or None,
            document=who.document,
            name_key=who.key,
            surname_sound=who.sound,
            created_at=self.at,
        )

    def _offices(self, number: int) -> list[Office]:
        top = next(self.ids)
        self.copies.row(
            Organisation,
            id=top,
            kind=OrganisationKind.OBLAST.value,
            name="Велика область (вигадана)",
            short_name="Велика область",
            code=TOP_CODE,
            since=offices.FIRST_DAY,
        )
        return offices.Builder(self.copies, self.ids, top, self.seed, self.at).build(number)

    # ── cases ─────────────────────────────────────────────────────────────────────────────────

    def _chosen(self, community: Office, number: int) -> list[Ready]:
        """So many patterns by their shares, of those that fit the community; equal ones stand together."""
        fitting = [one for one in self.ready if one.has_control in (None, community.has_control)]
        alike = {one.pattern: sum(other.pattern == one.pattern for other in fitting) for one in fitting}
        weights = [one.pattern.share / alike[one.pattern] for one in fitting]
        places = sorted(self.chance.choices(range(len(fitting)), weights, k=number))
        self.of = None
        return [fitting[place] for place in places]

    def _register_of(self, one: Ready, community: Office) -> None:
        """The next line of the present register, or a new register where it is full or the pattern is another."""
        if one.template.register is None:
            return
        self.line = self.line % LINES_OF_A_REGISTER + 1 if self.of is one else 1
        self.of = one
        if self.line == 1:
            self.register = next(self.ids)
            number = self._next(f"register:{community.code}", one.series, 0)
            self.register_number = f"{one.series}-{number:04d}"

    def _case(self, one: Ready, community: Office, applicant: Applicant) -> None:
        decider, who = community.decider, applicant.who
        assert decider is not None
        values = {f"id{place}": next(self.ids) for place in range(len(one.template.ids))}
        values |= {
            "person": applicant.id,
            "surname": who.surname,
            "given_name": who.given_name,
            "patronymic": who.patronymic,
            "tax_number": who.tax_number,
            "document": who.document,
            "born": who.born.isoformat(),
            "born_in_words": f"{who.born:%d.%m.%Y}",
            "email": f"person-{who.number}@example.invalid",
            "citizen": next(self.ids),
            "register": self.register,
            "register_number": self.register_number,
            "position": str(self.line),
            **_named(community, "community"),
            **_named(decider, "decider"),
        }
        if one.series:
            values["number"] = f"{one.series}-{self._next('application', one.series, FIRST_NUMBER):06d}"
        if one.filed:
            values["file_number"] = self._file_number(decider, one.series)
        self.copies.add(one.template, values, opens_register=self.line == 1)
        self._beside(one, applicant, values)

    def _file_number(self, decider: Office, series: str) -> str:
        return f"{decider.code}-{series}-{self._next(f'file:{decider.code}', series, 0):05d}"

    def _beside(self, one: Ready, applicant: Applicant, values: dict[str, str]) -> None:
        """What a case leaves beside itself: an address, the body that may settle who is who, the citizen's account."""
        self.copies.row(
            Contact,
            id=next(self.ids),
            person_id=applicant.id,
            channel=Contact.Channel.EMAIL.value,
            value=values["email"],
            since=self.at,
        )
        if one.pattern.shape in AT_DECIDER:
            self.copies.row(Person.bodies.through, person_id=applicant.id, organisation_id=values["decider"])
        if not one.pattern.body:
            who, account = applicant.who, values["citizen"]
            full_name = f"{who.surname} {who.given_name} {who.patronymic}"
            self.copies.row(
                Account,
                id=account,
                password="!",
                identity_key=keyed_hash(f"tax:{who.tax_number}"),
                name=full_name,
                created_at=self.at,
            )
            self.copies.row(
                Tie,
                id=next(self.ids),
                account_id=account,
                person_id=applicant.id,
                basis="tax_number",
                since=self.at,
            )

    # ── numbers ───────────────────────────────────────────────────────────────────────────────

    def _next(self, code: str, series: str, first: int) -> int:
        key = (code, 2000 + int(series))
        self.numbers[key] = self.numbers.get(key, first) + 1
        return self.numbers[key]

    def _series(self) -> None:
        """The next case that somebody registers gets the number behind the last copy."""
        kept = [NumberSeries(code=code, year=year, last=last) for (code, year), last in self.numbers.items()]
        NumberSeries.objects.bulk_create(
            kept, update_conflicts=True, unique_fields=["code", "year"], update_fields=["last"]
        )


def _named(office: Office, prefix: str) -> dict[str, str]:
    values = {
        prefix: office.id,
        f"{prefix}_name": office.name,
        f"{prefix}_short_name": office.short_name,
        f"{prefix}_code": office.code,
    }
    for role, clerk in office.clerks.items():
        values |= {f"{role}_account": clerk.account, f"{role}_post": clerk.post, f"{role}_name": clerk.name}
    return values


def _portions(whole: int, parts: int) -> list[int]:
    """The whole number in parts: a few communities are large, most are small."""
    weights = [1 / (place + 1) ** 0.7 for place in range(parts)]
    ends = [round(whole * part / sum(weights)) for part in accumulate(weights)]
    return [end - begin for begin, end in zip([0, *ends[:-1]], ends, strict=True)]
