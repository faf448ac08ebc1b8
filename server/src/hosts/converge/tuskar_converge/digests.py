"""Digests of what items ask for, to tell whether a unit has seen its files since it started."""

import hashlib
import json

# What does not change what an item leaves behind on the host.
WITHOUT_EFFECT = ("id", "title", "after", "sensitive", "timeoutSeconds", "retry", "guard")


def of_item(item):
    asked = {key: value for key, value in item.items() if key not in WITHOUT_EFFECT}
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def of_items(items):
    """Independent of their order and ids: renaming an item restarts nothing."""
    return hashlib.sha256("".join(sorted(map(of_item, items))).encode()).hexdigest()
