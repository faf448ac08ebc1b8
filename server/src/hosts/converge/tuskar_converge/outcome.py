"""What came of an item."""

from dataclasses import dataclass, field
from typing import Optional


@dataclass
class Outcome:
    """An item that holds now, or in check mode would hold after `actions`."""

    actions: list = field(default_factory=list)
    message: Optional[str] = None
    digest: Optional[str] = None
    diff: Optional[str] = None


class ItemError(Exception):
    """An item that cannot be made true; `details` are the fields of the event's `error`."""

    def __init__(self, message, **details):
        super().__init__(message)
        self.details = {key: value for key, value in details.items() if value is not None}


class Refused(Exception):
    """Nothing may be done at all."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Stopped(Exception):
    """The work was told to stop."""
