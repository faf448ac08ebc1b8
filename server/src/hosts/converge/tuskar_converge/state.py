"""What the host has to remember between two runs: which digests units were started with and commands have run for.

A digest is forgotten before what it stands for is changed, and recorded after the unit or command has seen the
change. So wherever a run ends, the next one restarts a unit once too often rather than once too seldom.
"""

import json
import os
import threading

STALE = "stale"


class State:
    def __init__(self, directory, check, log):
        self.directory = directory
        self._check = check
        self._lock = threading.Lock()
        self.path = os.path.join(directory, "state.json")
        self._data = load(self.path, log)

    def unit(self, name):
        """{'restart': digest, 'reload': digest} of the unit's last start and reload."""
        with self._lock:
            return dict(self._data["units"].get(name, {}))

    def command(self, key):
        with self._lock:
            return self._data["commands"].get(key)

    @property
    def daemon_reload(self):
        return self._data["daemonReload"]

    def record_unit(self, name, digests):
        self._change("units", name, digests)

    def record_command(self, key, digest):
        self._change("commands", key, digest)

    def set_daemon_reload(self, value):
        with self._lock:
            if self._data["daemonReload"] != value:
                self._data["daemonReload"] = value
                self._save()

    def forget(self, item, key):
        """The item `key` is about to change: what the watching `item` recorded no longer tells the truth."""
        with self._lock:
            if item["kind"] == "command":
                recorded, names = self._data["commands"], [item["id"]]
            else:
                recorded = self._data["units"].get(item["unit"], {})
                names = [name for name in ("restart", "reload") if key in item.get(name + "On", ())]
            true = [name for name in names if recorded.get(name, STALE) != STALE]
            if true:
                recorded.update(dict.fromkeys(true, STALE))
                self._save()

    def forget_all(self):
        """The file itself is gone, by an item's doing."""
        with self._lock:
            self._data = fresh()

    def _change(self, table, key, value):
        with self._lock:
            if self._data[table].get(key) != value:
                self._data[table][key] = value
                self._save()

    def _save(self):
        if self._check:
            return
        beside = f"{self.path}.tuskar"
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(self._data, file)
            file.flush()
            os.fsync(file.fileno())
        os.rename(beside, self.path)


def load(path, log):
    try:
        with open(path) as file:
            data = json.load(file)
        if data["version"] == 1:
            return {**fresh(), **data}
    except FileNotFoundError:
        return fresh()
    except (ValueError, KeyError, TypeError):
        pass
    log(f"{path} cannot be read; units restart as if they had never been started", level="warn")
    return fresh()


def fresh():
    return {"version": 1, "units": {}, "commands": {}, "daemonReload": False}
