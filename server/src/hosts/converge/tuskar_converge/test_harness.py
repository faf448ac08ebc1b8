"""Runs the program as a host does, against a directory in place of / and a systemd that is a file of JSON."""

import grp
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
OWNER = pwd.getpwuid(os.geteuid()).pw_name
GROUP = grp.getgrgid(os.getegid()).gr_name
# As on a host: without what the site has installed.
PYTHON = [sys.executable, "-E", "-S"]
RUN = "import sys; sys.path.insert(0, '.'); from tuskar_converge.main import main; sys.exit(main(sys.argv[1:]))"


def file(path, content="text\n", key=None, **more):
    base = {"id": key or path, "kind": "file", "path": path, "owner": OWNER, "group": GROUP, "mode": "0644"}
    return {**base, "content": content, **more}


def directory(path, key=None, **more):
    base = {"id": key or path, "kind": "directory", "path": path, "owner": OWNER, "group": GROUP, "mode": "0755"}
    return {**base, **more}


def unit(name, key=None, **more):
    return {"id": key or name, "kind": "unit", "unit": name, "state": "started", **more}


def command(*argv, key="command", **more):
    return {"id": key, "kind": "command", "argv": list(argv), **more}


class Run:
    """What one run said."""

    def __init__(self, output, errors, code):
        self.events = [json.loads(line) for line in output.splitlines()]
        self.errors = errors
        self.code = code
        self.items = {event["id"]: event for event in self.events if event["type"] == "item"}
        self.end = self.events[-1]

    def states(self):
        return {key: item["state"] for key, item in self.items.items()}

    def actions(self):
        return {key: item["actions"] for key, item in self.items.items() if "actions" in item}


class ProgramTest(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.mkdtemp(prefix="converge-")
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)
        self.root = os.path.join(self.scratch, "root")
        os.mkdir(self.root)
        self.programs = os.path.join(self.scratch, "bin")
        shutil.copytree(os.path.join(os.path.dirname(HERE), "fixtures"), self.programs)

    def path(self, path):
        return os.path.join(self.root, path.lstrip("/"))

    def read(self, path):
        with open(self.path(path)) as found:
            return found.read()

    def start(self, *items, mode="apply", **request):
        """A running program; its input is open still."""
        process = subprocess.Popen(
            [*PYTHON, "-c", RUN, "--root", self.root],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=os.path.dirname(HERE),
            env={"PATH": f"{self.programs}:{os.environ['PATH']}"},
        )
        part = {"version": 1, "host": "c1", "items": list(items)}
        body = json.dumps({"mode": mode, "part": part, **request}).encode()
        process.stdin.write(b"%d\n" % len(body) + body)
        process.stdin.flush()
        return process

    def converge(self, *items, **request):
        process = self.start(*items, **request)
        # Not communicate(): that would close the input, which tells the program to stop.
        with process:
            output = process.stdout.read().decode()
            return Run(output, process.stderr.read().decode(), process.wait())

    def stop(self, process, number=signal.SIGTERM):
        process.send_signal(number)
        # Before the connection is closed, which would be a reason of its own to end.
        process.wait(timeout=30)
        return self.finish(process)

    def finish(self, process):
        output, errors = process.communicate(timeout=30)
        return Run(output.decode(), errors.decode(), process.returncode)

    def systemd(self, **units):
        """Sets units by name up to the dot: systemd(nova={'onStart': 'loop'})."""
        with open(os.path.join(self.scratch, "units.json"), "w") as found:
            json.dump({f"{name.replace('_', '-')}.service": values for name, values in units.items()}, found)

    def calls(self):
        """The calls of systemctl so far, which it then forgets."""
        path = os.path.join(self.scratch, "calls")
        if not os.path.exists(path):
            return []
        with open(path) as found:
            lines = found.read().splitlines()
        os.remove(path)
        return lines
