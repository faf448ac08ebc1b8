import json

from .test_harness import ProgramTest, file, unit


class Units(ProgramTest):
    def setUp(self):
        super().setUp()
        self.config = file("/etc/nova.conf", key="config")
        self.nova = unit("nova.service", enabled=True, restartOn=["config"])

    def test_are_enabled_and_started_once(self):
        run = self.converge(self.config, self.nova)
        self.assertEqual(run.actions()["nova.service"], ["enable", "start"])
        self.assertEqual(run.items["nova.service"]["message"], "it was not enabled, it was inactive (dead)")
        self.calls()
        self.assertEqual(self.converge(self.config, self.nova).states(), {"config": "unchanged", "nova.service": "unchanged"})
        self.assertEqual(self.calls(), ["show nova.service"])

    def test_are_asked_after_all_at_once(self):
        units = [unit(f"u{number}.service") for number in range(30)]
        self.converge(*units)
        self.calls()
        self.converge(*units)
        self.assertEqual(len(self.calls()), 1)

    def test_that_ran_before_restart_since_they_may_not_have_read_their_file(self):
        self.systemd(nova={"ActiveState": "active", "UnitFileState": "enabled"})
        self.assertEqual(self.converge(self.config, self.nova).actions()["nova.service"], ["restart"])

    def test_restart_when_what_they_read_changes(self):
        self.converge(self.config, self.nova)
        changed = {**self.config, "content": "other\n"}
        check = self.converge(changed, self.nova, mode="check")
        self.assertEqual(check.actions()["nova.service"], ["restart"])
        self.assertEqual(check.items["nova.service"]["message"], "what it reads changed")
        self.assertEqual(self.converge(changed, self.nova).actions()["nova.service"], ["restart"])
        self.assertEqual(self.converge(changed, self.nova).states()["nova.service"], "unchanged")

    def test_restart_when_somebody_had_changed_the_file(self):
        self.converge(self.config, self.nova)
        with open(self.path("/etc/nova.conf"), "w") as found:
            found.write("by hand")
        check = self.converge(self.config, self.nova, mode="check")
        self.assertEqual(check.actions(), {"config": ["write"], "nova.service": ["restart"]})
        self.assertEqual(self.converge(self.config, self.nova).actions()["nova.service"], ["restart"])

    def test_restart_though_the_run_that_wrote_the_file_died_before(self):
        self.converge(self.config, self.nova)
        changed = {**self.config, "content": "other\n"}
        self.converge(changed, self.nova, only=["config"])
        run = self.converge(changed, self.nova)
        self.assertEqual(run.actions(), {"nova.service": ["restart"]})

    def test_do_not_restart_for_a_new_id(self):
        self.converge(self.config, self.nova)
        run = self.converge({**self.config, "id": "renamed"}, {**self.nova, "restartOn": ["renamed"]})
        self.assertEqual(run.actions(), {})

    def test_reload_where_that_is_enough(self):
        haproxy = unit("haproxy.service", reloadOn=["config"])
        self.converge(self.config, haproxy)
        run = self.converge({**self.config, "content": "other\n"}, haproxy)
        self.assertEqual(run.actions()["haproxy.service"], ["reload"])

    def test_restart_where_they_cannot_reload(self):
        self.systemd(haproxy={"CanReload": "no"})
        haproxy = unit("haproxy.service", reloadOn=["config"])
        self.converge(self.config, haproxy)
        run = self.converge({**self.config, "content": "other\n"}, haproxy)
        self.assertEqual(run.actions()["haproxy.service"], ["restart"])

    def test_that_cannot_start_show_command_and_journal(self):
        self.systemd(nova={"onStart": "refused"})
        error = self.converge(self.config, self.nova).items["nova.service"]["error"]
        self.assertEqual(error["command"], "systemctl --no-pager start -- nova.service")
        self.assertEqual(error["exitCode"], 1)
        self.assertIn("Job failed", error["output"])
        self.assertIn("last line of the journal", error["journal"])

    def test_that_fail_after_their_start_are_found(self):
        self.systemd(nova={"onStart": "failed"})
        error = self.converge(self.nova, self.config).items["nova.service"]["error"]
        self.assertIn("it failed (exit-code), exit status 1", error["message"])
        self.assertIn("journal", error)

    def test_that_restart_in_a_loop_are_found_and_tried_again_next_time(self):
        self.systemd(nova={"onStart": "loop"})
        error = self.converge(self.nova, self.config).items["nova.service"]["error"]
        self.assertIn("it restarts in a loop: 3 times", error["message"])
        self.systemd(nova={"ActiveState": "active", "UnitFileState": "enabled"})
        self.assertEqual(self.converge(self.nova, self.config).actions()["nova.service"], ["restart"])

    def test_that_never_get_ready_end_at_their_time_limit(self):
        self.systemd(nova={"onStart": "slow"})
        error = self.converge({**self.nova, "timeoutSeconds": 0.5}, self.config).items["nova.service"]["error"]
        self.assertIn("it is activating (start) and has not settled within 0.5 s", error["message"])

    def test_that_failed_before_get_a_fresh_start(self):
        self.systemd(nova={"ActiveState": "failed", "UnitFileState": "enabled"})
        self.converge(self.config, self.nova)
        calls = self.calls()
        self.assertLess(calls.index("reset-failed nova.service"), calls.index("start nova.service"))

    def test_that_cannot_be_enabled_fail_by_name_and_leave_the_others(self):
        self.systemd(bad={"enable": "refused"})
        run = self.converge(unit("good.service", enabled=True), unit("bad.service", enabled=True))
        self.assertEqual((run.code, run.states()), (1, {"good.service": "changed", "bad.service": "failed"}))
        self.assertEqual(run.items["bad.service"]["error"]["command"], "systemctl --no-pager enable --no-reload -- bad.service")
        self.assertEqual(self.converge(unit("good.service", enabled=True)).states(), {"good.service": "unchanged"})

    def test_stop_and_are_masked(self):
        self.systemd(nova={"ActiveState": "active", "UnitFileState": "enabled"})
        item = unit("nova.service", state="stopped", enabled=False, masked=True)
        self.assertEqual(self.converge(item).actions(), {"nova.service": ["disable", "stop", "mask"]})

    def test_are_unmasked_before_they_start(self):
        self.systemd(nova={"UnitFileState": "masked", "LoadState": "masked"})
        self.converge(unit("nova.service", masked=False))
        calls = [call for call in self.calls() if not call.startswith("show")]
        self.assertEqual(calls, ["unmask nova.service", "daemon-reload", "start nova.service"])

    def test_oneshots_that_ran_are_not_run_again(self):
        self.systemd(setup={"Type": "oneshot", "ExecMainExitTimestampMonotonic": "5"})
        self.assertEqual(self.converge(unit("setup.service")).states(), {"setup.service": "unchanged"})


class DaemonReload(ProgramTest):
    def test_comes_once_for_all_unit_files_and_before_the_starts(self):
        files = [file(f"/etc/systemd/system/u{number}.service") for number in range(3)]
        ids = [item["id"] for item in files]
        self.converge(*files, *[unit(f"u{number}.service", after=ids) for number in range(3)])
        calls = [call for call in self.calls() if not call.startswith("show")]
        self.assertEqual((calls.count("daemon-reload"), calls[0]), (1, "daemon-reload"))

    def test_comes_once_after_all_were_enabled_in_one_call(self):
        self.converge(*[unit(f"u{number}.service", enabled=True) for number in range(3)])
        calls = [call for call in self.calls() if not call.startswith("show")]
        self.assertRegex(calls[-2], r"^enable u\d.service u\d.service u\d.service$")
        self.assertEqual((calls.count("daemon-reload"), calls[-1]), (1, "daemon-reload"))

    def test_is_made_up_for_by_the_next_run(self):
        self.converge(file("/etc/systemd/system/a.service", key="file"), unit("a.service"), only=["file"])
        path = self.path("/var/lib/tuskar/converge/state.json")
        with open(path) as found:
            state = json.load(found)
        with open(path, "w") as found:
            json.dump({**state, "daemonReload": True}, found)
        self.calls()
        self.converge(unit("a.service"))
        self.assertIn("daemon-reload", self.calls())


class Memory(ProgramTest):
    def test_is_empty_once_its_file_is_removed(self):
        path = "/var/lib/tuskar/converge/state.json"
        self.converge(file("/etc/a", key="config"), unit("a.service", restartOn=["config"]))
        self.converge({"id": "forget", "kind": "absent", "path": path}, unit("b.service", enabled=True, after=["forget"]))
        self.assertEqual(set(json.loads(self.read(path))["units"]), {"b.service"})
