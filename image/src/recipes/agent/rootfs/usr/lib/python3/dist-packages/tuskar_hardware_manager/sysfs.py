"""Small files of the kernel. `root` is where / is, for tests."""

import glob


def read(path, default=None):
    """The text of a file; the default where it is not there or cannot be read just now."""
    try:
        with open(path, errors='replace') as file:
            return file.read().strip()
    except OSError:
        return default


def number(path, default=None):
    text = read(path)
    try:
        return int(text, 0)
    except (TypeError, ValueError):
        return default


def paths(pattern):
    return sorted(glob.glob(pattern))
