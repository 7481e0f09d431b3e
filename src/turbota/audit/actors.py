"""Who acts, as far as the audit needs to know: any object with these four properties."""

import uuid
from typing import Protocol


class Actor(Protocol):
    """A person at work or at home, or the platform itself. `role` may list several, e.g.
    "head,specialist".
    """

    @property
    def account_id(self) -> uuid.UUID | None: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def organisation_id(self) -> uuid.UUID | None: ...
