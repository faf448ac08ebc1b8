import os
import time
import unittest

from .test_harness import ProgramTest, command, file


class Commands(ProgramTest):
    def runs(self):
        return self.read("/runs").count(".") if os.path.exists(self.path("/runs")) else 0

    def counting(self, **more):
        return command("sh", "-c", f"printf . >> {self.path('/runs')}", **more)

    def test_run_until_their_guard_holds(self):
        item = self.counting(guard={"exists": "/runs"})
        self.assertEqual(self.converge(item).actions(), {"command": ["run"]})
        self.assertEqual(self.converge(item).states(), {"command": "unchanged"})
        self.assertEqual(self.runs(), 1)

    def test_know_guards_that_ask_a_command(self):
        for guard, runs in (
            ({"succeeds": ["true"]}, 0),
            ({"succeeds": ["false"]}, 1),
            ({"succeeds": ["no-such-program"]}, 1),
            ({"fails": ["false"]}, 0),
            ({"fails": ["true"]}, 1),
            ({"outputContains": {"argv": ["echo", "ready now"], "text": "ready"}}, 0),
            ({"outputContains": {"argv": ["echo", "no"], "text": "ready"}}, 1),
        ):
            with self.subTest(guard=guard):
                before = self.runs()
                self.converge(self.counting(guard=guard))
                self.assertEqual(self.runs() - before, runs)

    def test_do_not_take_a_missing_command_for_one_that_fails(self):
        run = self.converge(self.counting(guard={"fails": ["no-such-program"]}))
        self.assertEqual(run.states(), {"command": "failed"})

    def test_run_when_what_they_depend_on_changes(self):
        config = file("/etc/a", key="config")
        item = self.counting(runOn=["config"])
        self.converge(config, item)
        self.converge(config, item)
        self.assertEqual(self.runs(), 1)
        other = {**config, "content": "other"}
        self.assertEqual(self.converge(other, item, mode="check").actions()["command"], ["run"])
        self.converge(other, item)
        self.assertEqual(self.runs(), 2)

    def test_run_again_when_they_failed(self):
        config = file("/etc/a", key="config")
        item = command("sh", "-c", f"printf . >> {self.path('/runs')}; exit 1", runOn=["config"])
        self.converge(config, item)
        self.converge(config, item)
        self.assertEqual(self.runs(), 2)

    def test_are_tried_as_often_as_asked(self):
        script = f"printf . >> {self.path('/runs')}; [ $(wc -c < {self.path('/runs')}) = 3 ]"
        retry = {"attempts": 5, "delaySeconds": 0}
        run = self.converge(command("sh", "-c", script, guard={"exists": "/never"}, retry=retry))
        self.assertEqual((run.code, self.runs()), (0, 3))

    def test_that_fail_show_command_exit_code_and_last_lines(self):
        script = "seq 1 1000; echo why >&2; exit 7"
        error = self.converge(command("sh", "-c", script, guard={"exists": "/never"})).items["command"]["error"]
        self.assertEqual((error["message"], error["exitCode"]), ("it exited with 7", 7))
        self.assertEqual(error["command"], f"sh -c '{script}'")
        self.assertTrue(error["output"].endswith("1000\nwhy"))
        self.assertLess(len(error["output"].splitlines()), 50)

    def test_that_are_not_there_fail_by_name(self):
        run = self.converge(command("no-such-program", guard={"exists": "/never"}))
        self.assertEqual(run.items["command"]["message"], "no-such-program: No such file or directory")

    def test_get_input_environment_and_directory(self):
        os.mkdir(self.path("/work"))
        item = command(
            "sh",
            "-c",
            f'printf "%s %s %s" "$(cat)" "$WORD" "$(pwd)" > {self.path("/out")}',
            stdin="given",
            env={"WORD": "word"},
            cwd=self.path("/work"),
            guard={"exists": "/out"},
        )
        self.converge(item)
        self.assertEqual(self.read("/out"), f"given word {self.path('/work')}")

    @unittest.skipUnless(os.geteuid() == 0, "only root can run commands as another")
    def test_run_as_another_user_with_that_users_groups_and_home(self):
        item = command("sh", "-c", "id -un; id -Gn; echo $HOME; exit 1", user="nobody", guard={"exists": "/never"})
        output = self.converge(item).items["command"]["error"]["output"]
        self.assertEqual(output, "nobody\nnogroup\n/nonexistent")

    def test_are_ended_with_all_they_began_when_their_time_is_over(self):
        script = f"sh -c 'echo $$ > {self.path('/pid')}; sleep 60' & sleep 60"
        item = command("sh", "-c", script, guard={"exists": "/never"}, timeoutSeconds=1)
        began = time.monotonic()
        run = self.converge(item)
        self.assertLess(time.monotonic() - began, 30)
        self.assertEqual(run.items["command"]["message"], "it took too long and was ended")
        self.assertFalse(os.path.exists(f"/proc/{self.read('/pid').strip()}/cwd"))

    def test_may_leave_a_child_that_holds_their_output(self):
        began = time.monotonic()
        self.converge(command("sh", "-c", "sleep 60 & exit 0", guard={"exists": "/never"}))
        self.assertLess(time.monotonic() - began, 30)
