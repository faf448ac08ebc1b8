"""The program's only output: one JSON object a line."""

import json
import os
import threading


class Reporter:
    def __init__(self, stop, fd=1):
        self._stop = stop
        self._fd = fd
        self._lock = threading.Lock()

    def emit(self, **event):
        line = json.dumps({key: value for key, value in event.items() if value is not None}).encode() + b"\n"
        with self._lock:
            try:
                while line:
                    line = line[os.write(self._fd, line) :]
            except BrokenPipeError:
                self._stop.set("nobody reads the output any more")

    def log(self, message, level="info"):
        self.emit(type="log", level=level, message=message)

    def item(self, item, state, **fields):
        self.emit(type="item", id=item["id"], kind=item["kind"], state=state, **fields)
