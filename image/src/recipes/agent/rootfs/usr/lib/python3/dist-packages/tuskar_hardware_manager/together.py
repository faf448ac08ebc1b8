"""The same work for several parts at once."""

import threading


def each(items, work):
    """[(item, result, error)]: `work(item)` for all at the same time; an exception is a result as well."""
    done = [None] * len(items)

    def one(index, item):
        try:
            done[index] = (item, work(item), None)
        except Exception as error:  # It belongs to the part, not to the others.
            done[index] = (item, None, error)

    threads = [threading.Thread(target=one, args=pair) for pair in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done
