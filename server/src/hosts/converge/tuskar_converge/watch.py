"""Follows units until they have settled. Those followed at the same time share one `systemctl show`."""

import threading
import time

POLL_SECONDS = 0.2
LOOP_RESTARTS = 3
# How long a unit has to stay up, by its type. The others say themselves when they are ready.
QUIET_SECONDS = {"simple": 0.5, "exec": 0.5, "idle": 0.5}


class Watch:
    """Whoever waits longest without news asks for all that wait."""

    def __init__(self, systemd, stop):
        self._systemd = systemd
        self._stop = stop
        self._lock = threading.Lock()
        self._waiting = {}
        self._asked = 0.0
        self._seen = {}

    def follow(self, unit):
        """Yields the unit's state, forever, every POLL_SECONDS."""
        with self._lock:
            self._waiting[unit] = self._waiting.get(unit, 0) + 1
        last = time.monotonic()
        try:
            while True:
                state, last = self._newer(unit, last)
                yield state
                self._stop.wait(POLL_SECONDS)
        finally:
            with self._lock:
                self._waiting[unit] -= 1
                if not self._waiting[unit]:
                    del self._waiting[unit]

    def _newer(self, unit, than):
        with self._lock:
            if self._asked <= than or unit not in self._seen:
                asked = time.monotonic()
                self._seen = self._systemd.show(list(self._waiting))
                self._asked = asked
            return self._seen[unit], self._asked

    def settle(self, unit, timeout, quiet=None):
        """None once the unit is started and stays so, else why it is not."""
        deadline = time.monotonic() + timeout
        first = restarts = since = None
        status = 0
        for state in self.follow(unit):
            now = time.monotonic()
            first = state.restarts if first is None else first
            if state.restarts != restarts or not state.started:
                restarts, since = state.restarts, now
            # That of the process before, while the next one runs.
            status = state.exit_status or status
            reason = lost(state, first, status)
            if reason:
                return reason
            needed = QUIET_SECONDS.get(state.type, 0) if quiet is None else quiet
            if state.started and now - since >= needed:
                return None
            if now >= deadline:
                return f"it is {state.shown} and has not settled within {timeout:g} s"
        return None


def lost(state, first, status):
    """Why waiting longer is of no use."""
    if state.restarts - first >= LOOP_RESTARTS:
        return f"it restarts in a loop: {state.restarts - first} times, last exit status {status}"
    if state.active == "failed":
        return f"it failed ({state.result}), exit status {status}"
    if state.active == "inactive" and not state.started:
        return f"it ended by itself ({state.result}), exit status {status}"
    return None
