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
    # Two paths to one disk would be two erasures that disturb each other.
    devices = disks.by_device(chosen)
    names = [paths[0].name for paths in devices]

    def work(paths):
        return _one(commands, paths, int(samples), _is_shared(paths[0], names))

    measured, failures = {'disks': [], 'leftOut': _left_out(commands, serials)}, []
    for (disk, *others), result, error in each(devices, work):
        if error is not None:
            result = {'erased': False, 'error': str(error)}
        also = {'alsoNamed': [other.name for other in others]} if others else {}
        measured['disks'].append(dict(disk.described(), **also, **result))
        if not result['erased']:
            failures.append(failure('disk', disk.identity, result['error'], name=disk.name, model=disk.model))
    if failures:
        said = '; '.join('%s (%s): %s' % (one['part']['id'], one['part']['name'], one['what']) for one in failures)
        raise StepFailed('not erased: ' + said, measured, failures)
    return measured, []


def _left_out(commands, serials):
    """What nobody asked for by its number, and holds something: a certificate has to say so."""
    if serials is not None:
        return []
    return [dict(disk.described(), reason=why) for disk, why in disks.left_out(commands)]


def _refusal(paths):
    """Why nothing is begun on a disk; None where it can be erased."""
    disk = paths[0]
    if any(path.mounted for path in paths):
        return 'something has mounted it'
    if disk.is_raid_volume:
        return (
            'it is a volume of a RAID controller, which hides the disks behind it: '
            'delete the volume, and have the controller pass its disks through'
        )
    if any(path.read_only for path in paths):
        return 'it can only be read: destroy it, or take it out and inspect the machine again'
    return None


def _one(commands, paths, samples, shared):
    log, result, disk = _Log(), {'erased': False, 'startedAt': now()}, paths[0]
    try:
        refusal = _refusal(paths)
        if refusal is not None:
            raise RuntimeError(refusal)
        if len(paths) > 1:
            log('one disk, by its WWN %s: %s' % (disk.wwn, ' '.join(path.name for path in paths)))
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
