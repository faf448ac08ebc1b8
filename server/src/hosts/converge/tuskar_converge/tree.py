"""Directories, links, and things that must not be there."""

import os
import posixpath
import stat

from . import owner
from .files import lstat, remove_if_there
from .outcome import ItemError, Outcome
from .paths import DIRECTORY, parent_of


def converge_directory(item, host):
    try:
        with parent_of(host.root, item["path"], create=False) as (fd, name):
            outcome = compare_directory(item, lstat(name, fd), host.check)
    except FileNotFoundError:
        outcome = Outcome(["create"], "it was not there")
    if outcome.actions and not host.check:
        host.touching(item)
        with parent_of(host.root, item["path"], create=True) as (fd, name):
            make_directory(item, fd, name, create="create" in outcome.actions)
    return outcome


def compare_directory(item, found, check):
    if found is None:
        return Outcome(["create"], "it was not there")
    if not stat.S_ISDIR(found.st_mode):
        raise ItemError(f"{item['path']} is not a directory: it is left as it is", path=item["path"])
    try:
        actions, reasons = owner.differences(item, found, owner.wanted_ids(item))
    except ItemError as error:
        if not check:
            raise
        actions, reasons = ["set-owner"], [str(error)]
    return Outcome(actions, ", ".join(reasons) or None)


def make_directory(item, fd, name, *, create):
    ids = owner.wanted_ids(item)
    if create:
        try:
            os.mkdir(name, 0o700, dir_fd=fd)
        except FileExistsError:
            pass  # A sibling item made it as its parent since we looked.
    directory = os.open(name, DIRECTORY, dir_fd=fd)
    try:
        owner.apply(directory, item, ids)
    finally:
        os.close(directory)
    os.fsync(fd)


def converge_link(item, host):
    try:
        with parent_of(host.root, item["path"], create=False) as (fd, name):
            reason = compare_link(item, fd, name, lstat(name, fd))
    except FileNotFoundError:
        reason = "it was not there"
    if reason is None:
        return Outcome()
    if not host.check:
        host.touching(item)
        with parent_of(host.root, item["path"], create=True) as (fd, name):
            beside = f".{name}.tuskar"
            remove_if_there(beside, fd)
            os.symlink(item["target"], beside, dir_fd=fd)
            os.rename(beside, name, src_dir_fd=fd, dst_dir_fd=fd)
            os.fsync(fd)
        host.touched(item)
    return Outcome(["link"], reason)


def compare_link(item, fd, name, found):
    if found is None:
        return "it was not there"
    if stat.S_ISDIR(found.st_mode):
        raise ItemError(f"{item['path']} is a directory: it is left as it is", path=item["path"])
    if not stat.S_ISLNK(found.st_mode):
        return "it was a file"
    target = os.readlink(name, dir_fd=fd)
    return None if target == item["target"] else f"it pointed to {target}"


def converge_absent(item, host):
    path = item["path"]
    try:
        with parent_of(host.root, path, create=False) as (fd, name):
            found = lstat(name, fd)
            if found is None:
                return Outcome()
            if stat.S_ISDIR(found.st_mode):
                refuse_to_remove(path, fd, found)
            if not host.check:
                host.touching(item)
                remove(fd, name, found)
                os.fsync(fd)
                host.touched(item)
    except FileNotFoundError:
        return Outcome()
    return Outcome(["remove"], "it was there")


def refuse_to_remove(path, fd, found):
    """A slip in a path must not cost the host."""
    if posixpath.dirname(path) == "/":
        raise ItemError(f"{path} is a directory at the top; it is never removed", path=path)
    if found.st_dev != os.fstat(fd).st_dev:
        raise ItemError(f"{path} is a mount point; it is not removed", path=path)


def remove(fd, name, found):
    if stat.S_ISDIR(found.st_mode):
        import shutil  # Only here: it brings the compressors with it.

        # Through the parent's open fd, so that nobody can swap a directory above; rmtree follows no link below.
        shutil.rmtree(f"/proc/self/fd/{fd}/{name}")
    else:
        os.unlink(name, dir_fd=fd)
