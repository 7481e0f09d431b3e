"""Registers that were sent before get the sender's side from their own lines; what was sent is named copy by copy.

The receiver's side is not filled here: a job counts it from the files. The district of a case is that of the post of the
officer who registered it. Then the proof only grows.
"""

from django.db import migrations

from turbota.audit.append_only import append_only

DISTRICTS = """
update applications_application a set district = p.district
from access_post p
where a.channel = 'community' and p.account_id = a.author_id and p.organisation_id = a.community_id
  and p.role = 'community_officer' and p.district <> ''
  and p.since <= (a.registered_at at time zone 'Europe/Kyiv')::date
  and (p.until is null or p.until > (a.registered_at at time zone 'Europe/Kyiv')::date)
"""
DOCUMENTS = """
insert into applications_handoverdocument (id, line_id, attachment_id, position, sha256, pages)
select gen_random_uuid(), l.id, t.id,
       row_number() over (partition by l.id order by t.added_at, t.id), f.sha256, coalesce(f.pages, 0)
from applications_handoverline l
join applications_handoverregister r on r.id = l.register_id
join applications_attachment t on t.application_id = l.application_id
 and t.added_at <= r.sent_at and (t.removed_at is null or t.removed_at > r.sent_at)
join documents_storedfile f on f.id = t.file_id
"""
TOTALS = """
update applications_handoverregister r
set cases = s.cases, documents = s.documents, pages = s.pages, digest = s.digest
from (
    select l.register_id, count(*) as cases, sum(l.documents) as documents, sum(l.pages) as pages,
           encode(sha256(convert_to(string_agg(
               coalesce(a.number, '') || E'\\t' || l.documents || E'\\t' || l.pages || E'\\t' || l.digest || E'\\n',
               '' order by l.position), 'UTF8')), 'hex') as digest
    from applications_handoverline l join applications_application a on a.id = l.application_id
    group by l.register_id) s
where s.register_id = r.id and r.digest = ''
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0007_proof_of_handover"), ("documents", "0001_first")]
    operations = [
        migrations.RunSQL(DISTRICTS, migrations.RunSQL.noop),
        migrations.RunSQL(DOCUMENTS, migrations.RunSQL.noop),
        migrations.RunSQL(TOTALS, migrations.RunSQL.noop),
        append_only("applications_handoverdocument"),
        append_only("applications_handoverreceipt"),
        append_only("applications_alarmstep"),
    ]
