"""What steps have measured, kept until the conductor asks for the ramdisk's logs."""

import json
import os
import threading

PATH = '/run/tuskar/results.json'


class Results:
    def __init__(self, path=PATH):
        self._path = path
        self._lock = threading.Lock()

    def all(self):
        try:
            with open(self._path) as file:
                return json.load(file)['results']
        except FileNotFoundError:
            return []

    def add(self, result):
        """Replaced as a whole, so that a reader never sees half a file."""
        with self._lock:
            content = {'format': 1, 'results': self.all() + [result]}
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            with open(self._path + '.new', 'w') as file:
                json.dump(content, file)
            os.rename(self._path + '.new', self._path)

    def text(self):
        return json.dumps({'format': 1, 'results': self.all()})
