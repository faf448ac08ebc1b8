"""Reads and steers systemd. One `systemctl show` answers for all units, and is asked again only after a change."""

import threading
from dataclasses import dataclass

from . import process
from .outcome import ItemError

PROPERTIES = (
    "LoadState",
    "ActiveState",
    "SubState",
    "UnitFileState",
    "Type",
    "RemainAfterExit",
    "Result",
    "NRestarts",
    "NeedDaemonReload",
    "CanReload",
    "ExecMainStatus",
    "ExecMainExitTimestampMonotonic",
    "ActiveEnterTimestampMonotonic",
)
# Where a unit has an init script too, `enable` would spend a second on its links, which nothing reads.
WITHOUT_SYSV = {"SYSTEMCTL_SKIP_SYSV": "1"}
SHOW_SECONDS = 30
RELOAD_SECONDS = 90
JOURNAL_LINES = 20


@dataclass(frozen=True)
class UnitState:
    load: str
    active: str
    sub: str
    file: str
    type: str
    result: str
    remains: bool
    restarts: int
    needs_daemon_reload: bool
    can_reload: bool
    exit_status: int
    has_exited: bool
    active_since: float
    """Seconds on the monotonic clock; 0: never."""

    @property
    def started(self):
        if self.type == "oneshot" and not self.remains and self.active == "inactive":
            return self.result == "success" and self.has_exited
        return self.active in ("active", "reloading")

    @property
    def shown(self):
        return f"{self.active} ({self.sub})"


def parse(block):
    values = dict(line.split("=", 1) for line in block.splitlines() if "=" in line)
    get = values.get
    return UnitState(
        load=get("LoadState", ""),
        active=get("ActiveState", ""),
        sub=get("SubState", ""),
        file=get("UnitFileState", ""),
        type=get("Type", ""),
        result=get("Result", ""),
        remains=get("RemainAfterExit") == "yes",
        restarts=number(get("NRestarts")),
        needs_daemon_reload=get("NeedDaemonReload") == "yes",
        can_reload=get("CanReload") == "yes",
        exit_status=number(get("ExecMainStatus")),
        has_exited=number(get("ExecMainExitTimestampMonotonic")) > 0,
        active_since=number(get("ActiveEnterTimestampMonotonic")) / 1e6,
    )


def number(text):
    return int(text) if text and text.isdigit() else 0


class Systemd:
    def __init__(self, units, state, stop):
        self._units = units
        self._state = state
        self._stop = stop
        self._lock = threading.Lock()
        self._reloading = threading.Lock()
        self._seen = None
        self._reloads = 0

    def show(self, units):
        """The units' states now, in one call."""
        result = self.call("show", "--property=" + ",".join(PROPERTIES), "--", *units, timeout=SHOW_SECONDS, keep=4 << 20)
        blocks = [block for block in result.output.split("\n\n") if block.strip()]
        if result.exit_code != 0 or len(blocks) != len(units):
            raise result.fail("systemd does not answer")
        return dict(zip(units, map(parse, blocks)))

    def state(self, unit):
        """As last seen, if nothing changed on the host since."""
        with self._lock:
            if self._seen is None:
                self._seen = self.show(self._units)
            seen = self._seen
        return seen[unit] if unit in seen else self.show([unit])[unit]

    def settled_state(self, unit):
        """Like state(), after systemd has read the unit files that changed."""
        before = self._reloads
        state = self.state(unit)
        if not self._state.daemon_reload and not state.needs_daemon_reload:
            return state
        with self._reloading:
            if self._state.daemon_reload or self._reloads == before:
                self._daemon_reload()
        return self.state(unit)

    def forget(self):
        """Something on the host changed, and units with it, perhaps."""
        with self._lock:
            self._seen = {}

    def call(self, verb, *arguments, timeout, keep=process.OUTPUT_KEPT):
        argv = ["systemctl", "--no-pager", verb, *arguments]
        try:
            return process.run(argv, stop=self._stop, timeout=timeout, keep=keep, env=WITHOUT_SYSV)
        except FileNotFoundError as error:
            raise ItemError("the host has no systemd: there is no systemctl") from error

    def do(self, verb, unit, timeout, *options):
        """Raises ItemError, with the unit's journal, where systemctl fails."""
        result = self.call(verb, *options, "--", unit, timeout=timeout)
        if result.exit_code != 0:
            raise result.fail(journal=self.journal(unit))

    def unit_files_change(self):
        """Units must not start before systemd has read the change."""
        self._state.set_daemon_reload(True)

    def finish(self):
        with self._reloading:
            if self._state.daemon_reload:
                self._daemon_reload()

    def _daemon_reload(self):
        # Cleared first: a unit file that changes meanwhile sets it again.
        self._state.set_daemon_reload(False)
        result = self.call("daemon-reload", timeout=RELOAD_SECONDS)
        if result.exit_code != 0:
            self.unit_files_change()
            raise result.fail("systemd could not read its changed unit files")
        self._reloads += 1
        self.forget()

    def journal(self, unit):
        """The unit's last lines; empty where there is no journal."""
        argv = ["journalctl", "--quiet", "--no-pager", "--no-hostname", "-o", "short-iso"]
        try:
            process.run(["journalctl", "--sync"], stop=self._stop, timeout=SHOW_SECONDS)
            result = process.run([*argv, "-n", str(JOURNAL_LINES), "-u", unit], stop=self._stop, timeout=SHOW_SECONDS)
        except FileNotFoundError:
            return ""
        return result.output.strip()
