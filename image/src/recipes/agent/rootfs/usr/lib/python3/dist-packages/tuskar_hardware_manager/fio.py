"""fio on one disk, as data."""

import json

PERCENTILES = ('50', '95', '99', '99.9')


def run(commands, disk, pattern, seconds, block_bytes, depth):
    """Figures of one pattern: 'read', 'write', 'randread', 'randwrite'. An error of the disk is `error` in them."""
    argv = [
        'fio', '--name=tuskar', '--filename=%s' % disk.name, '--rw=%s' % pattern, '--bs=%d' % block_bytes,
        '--iodepth=%d' % depth, '--ioengine=libaio', '--direct=1', '--time_based', '--runtime=%d' % seconds,
        '--percentile_list=%s' % ':'.join(PERCENTILES), '--output-format=json', '--randrepeat=0',
        '--allow_mounted_write=0',
    ]
    if 'read' in pattern:
        argv.append('--readonly')
    # A disk that hangs must not hang the step for ever.
    text = commands.run(*argv, codes=None, timeout=seconds + 300)
    start = text.find('{')
    if start < 0:
        return {'pattern': pattern, 'error': text.strip()[-500:] or 'fio said nothing'}
    return parse(pattern, json.loads(text[start:]))


def parse(pattern, document):
    job = document['jobs'][0]
    side = job['write' if 'write' in pattern else 'read']
    latencies = side.get('clat_ns', {}).get('percentile', {})
    return {
        'pattern': pattern,
        'bytesPerSecond': side['bw_bytes'],
        'iops': side['iops'],
        'latencyMicroseconds': {'p' + one: latencies.get('%.6f' % float(one), 0) / 1000 for one in PERCENTILES},
        'error': None if job['error'] == 0 else 'fio met error %d' % job['error'],
    }
