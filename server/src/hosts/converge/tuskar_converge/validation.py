"""Finds everything wrong with a part before anything is done."""

import posixpath
import re

UNIT = re.compile(r"[A-Za-z0-9:_.\\@-]+\.(service|socket|timer|target|mount|path|slice|swap|device|automount)")
MODE = re.compile(r"[0-7]{4}")

REQUIRED = {
    "file": {"path": str, "owner": str, "group": str, "mode": str, "content": str},
    "link": {"path": str, "target": str},
    "directory": {"path": str, "owner": str, "group": str, "mode": str},
    "absent": {"path": str},
    "package": {"names": list},
    "unit": {"unit": str, "state": str},
    "command": {"argv": list},
    "wait": {"for": dict, "timeoutSeconds": (int, float)},
}


def problems_of(part):
    if not isinstance(part, dict) or part.get("version") != 1 or not isinstance(part.get("items"), list):
        return ["the part is not of version 1"]
    problems, ids, paths = [], set(), {}
    for item in part["items"]:
        name = item.get("id") if isinstance(item, dict) else None
        if not isinstance(name, str) or not name:
            problems.append("an item has no id")
            continue
        if name in ids:
            problems.append(f"two items are called {name}")
        ids.add(name)
        problems += [f"{name}: {problem}" for problem in item_problems(item)]
        if isinstance(item.get("path"), str):
            other = paths.setdefault(item["path"], name)
            if other != name:
                problems.append(f"{name}: {other} is about {item['path']} too")
    return problems or reference_problems(part["items"], ids)


def item_problems(item):
    required = REQUIRED.get(item.get("kind"))
    if required is None:
        return [f"there is no kind {item.get('kind')}"]
    for key, kind in required.items():
        if not isinstance(item.get(key), kind):
            return [f"{key} is missing or of the wrong type"]
    return [*path_problems(item), *kind_problems(item)]


def path_problems(item):
    path = item.get("path", "/some")
    if not path.startswith("/") or posixpath.normpath(path) != path or path == "/":
        yield f"{path} is not a plain absolute path"
    if "mode" in item and not MODE.fullmatch(item["mode"]):
        yield f"mode {item['mode']} is not four octal digits"


def kind_problems(item):
    kind = item["kind"]
    if kind == "command" and "guard" not in item and "runOn" not in item:
        yield "a command needs a guard or runOn, or it would run each time"
    if kind == "command" and not item["argv"]:
        yield "argv is empty"
    if kind == "package" and not item["names"]:
        yield "names is empty"
    if kind == "wait" and (len(item["for"]) != 1 or not item["for"].keys() & {"tcp", "http", "unit", "succeeds"}):
        yield "it waits for none of tcp, http, unit, succeeds"
    if kind == "unit":
        yield from unit_problems(item)


def unit_problems(item):
    if not UNIT.fullmatch(item["unit"]):
        yield f"{item['unit']} is not the name of a unit"
    if item["state"] not in ("started", "stopped"):
        yield f"state {item['state']} is neither started nor stopped"
    if item.get("masked") and item["state"] == "started":
        yield "a masked unit cannot be started"
    if item.get("masked") and item.get("enabled"):
        yield "a masked unit cannot be enabled"


def reference_problems(items, ids):
    problems = []
    for item in items:
        for name in ("after", "restartOn", "reloadOn", "runOn"):
            unknown = [other for other in item.get(name, ()) if other not in ids]
            if unknown:
                problems.append(f"{item['id']}: {name} names {', '.join(unknown)}, which is not in the part")
    return problems
