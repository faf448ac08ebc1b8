"""Owners and modes."""

import functools
import grp
import os
import pwd
import stat

from .outcome import ItemError


@functools.lru_cache(maxsize=None)
def known_ids(owner, group):
    return pwd.getpwnam(owner).pw_uid, grp.getgrnam(group).gr_gid


def wanted_ids(item):
    """(uid, gid) of the item's owner and group. Raises ItemError where the host does not know them."""
    try:
        return known_ids(item["owner"], item["group"])
    except KeyError as error:
        raise ItemError(f"the host does not know the owner: {error.args[0]}", path=item["path"]) from error


def wanted_mode(item):
    return int(item["mode"], 8)


def differences(item, found, ids):
    """(actions, reasons) that bring `found`, a stat result, to the item's owner and mode."""
    actions, reasons = [], []
    if (found.st_uid, found.st_gid) != ids:
        actions.append("set-owner")
        reasons.append(f"owner {name_of(found)} → {item['owner']}:{item['group']}")
    mode = stat.S_IMODE(found.st_mode)
    if mode != wanted_mode(item):
        actions.append("set-mode")
        reasons.append(f"mode {mode:04o} → {item['mode']}")
    return actions, reasons


def apply(fd, item, ids):
    """Owner first: changing it clears the set-uid bits."""
    os.fchown(fd, *ids)
    os.fchmod(fd, wanted_mode(item))


def name_of(found):
    try:
        owner = pwd.getpwuid(found.st_uid).pw_name
    except KeyError:
        owner = str(found.st_uid)
    try:
        group = grp.getgrgid(found.st_gid).gr_name
    except KeyError:
        group = str(found.st_gid)
    return f"{owner}:{group}"
