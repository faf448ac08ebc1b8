import os
import stat
import unittest

from . import disk
from .test_harness import ProgramTest, directory, file


class Files(ProgramTest):
    def test_are_written_and_then_left_alone(self):
        item = file("/etc/nova/nova.conf", "[DEFAULT]\n", mode="0640")
        first = self.converge(item)
        self.assertEqual(first.actions(), {item["id"]: ["write"]})
        self.assertEqual(self.read("/etc/nova/nova.conf"), "[DEFAULT]\n")
        self.assertEqual(stat.S_IMODE(os.stat(self.path(item["path"])).st_mode), 0o640)
        before = os.stat(self.path(item["path"]))
        self.assertEqual(self.converge(item).states(), {item["id"]: "unchanged"})
        self.assertEqual(os.stat(self.path(item["path"])), before)
        self.assertEqual(os.listdir(self.path("/etc/nova")), ["nova.conf"])

    def test_with_another_mode_only_change_their_mode(self):
        self.converge(file("/etc/a"))
        inode = os.stat(self.path("/etc/a")).st_ino
        run = self.converge(file("/etc/a", mode="0600"))
        self.assertEqual(run.actions(), {"/etc/a": ["set-mode"]})
        self.assertEqual(run.items["/etc/a"]["message"], "mode 0644 → 0600")
        self.assertEqual(os.stat(self.path("/etc/a")).st_ino, inode)

    def test_of_two_names_are_written_anew_rather_than_opened_to_the_other_name(self):
        self.converge(file("/etc/a", mode="0600"))
        os.link(self.path("/etc/a"), self.path("/etc/b"))
        self.converge(file("/etc/a", mode="0644"))
        self.assertEqual(stat.S_IMODE(os.stat(self.path("/etc/b")).st_mode), 0o600)

    def test_take_the_place_of_a_link_and_leave_its_target(self):
        os.makedirs(self.path("/etc"))
        with open(self.path("/etc/target"), "w") as target:
            target.write("mine")
        os.symlink("target", self.path("/etc/a"))
        self.converge(file("/etc/a"))
        self.assertEqual(self.read("/etc/target"), "mine")
        self.assertFalse(os.path.islink(self.path("/etc/a")))

    def test_follow_a_link_above_that_root_made_within_the_root(self):
        os.makedirs(self.path("/run"))
        os.makedirs(self.path("/var"))
        os.symlink("/run", self.path("/var/run"))
        self.converge(file("/var/run/a"))
        self.assertEqual(self.read("/run/a"), "text\n")

    def test_do_not_follow_a_link_that_others_can_make(self):
        os.makedirs(self.path("/tmp"))
        os.chmod(self.path("/tmp"), 0o777)
        os.symlink("/etc", self.path("/tmp/a"))
        run = self.converge(file("/tmp/a/passwd"))
        self.assertIn("others than root can change", run.items["/tmp/a/passwd"]["error"]["message"])
        self.assertFalse(os.path.exists(self.path("/etc")))

    def test_are_not_put_in_the_place_of_a_directory(self):
        os.makedirs(self.path("/etc/a"))
        self.assertIn("is not a file", self.converge(file("/etc/a")).items["/etc/a"]["message"])

    def test_of_an_unknown_owner_fail_by_name(self):
        run = self.converge(file("/etc/a", owner="nobody-of-that-name"))
        self.assertIn("nobody-of-that-name", run.items["/etc/a"]["error"]["message"])
        self.assertFalse(os.path.exists(self.path("/etc/a")))

    def test_come_after_the_directory_that_holds_them(self):
        run = self.converge(file("/srv/a/b"), directory("/srv/a", mode="0700"))
        self.assertEqual(run.code, 0)
        self.assertEqual(stat.S_IMODE(os.stat(self.path("/srv/a")).st_mode), 0o700)


class Checks(ProgramTest):
    def test_change_nothing_and_show_what_differs(self):
        self.converge(file("/etc/a", "one\ntwo\n"))
        run = self.converge(file("/etc/a", "one\n2\n"), directory("/etc/b"), mode="check")
        self.assertEqual(run.actions(), {"/etc/a": ["write"], "/etc/b": ["create"]})
        self.assertIn("-two\n+2", run.items["/etc/a"]["diff"])
        self.assertEqual(self.read("/etc/a"), "one\ntwo\n")
        self.assertFalse(os.path.exists(self.path("/etc/b")))

    def test_say_nothing_of_the_content_of_a_sensitive_file(self):
        item = self.converge(file("/etc/a", "secret", sensitive=True), mode="check").items["/etc/a"]
        self.assertEqual((item["state"], "diff" in item, "digest" in item), ("changed", False, False))

    def test_leave_no_trace_on_a_host_never_converged(self):
        self.converge(file("/etc/a"), mode="check")
        self.assertEqual(os.listdir(self.root), [])


class Trees(ProgramTest):
    def test_directories_get_owner_and_mode(self):
        os.makedirs(self.path("/srv"), 0o755)
        run = self.converge(directory("/srv", mode="0711"))
        self.assertEqual(run.actions(), {"/srv": ["set-mode"]})

    def test_links_are_made_and_turned(self):
        link = {"id": "link", "kind": "link", "path": "/etc/a", "target": "b"}
        self.converge(link)
        run = self.converge({**link, "target": "c"})
        self.assertEqual(os.readlink(self.path("/etc/a")), "c")
        self.assertEqual(run.items["link"]["message"], "it pointed to b")
        self.assertEqual(self.converge({**link, "target": "c"}).states(), {"link": "unchanged"})

    def test_absent_removes_files_and_whole_directories(self):
        self.converge(file("/etc/a/b/c"), file("/etc/d"))
        absent = [{"id": path, "kind": "absent", "path": path} for path in ("/etc/a", "/etc/d", "/etc/never")]
        run = self.converge(*absent)
        self.assertEqual(run.actions(), {"/etc/a": ["remove"], "/etc/d": ["remove"]})
        self.assertEqual(os.listdir(self.path("/etc")), [])

    def test_absent_removes_a_link_and_not_what_it_points_to(self):
        self.converge(file("/srv/kept/a"))
        os.makedirs(self.path("/etc"))
        os.symlink(self.path("/srv/kept"), self.path("/etc/link"))
        self.converge({"id": "link", "kind": "absent", "path": "/etc/link"})
        self.assertTrue(os.path.exists(self.path("/srv/kept/a")))

    def test_absent_never_removes_a_directory_at_the_top(self):
        self.converge(file("/etc/a"))
        run = self.converge({"id": "etc", "kind": "absent", "path": "/etc"})
        self.assertIn("never removed", run.items["etc"]["message"])


class FullDisk(unittest.TestCase):
    def test_names_path_and_free_space(self):
        message, details = disk.explain(OSError(28, "No space left on device"), "/", "/etc/nova/nova.conf")
        self.assertRegex(message, r"the disk is full: the file system of /etc/nova/nova.conf has .* of .* free")
        self.assertEqual(details["path"], "/etc/nova/nova.conf")
        self.assertIsInstance(details["freeBytes"], int)
