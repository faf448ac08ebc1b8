"""Files: written beside, synced, then renamed, so that no reader and no crash ever sees half of one."""

import hashlib
import os
import stat

from . import disk, owner
from .outcome import ItemError, Outcome
from .paths import parent_of

DIFF_LINES = 80
DIFF_BYTES = 256 * 1024


def converge_file(item, host):
    content = item["content"].encode()
    outcome = Outcome(digest=None if item.get("sensitive") else hashlib.sha256(content).hexdigest())
    try:
        with parent_of(host.root, item["path"], create=False) as (fd, name):
            found = lstat(name, fd)
            outcome.actions, reasons = compare(item, content, fd, name, found, host.check)
            before = content_before(fd, name, found) if host.check else None
    except FileNotFoundError:
        outcome.actions, reasons, before = ["write"], ["it was not there"], b""
    if host.check and "write" in outcome.actions and not item.get("sensitive"):
        outcome.diff = diff(item, before)
    outcome.message = ", ".join(reasons) or None
    if outcome.actions and not host.check:
        host.touching(item)
        with parent_of(host.root, item["path"], create=True) as (fd, name):
            change(item, content, outcome.actions, fd, name)
        host.touched(item)
    return outcome


def lstat(name, fd):
    try:
        return os.lstat(name, dir_fd=fd)
    except FileNotFoundError:
        return None


def compare(item, content, fd, name, found, check):
    if found is None:
        return ["write"], ["it was not there"]
    if stat.S_ISLNK(found.st_mode):
        return ["write"], ["it was a link"]
    if not stat.S_ISREG(found.st_mode):
        raise ItemError(f"{item['path']} is not a file: it is left as it is", path=item["path"])
    same = found.st_size == len(content) and read(fd, name) == content
    try:
        actions, reasons = owner.differences(item, found, owner.wanted_ids(item))
    except ItemError as error:
        # In check mode the account may be what an earlier item would make.
        if not check:
            raise
        actions, reasons = ["set-owner"], [str(error)]
    if same:
        return actions, reasons
    return ["write", *actions], ["its content differs", *reasons]


def read(fd, name):
    with os.fdopen(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=fd), "rb") as file:
        return file.read()


def change(item, content, actions, fd, name):
    ids = owner.wanted_ids(item)
    found = lstat(name, fd)
    # A second name of the same file may belong to someone who wants our owner or mode on it.
    if "write" in actions or found is None or found.st_nlink > 1:
        write(item, content, ids, fd, name)
        return
    file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=fd)
    try:
        owner.apply(file, item, ids)
    finally:
        os.close(file)


def write(item, content, ids, fd, name):
    # One converge at a time holds the host, so the name is free or left over from one that was killed.
    beside = f".{name}.tuskar"
    remove_if_there(beside, fd)
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(beside, flags, 0o600, dir_fd=fd), "wb") as file:
            file.write(content)
            file.flush()
            owner.apply(file.fileno(), item, ids)
            os.fsync(file.fileno())
        os.rename(beside, name, src_dir_fd=fd, dst_dir_fd=fd)
        os.fsync(fd)
    except BaseException as error:
        disk.remember_space(error, fd)
        remove_if_there(beside, fd)
        raise


def remove_if_there(name, fd):
    try:
        os.unlink(name, dir_fd=fd)
    except FileNotFoundError:
        pass


def content_before(fd, name, found):
    """None where it is too long to be compared by a person."""
    if found is None or not stat.S_ISREG(found.st_mode):
        return b""
    return read(fd, name) if found.st_size <= DIFF_BYTES else None


def diff(item, before):
    """Unified, as git shows it; None where either side is no text or is long."""
    if before is None or len(item["content"]) > DIFF_BYTES:
        return None
    # Only here: a run without a change should not pay for the import.
    import difflib

    try:
        sides = [before.decode().splitlines(), item["content"].splitlines()]
    except UnicodeDecodeError:
        return None
    lines = list(difflib.unified_diff(*sides, "a" + item["path"], "b" + item["path"], lineterm="", n=2))
    if len(lines) > DIFF_LINES:
        lines[DIFF_LINES:] = [f"… and {len(lines) - DIFF_LINES} lines more"]
    return "\n".join(lines)
