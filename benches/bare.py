"""The same questions as the pages ask, written by hand and asked without Django: what the database alone takes."""

import uuid
from collections.abc import Sequence
from typing import Any

import psycopg
from django.conf import settings

from turbota.people import names
from turbota.people.wanted import Wanted

READABLE = """(a.community_id = any(%(taken)s) or exists (
  select 1 from applications_holding h where h.organisation_id = any(%(held)s) and h.application_id = a.id))"""
SHOWN = """a.id, a.kind, a.number, a.state, a.channel, a.answers, p.surname, p.given_name, p.patronymic,
  p.birth_date, c.short_name, d.short_name"""
JOINED = """applications_application a join people_person p on p.id = a.applicant_id
  left join access_organisation c on c.id = a.community_id left join access_organisation d on d.id = a.decider_id"""
QUEUE = f"""select {SHOWN}, a.due_on, a.received_on from {JOINED} where a.holder_id = any(%(here)s)
  and a.state = any(%(states)s) order by a.due_on, a.id limit 26"""
DAYS = """select due_on, count(*) from applications_application
  where holder_id = any(%(here)s) and state = any(%(states)s) and due_on is not null group by due_on"""
CLOCKS = """select c.*, o.name from deadlines_clock c left join access_organisation o on o.id = c.organisation_id
  where c.subject_kind = 'application' and c.subject_id = any(%(ids)s)"""
COPIES = """select t.application_id, t.document_code, t.title, f.pages, f.dpi, s.state from applications_attachment t
  join documents_storedfile f on f.id = t.file_id left join signatures_signature s on s.id = t.seal_id
  where t.application_id = any(%(ids)s) and t.removed_at is null order by t.added_at"""
CASE = f"""select a.*, {SHOWN}, o.name, s.state from {JOINED} left join access_account o on o.id = a.taken_by_id
  left join signatures_signature s on s.id = a.signature_id where a.id = any(%(ids)s) and {READABLE}"""
DECISION = "select * from decisions_decision where application_id = any(%(ids)s)"
CORRECTIONS = "select * from decisions_correction where application_id = any(%(ids)s) order by at"
OTHERS = """select o.id, o.number, o.received_on from applications_application a
  join applications_application o on o.applicant_id = a.applicant_id and o.id <> a.id where a.id = any(%(ids)s)"""
BY_NUMBER = f"""select {SHOWN} from {JOINED} where p.id in (select id from people_person
  where tax_number = %(number)s or claimed_tax_number = %(number)s) and {READABLE} limit 20"""
BEGINS = f"""select {SHOWN} from {JOINED} where p.name_key like %(begins)s and p.birth_date = %(born)s
  and {READABLE} order by a.registered_at desc limit 20"""
LIKE_BORN = f"""select {SHOWN} from {JOINED} where p.birth_date = %(born)s
  and levenshtein(p.surname_sound, %(sound)s) <= 2 and {READABLE}
  order by levenshtein(split_part(p.name_key, ' ', 1), %(name)s), a.registered_at desc limit 20"""
NEAR = """select distinct sound, levenshtein(sound, %(sound)s) from people_surnamekey
  where key = any(%(near)s) and levenshtein(sound, %(sound)s) <= 2 order by 2, 1 limit 40"""
LIKE = f"""select {SHOWN} from {JOINED} where p.surname_sound = any(%(sounds)s)
  and levenshtein(array_to_string((string_to_array(p.name_key, ' '))[1:2], ' '), %(name)s) <= 2 and {READABLE}
  order by levenshtein(array_to_string((string_to_array(p.name_key, ' '))[1:2], ' '), %(name)s),
  a.registered_at desc limit 20"""


class Bare:
    """A connection of its own, for one office: where it holds cases, and what it may read."""

    def __init__(self, office: uuid.UUID, *, takes: bool) -> None:
        database = settings.DATABASES["default"]
        self.connection = psycopg.connect(
            host=database["HOST"], port=database["PORT"], dbname=database["NAME"], user=database["USER"],
            password=database["PASSWORD"], autocommit=True,
        )  # fmt: skip
        self.scope = {
            "here": [office],
            "taken": [office] if takes else [],
            "held": [] if takes else [office],
        }

    def ask(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        """All rows of one question."""
        return self.connection.execute(statement, {**self.scope, **values}).fetchall()

    def queue(self, states: Sequence[str], *, copies: bool) -> None:
        """A page of the queue: rows, their clocks, the strip of days, and of a community the copies."""
        rows = self.ask(QUEUE, states=list(states))
        ids = [row[0] for row in rows]
        self.ask(CLOCKS, ids=ids)
        self.ask(DAYS, states=list(states))
        if copies:
            self.ask(COPIES, ids=ids)

    def case(self, application_id: uuid.UUID) -> None:
        """What the first tab of a case shows."""
        for statement in (CASE, CLOCKS, COPIES, DECISION, CORRECTIONS, OTHERS):
            self.ask(statement, ids=[application_id])

    def search(self, wanted: Wanted) -> None:
        """The search of the box, written by hand for each way of asking."""
        if wanted.tax_number:
            self.ask(BY_NUMBER, number=wanted.tax_number)
            return
        sound = wanted.surname_sounds[0]
        values = {"name": wanted.name, "sound": sound, "born": wanted.birth_date}
        if wanted.birth_date:
            self.ask(BEGINS, begins=f"{wanted.name}%", **values)
            self.ask(LIKE_BORN, **values)
            return
        sounds = [row[0] for row in self.ask(NEAR, near=names.near(sound), **values)]
        self.ask(LIKE, sounds=sounds, **values)
