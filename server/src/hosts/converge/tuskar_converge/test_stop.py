import os
import select
import signal
import threading
import unittest
from unittest import mock

from . import watchdog
from .stop import Stop
from .test_harness import ProgramTest, command, file


class Stops(ProgramTest):
    def begin(self):
        """A program in the middle of a long command; a file waits for that."""
        script = f"echo $$ > {self.path('/pid')}; sleep 60"
        long = command("sh", "-c", script, key="long", guard={"exists": "/never"})
        process = self.start(long, file("/etc/after", after=["long"]), file("/etc/before"))
        while not os.path.exists(self.path("/pid")) or not os.path.exists(self.path("/etc/before")):
            select.select([process.stdout], [], [], 0.05)
        return process

    def assert_clean(self):
        self.assertFalse(os.path.exists(f"/proc/{self.read('/pid').strip()}/cwd"))
        self.assertFalse(os.path.exists(self.path("/etc/after")))

    def test_end_what_runs_when_the_connection_is_closed(self):
        run = self.finish(self.begin())
        self.assertEqual((run.code, run.end["state"]), (3, "stopped"))
        self.assertEqual(run.end["message"], "the connection was closed")
        self.assert_clean()

    def test_end_what_runs_at_a_signal(self):
        run = self.stop(self.begin(), signal.SIGTERM)
        self.assertEqual((run.code, run.end["message"]), (3, "ended by SIGTERM"))
        self.assert_clean()

    def test_end_what_runs_when_nobody_reads_any_more(self):
        process = self.begin()
        process.stdout.close()
        process.stdin.close()
        self.assertEqual(process.wait(timeout=10), 3)
        process.stderr.close()
        self.assert_clean()


class Locks(ProgramTest):
    def test_make_the_second_wait_and_then_say_who_holds_it(self):
        process = self.start(command("sleep", "60", guard={"exists": "/never"}), holder="operation 7")
        process.stdout.readline()
        run = self.converge(file("/etc/a"), lockSeconds=0.3)
        self.assertEqual((run.end["type"], run.end["code"]), ("refused", "host-busy"))
        self.assertRegex(run.end["message"], r"operation 7 converges this host since .* UTC \(process \d+\)")
        self.assertFalse(os.path.exists(self.path("/etc/a")))
        self.stop(process)
        self.assertEqual(self.converge(file("/etc/a")).code, 0)

    def test_are_shared_by_checks(self):
        self.converge(file("/etc/a"))
        self.assertEqual(self.converge(file("/etc/a"), mode="check", lockSeconds=0).code, 0)


class Silence(unittest.TestCase):
    def test_stops_the_run_and_ends_a_program_that_hangs(self):
        read, write = os.pipe()
        self.addCleanup(os.close, write)
        self.addCleanup(os.close, read)
        stop = Stop()
        with mock.patch.object(os, "_exit", side_effect=SystemExit) as leave:
            with self.assertRaises(SystemExit):
                watchdog.watch_input(stop, fd=read, silence=0.05, grace=0)
        self.assertEqual(stop.reason, "the connection has been silent for 0.05 s")
        leave.assert_called_once_with(watchdog.EXIT_HUNG)

    def test_is_broken_by_a_line(self):
        read, write = os.pipe()
        self.addCleanup(os.close, read)
        stop = Stop()
        os.write(write, b"\n")
        thread = threading.Thread(target=watchdog.watch_input, args=(stop, read, 30, 3600), daemon=True)
        thread.start()
        self.assertIsNone(stop.reason)
        os.close(write)
        select.select([stop], [], [], 5)
        self.assertEqual(stop.reason, "the connection was closed")
