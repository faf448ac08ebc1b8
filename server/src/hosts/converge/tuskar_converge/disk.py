"""Says what an error of the file system means for the person."""

import errno
import os

FULL = (errno.ENOSPC, errno.EDQUOT)


def explain(error, root, path):
    """(message, details) for an OSError met while `path` was being changed."""
    details = {"path": path}
    if error.errno not in FULL:
        return f"{path}: {error.strerror or error}", details
    space = getattr(error, "space", None) or statvfs_of_nearest(root, path)
    free = space.f_bavail * space.f_frsize
    details["freeBytes"] = free
    if error.errno == errno.EDQUOT:
        return f"the disk quota is used up, {path} could not be written", details
    if free > 0 and space.f_files and space.f_favail == 0:
        return f"the file system of {path} has no inodes left", details
    whole = space.f_blocks * space.f_frsize
    return f"the disk is full: the file system of {path} has {size(free)} of {size(whole)} free", details


def remember_space(error, fd):
    """Before what was half written is removed, which makes room again."""
    if isinstance(error, OSError) and error.errno in FULL:
        error.space = os.fstatvfs(fd)


def statvfs_of_nearest(root, path):
    place = os.path.join(root, path.lstrip("/"))
    while True:
        try:
            return os.statvfs(place)
        except OSError:
            place = os.path.dirname(place)


def size(count):
    for unit in ("B", "KiB", "MiB", "GiB"):
        if count < 1024:
            return f"{count:.0f} {unit}"
        count /= 1024
    return f"{count:.1f} TiB"
