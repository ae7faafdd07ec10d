"""What the worker does with notices. Each task takes an id, may run twice, and calls one action."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from minka.notices.actions.delivery import carry_delivery
from minka.notices.actions.proving import send_proof

# After 34 s, 46 s, 94 s, 5 min, 18 min, 1 h, 5 h and 18 h: a mail server that is away for a night loses nothing.
PATIENCE = RetryStrategy(max_attempts=9, wait=30, exponential_wait=4)


@app.task(name="notices.deliver", retry=PATIENCE)
def deliver(delivery_id: int) -> None:
    """Carry one notice out by one channel."""
    carry_delivery(delivery_id=delivery_id)


@app.task(name="notices.prove", retry=PATIENCE)
def prove(participant_id: int) -> None:
    """Send the link that proves an address."""
    send_proof(participant_id=participant_id)
