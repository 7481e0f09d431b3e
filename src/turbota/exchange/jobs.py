"""Jobs that send events, ask registers and clean up.

A try that fails is no error of the job: its row says when the next is due.
"""

import logging
import uuid

from turbota.exchange import queries, register_queries
from turbota.exchange.operations import events, registers, repeats
from turbota.kernel import clock, jobs

log = logging.getLogger(__name__)


@jobs.job("exchange.deliver")
def deliver(subscription_id: str) -> None:
    """Send what is due to one receiver."""
    events.deliver(subscription_id=uuid.UUID(subscription_id), at=clock.now())


@jobs.periodic_job("exchange.deliver_waiting", "* * * * *")
def deliver_waiting(timestamp: int) -> None:
    """Every minute: plan a turn for every receiver with an event whose time has come. Turns run beside each other."""
    for subscription_id in queries.subscriptions_due(at=clock.now()):
        jobs.plan("exchange.deliver", subscription_id=str(subscription_id))


@jobs.periodic_job("exchange.clean", "20 2 * * *")
def clean(timestamp: int) -> None:
    """Every night: keys of requests older than 30 days go, tokens that are over, and events delivered long ago."""
    log.info("exchange: %d keys of requests removed", repeats.clean(at=clock.now()))
    log.info("exchange: %d old deliveries of events removed", events.thin(at=clock.now()))


@jobs.job("exchange.open_question", queue=jobs.URGENT)
def open_question(subject_id: str, step_id: str) -> None:
    """After a claim: the register of its kind is to be asked, if one is connected and the claim says enough."""
    registers.open_question(mandate_id=uuid.UUID(subject_id), at=clock.now())


@jobs.job("exchange.ask_register")
def ask_register(question_id: str) -> None:
    """One question to one register. Its answer is written down in a transaction of its own."""
    asked = registers.begin(question_id=uuid.UUID(question_id), at=clock.now())
    if asked is not None:
        heard = registers.hear(asked)
        registers.settle(question_id=uuid.UUID(question_id), asked=asked, heard=heard, at=clock.now())


@jobs.periodic_job("exchange.ask_registers", "* * * * *")
def ask_registers(timestamp: int) -> None:
    """Every minute: plan a turn for every question whose time has come. Turns run beside each other."""
    for question_id in register_queries.questions_due(at=clock.now()):
        jobs.plan("exchange.ask_register", question_id=str(question_id))


@jobs.periodic_job("exchange.ask_registers_again", "15 * * * *")
def ask_registers_again(timestamp: int) -> None:
    """Every hour: confirmed mandates of which the register was last asked long ago are asked about again."""
    registers.open_again(at=clock.now())
