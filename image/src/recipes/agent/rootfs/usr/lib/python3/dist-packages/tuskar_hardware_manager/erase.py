"""Erases disks: each by the best method it has, verified on the disk."""

import hashlib
import re

from tuskar_hardware_manager import disks, erase_ata, erase_nvme
from tuskar_hardware_manager.erase_verify import Samples
from tuskar_hardware_manager.step import StepFailed, failure, now
from tuskar_hardware_manager.together import each

ARGUMENTS = {
    'serials': 'serial numbers of the disks; all disks where it is not said',
    'samples': 'how many random places are verified beside the ends; 256 where it is not said',
}


class _Log:
    """What was done to one disk, line by line, for the certificate's digest."""

    def __init__(self):
        self.lines = []

    def __call__(self, text):
        self.lines += ['%s %s' % (now(), line) for line in str(text).strip().splitlines()]

    def described(self):
        text = ''.join(line + '\n' for line in self.lines)
        return {'log': text, 'logSha256': hashlib.sha256(text.encode()).hexdigest()}


def erase(commands, serials=None, samples=256):
    """@raises StepFailed naming every disk that was not erased; what was done to all stands in the record."""
    chosen = disks.chosen(commands, serials)
    if not chosen:
        raise StepFailed('no disk was found to erase')
    names = [disk.name for disk in chosen]

    def work(disk):
        return _one(commands, disk, int(samples), _is_shared(disk, names))

    measured, failures = {'disks': []}, []
    for disk, result, error in each(chosen, work):
        if error is not None:
            result = {'erased': False, 'error': str(error)}
        measured['disks'].append(dict(disk.described(), **result))
        if not result['erased']:
            failures.append(failure('disk', disk.identity, result['error'], name=disk.name, model=disk.model))
    if failures:
        said = '; '.join('%s (%s): %s' % (one['part']['id'], one['part']['name'], one['what']) for one in failures)
        raise StepFailed('not erased: ' + said, measured, failures)
    return measured, []


def _one(commands, disk, samples, shared):
    log, result = _Log(), {'erased': False, 'startedAt': now()}
    try:
        if disk.mounted:
            raise RuntimeError('something has mounted it')
        log('disk %s model %s serial %s bytes %d' % (disk.name, disk.model, disk.serial, disk.bytes))
        places = Samples(disk, commands, samples)
        places.mark()
        log('marked the samples of seed %s' % places.seed)
        result['method'], result['nistClass'], result['notUsed'] = _best(commands, disk, shared, log)
        result['verification'] = places.check(zeros=result['method'] == 'overwrite-zeros')
        log('verified: %s' % result['verification'])
        result['erased'] = True
    except Exception as error:
        log('failed: %s' % error)
        result['error'] = str(error)
    return dict(result, endedAt=now(), **log.described())


def _best(commands, disk, shared, log):
    """Tries what the disk says it can, best first; at the end what every disk can. (name, NIST SP 800-88 class, others)."""
    if disk.is_nvme:
        methods, refused = erase_nvme.methods(commands, disk, shared), []
    else:
        methods, refused = erase_ata.methods(commands, disk)
    for name, strength, work in methods + [('overwrite-zeros', 'Clear', lambda: overwrite(commands, disk))]:
        log('method %s' % name)
        try:
            log(work())
            return name, strength, refused
        except Exception as error:
            # The next best is tried, but never silently.
            refused.append('%s: %s' % (name, error))
            log(refused[-1])
    raise RuntimeError('; '.join(refused))


def overwrite(commands, disk):
    source = ['if=/dev/zero', 'bs=4M', 'count=%d' % disk.bytes, 'iflag=count_bytes,fullblock']
    out, code = commands.everything('dd', *source, 'of=%s' % disk.name, 'oflag=direct', 'conv=fsync')
    if code != 0:
        raise RuntimeError(out.strip()[-500:])
    return out


def _is_shared(disk, names):
    """Whether the disk is one of several namespaces of an NVMe controller."""
    controller = re.sub(r'n\d+$', '', disk.name)
    return sum(re.sub(r'n\d+$', '', name) == controller for name in names) > 1
