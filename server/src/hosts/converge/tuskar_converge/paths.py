"""Opens directories without being led astray by links that others than root have put in the way."""

import errno
import os
import posixpath
from contextlib import contextmanager

from .outcome import ItemError

DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
LINKS_FOLLOWED = 20


@contextmanager
def parent_of(root, path, *, create):
    """Yields (fd of the directory that holds `path`, last name). FileNotFoundError where it is not there."""
    directory, name = posixpath.split(path)
    fd = open_directory(root, directory, create=create)
    try:
        yield fd, name
    finally:
        os.close(fd)


def open_directory(root, path, *, create):
    """Like openat2 with RESOLVE_IN_ROOT, but follows a link where root alone can have made it (/lib, /var/run)."""
    pending, done, links = parts(path), [], 0
    fd = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        while pending:
            name = pending[0]
            try:
                child = os.open(name, DIRECTORY, dir_fd=fd)
            except FileNotFoundError:
                if not create:
                    raise
                make_parent(name, fd)
                continue
            except OSError as error:
                if error.errno not in (errno.ELOOP, errno.ENOTDIR):
                    raise
                links += 1
                target = trusted_target(fd, name, "/" + "/".join([*done, name]), links)
                pending = parts(posixpath.join("/", *done, target)) + pending[1:]
                done, child = [], os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            else:
                done.append(pending.pop(0))
            os.close(fd)
            fd = child
    except BaseException:
        os.close(fd)
        raise
    return fd


def make_parent(name, fd):
    try:
        os.mkdir(name, 0o755, dir_fd=fd)
    except FileExistsError:
        pass  # An item beside this one needed it too.


def parts(path):
    return [part for part in posixpath.normpath(path).split("/") if part not in ("", ".")]


def trusted_target(fd, name, shown, links):
    found = os.lstat(name, dir_fd=fd)
    try:
        target = os.readlink(name, dir_fd=fd)
    except OSError as error:
        raise ItemError(f"{shown} is not a directory", path=shown) from error
    holder = os.fstat(fd)
    trusted = (0, os.geteuid())
    if found.st_uid not in trusted or holder.st_uid not in trusted or holder.st_mode & 0o022:
        raise ItemError(f"{shown} is a link that others than root can change; it is not followed", path=shown)
    if links > LINKS_FOLLOWED:
        raise ItemError(f"{shown} leads in a circle of links", path=shown)
    return target
