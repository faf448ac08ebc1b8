import os
import unittest

from .outcome import Refused
from .plan import Plan
from .test_harness import ProgramTest, command, directory, file, unit


def plan(*items, **more):
    return Plan({"version": 1, "host": "c1", "items": list(items)}, **more)


class Plans(unittest.TestCase):
    def refusal(self, *items, **more):
        with self.assertRaises(Refused) as caught:
            plan(*items, **more)
        self.assertEqual(caught.exception.code, "part-invalid")
        return str(caught.exception)

    def test_order_by_name_and_by_what_is_watched(self):
        made = plan(
            file("/a", key="a"),
            unit("b.service", restartOn=["a"]),
            command("c", runOn=["a"], after=["b.service"]),
        )
        self.assertEqual(made.needs, {"a": set(), "b.service": {"a"}, "command": {"a", "b.service"}})

    def test_take_items_left_out_as_done(self):
        made = plan(file("/a", key="a"), unit("b.service", restartOn=["a"]), only=["b.service"])
        self.assertEqual(made.needs, {"b.service": set()})

    def test_know_who_watches(self):
        made = plan(file("/a", key="a"), unit("b.service", restartOn=["a"]), unit("c.service", after=["a"]))
        self.assertEqual([item["id"] for item in made.watchers("a")], ["b.service"])

    def test_name_the_items_that_wait_for_each_other(self):
        message = self.refusal(
            file("/a", key="a", after=["b"]), file("/b", key="b", after=["c"]), file("/c", key="c", after=["a"])
        )
        self.assertIn("a → b → c → a", message)

    def test_name_what_is_not_there(self):
        self.assertIn("/a: after names ghost", self.refusal(file("/a", after=["ghost"])))
        self.assertIn("ghost", self.refusal(file("/a"), only=["ghost"]))

    def test_name_every_problem(self):
        message = self.refusal(
            file("relative"),
            file("/a/../b"),
            file("/mode", mode="644"),
            directory("/same", key="one"),
            file("/same", key="two"),
            command("no-reason"),
            unit("no-suffix"),
            unit("both.service", masked=True),
            {"id": "kind", "kind": "miracle"},
        )
        for part in (
            "relative is not a plain absolute path",
            "/a/../b is not",
            "mode 644",
            "two: one is about /same too",
            "command: a command needs a guard or runOn",
            "no-suffix is not the name of a unit",
            "a masked unit cannot be started",
            "there is no kind miracle",
        ):
            self.assertIn(part, message)


class Refusals(ProgramTest):
    def test_come_before_anything_is_done(self):
        run = self.converge(file("/etc/a"), file("/etc/b", after=["ghost"]))
        self.assertEqual((run.code, run.end["type"], run.end["code"]), (2, "refused", "part-invalid"))
        self.assertEqual(os.listdir(self.root), [])


class Failures(ProgramTest):
    def test_skip_dependents_and_let_the_others_finish(self):
        run = self.converge(
            command("false", key="bad", guard={"exists": "/never"}),
            file("/etc/second", after=["bad"]),
            file("/etc/third", after=["/etc/second"]),
            file("/etc/free"),
        )
        self.assertEqual(run.code, 1)
        self.assertEqual(
            run.states(),
            {"bad": "failed", "/etc/second": "skipped", "/etc/third": "skipped", "/etc/free": "changed"},
        )
        self.assertEqual(run.items["/etc/third"]["message"], "bad failed")
