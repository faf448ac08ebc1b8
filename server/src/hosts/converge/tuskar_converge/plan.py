"""A part made ready to run: its order, and who watches whom."""

import posixpath

from .outcome import Refused
from .validation import problems_of

# Keys by which an item names others. All of them mean that the others come first.
REFERENCES = ("after", "restartOn", "reloadOn", "runOn")
HOLDERS = ("directory", "link")


class Plan:
    """`only` are the ids to converge now; the items left out count as done."""

    def __init__(self, part, only=None):
        problems = problems_of(part)
        if problems:
            raise Refused("part-invalid", "; ".join(problems))
        self.items = {item["id"]: item for item in part["items"]}
        wanted = set(self.items) if only is None else set(only)
        unknown = wanted - set(self.items)
        if unknown:
            raise Refused("part-invalid", f"there are no items {', '.join(sorted(unknown))} to converge")
        holders = {item["path"]: item["id"] for item in part["items"] if item["kind"] in HOLDERS}
        everything = {key: needs(item, holders) for key, item in self.items.items()}
        refuse_circle(everything)
        self.needs = {key: ids & wanted for key, ids in everything.items() if key in wanted}

    def watchers(self, key):
        """The items that restart, reload or run when the item `key` changes."""
        return [
            item
            for item in self.items.values()
            if any(key in item.get(name, ()) for name in ("restartOn", "reloadOn", "runOn"))
        ]

    def units(self):
        names = [self.items[key]["unit"] for key in self.needs if self.items[key]["kind"] == "unit"]
        waits = [self.items[key]["for"] for key in self.needs if self.items[key]["kind"] == "wait"]
        return list(dict.fromkeys(names + [wait["unit"] for wait in waits if "unit" in wait]))


def needs(item, holders):
    ids = {other for name in REFERENCES for other in item.get(name, ())}
    holder = nearest_holder(item.get("path"), holders)
    return ids | {holder} if holder else ids


def nearest_holder(path, holders):
    """The item that makes the nearest directory above `path`: nobody should have to write that order down."""
    while path and path != "/":
        path = posixpath.dirname(path)
        if path in holders:
            return holders[path]
    return None


def refuse_circle(needed):
    left = dict(needed)
    while True:
        free = [key for key, ids in left.items() if not ids & left.keys()]
        if not free:
            break
        for key in free:
            del left[key]
    if left:
        raise Refused("part-invalid", f"the items wait for each other: {' → '.join(circle(left))}")


def circle(left):
    """One circle among items that all wait for another of them: 'a → b → a', each after the next."""
    path = [min(left)]
    while True:
        key = min(left[path[-1]] & left.keys())
        if key in path:
            return [*path[path.index(key) :], key]
        path.append(key)
