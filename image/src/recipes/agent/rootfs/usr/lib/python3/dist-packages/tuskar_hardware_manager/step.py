"""One step: done, timed and recorded, whether it succeeds or not."""

import datetime


class StepFailed(Exception):
    """A step that could not do its work, or must not be taken for done. `measured` is kept all the same."""

    def __init__(self, message, measured=None, failures=()):
        super().__init__(message)
        self.measured = measured
        self.failures = list(failures)


def failure(kind, identity, what, **more):
    """A part that failed. `identity` is what a person finds it by: a serial number, a slot, a socket."""
    return {'part': dict(more, kind=kind, id=identity), 'what': what}


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec='milliseconds')


def perform(name, work, results, run=None):
    """Runs `work() -> (measured, failures)`. What it found stands in the record; to judge it is not the ramdisk's matter.

    Parts that failed do not make the step fail: the steps after it still have something to say.

    It is kept from the step's beginning: a step of which nothing is known later was cut off by a restart of the machine,
    and one without an end by the end of the agent.
    """
    record = {'step': name, 'run': run, 'startedAt': now(), 'endedAt': None, 'ok': False}
    record.update(error=None, measured=None, failures=[])
    results.put(record)
    try:
        record['measured'], record['failures'] = work()
        record['ok'] = True
    except StepFailed as failed:
        record.update(error=str(failed), measured=failed.measured, failures=failed.failures)
        raise
    except Exception as error:
        record['error'] = '%s: %s' % (type(error).__name__, error)
        raise
    finally:
        record['endedAt'] = now()
        results.put(record)
    return record
