"""What handlers of items need of the run they are part of."""

import os
import threading

from . import digests
from .state import State
from .systemd import Systemd
from .watch import Watch

STATE_DIRECTORY = "/var/lib/tuskar/converge"
UNIT_FILES = ("/etc/systemd/system/", "/run/systemd/system/", "/usr/lib/systemd/system/", "/lib/systemd/system/")


class Host:
    def __init__(self, *, root, check, plan, stop, reporter):
        self.root = root
        self.check = check
        self.stop = stop
        self.reporter = reporter
        self.state = State(state_directory(root), check, reporter.log)
        self.systemd = Systemd(plan.units(), self.state, stop)
        self.watch = Watch(self.systemd, stop)
        # Enough to keep the processors busy, not so many that fifty database migrations share the memory.
        self.commands = threading.Semaphore(max(8, 2 * (os.cpu_count() or 1)))
        self.packages = threading.Lock()
        self.started = []
        """Unit items started in this run."""
        self.to_link = {"enable": [], "disable": []}
        """Unit items whose links are to be changed at the end of it."""
        self._plan = plan

    def digest_of(self, ids, *own):
        return digests.of_items([*(self._plan.items[key] for key in ids), *own])

    def touching(self, item):
        """To be called before an item changes anything."""
        self.stop.check()
        self.would_touch(item)
        self.touched(item)

    def would_touch(self, item):
        """Makes those who watch the item forget that they have seen it as it is."""
        for watcher in self._plan.watchers(item["id"]):
            self.state.forget(watcher, item["id"])

    def touched(self, item):
        """To be called again after it has."""
        if item.get("path", "").startswith(UNIT_FILES):
            self.systemd.unit_files_change()
        if not os.path.exists(self.state.path) and item["kind"] == "absent":
            self.state.forget_all()
        self.systemd.forget()


def state_directory(root):
    return os.path.join(root, STATE_DIRECTORY.lstrip("/"))
