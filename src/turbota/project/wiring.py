"""Which jobs follow which step: how an upper package learns of what happened in a lower one.

The table is read by `kernel.workflow.advance` inside the transaction of the step, so a job exists
if and only if its step exists. Every job takes the identifier of the subject and of the step.
"""

import uuid

from turbota.kernel import jobs

ANNOUNCE = "applications.announce"
"""Tells other systems. Not after "submit", which no other system follows, nor after "decide": `decisions.tell` announces
it when the person has been told."""

AFTER: dict[tuple[str, str], tuple[str, ...]] = {
    ("application", "submit"): ("applications.tell_registered",),
    ("application", "receive"): ("applications.tell_registered", ANNOUNCE),
    ("application", "register"): ("applications.tell_registered", ANNOUNCE),
    ("application", "send_to_control"): (ANNOUNCE,),
    ("application", "return_from_control"): (ANNOUNCE,),
    ("application", "pass_control"): (ANNOUNCE,),
    ("application", "finish"): (ANNOUNCE,),
    ("application", "hand_over"): ("applications.tell_handed_over", ANNOUNCE),
    ("application", "accept"): (
        "personal_files.open",
        "casework.open_for_application",
        "applications.tell_accepted",
        ANNOUNCE,
    ),
    ("application", "return_to_community"): ("applications.tell_returned", ANNOUNCE),
    ("application", "ask"): ("applications.tell_asked", ANNOUNCE),
    ("application", "answer"): ("applications.tell_answered", ANNOUNCE),
    ("application", "go_on"): ("applications.tell_going_on", ANNOUNCE),
    ("application", "withdraw"): ("decisions.end_proposal", "applications.tell_withdrawn", ANNOUNCE),
    ("application", "leave"): ("decisions.end_proposal", "applications.tell_left", ANNOUNCE),
    ("application", "join"): ("decisions.end_proposal", "applications.tell_joined", ANNOUNCE),
    ("application", "reopen"): (ANNOUNCE,),
    ("mandate", "claim"): ("applications.tell_mandate_claimed", "exchange.open_question"),
    ("mandate", "confirm"): ("applications.tell_mandate_confirmed",),
    ("mandate", "refuse"): ("applications.tell_mandate_refused",),
    ("mandate", "revoke"): ("applications.tell_mandate_over",),
    ("mandate", "end"): ("applications.tell_mandate_over",),
    ("mandate", "undo_death"): ("applications.tell_death_undone",),
    ("signature", "settle"): ("applications.signature_settled",),
    ("decision", "approve"): ("personal_files.open_award", "casework.decided", "decisions.tell"),
    ("case", "open"): ("casework.tell_manager",),
    ("case", "assign"): ("casework.applications_follow", "casework.tell_manager"),
    ("annulment", "approve"): ("personal_files.end_award", "decisions.tell_annulled"),
    ("case", "decide"): ("casework.expect_plan",),
    ("case", "decide_at_once"): ("casework.expect_plan",),
    ("case", "start"): ("casework.plan_first_review",),
    ("case", "close"): ("casework.end_plans", "casework.measure_outcome"),
    ("case", "reopen"): ("casework.stop_after_check",),
    ("provider", "suspend"): ("casework.provider_moved",),
    ("provider", "exclude"): ("casework.provider_moved",),
}


def plan_jobs(subject: str, verb: str, subject_id: uuid.UUID, step_id: uuid.UUID) -> None:
    """Plan the jobs that follow the step, in the same transaction."""
    for name in AFTER.get((subject, verb), ()):
        queue = jobs.DEFAULT if name == ANNOUNCE else jobs.URGENT
        jobs.plan(name, queue=queue, subject_id=str(subject_id), step_id=str(step_id))
