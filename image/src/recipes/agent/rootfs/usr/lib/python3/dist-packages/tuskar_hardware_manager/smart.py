"""SMART, as smartctl tells it, for SATA, SAS and NVMe alike."""

import json

# Bits of smartctl's exit status that mean it could not ask; the others are about what the disk answered.
# https://manpages.debian.org/trixie/smartmontools/smartctl.8.en.html#EXIT_STATUS
_NOT_ASKED = 0b111


def read(commands, disk):
    """Everything that smartctl knows, cut to what says something; None where the disk has no SMART."""
    text, code = _smartctl(commands, '--xall', disk.name)
    if code & _NOT_ASKED & ~4 or not text.get('smart_support', {}).get('available', 'smart_status' in text):
        return None
    attributes = [
        {
            'id': row['id'],
            'name': row['name'],
            'value': row['value'],
            'worst': row.get('worst'),
            'threshold': row.get('thresh'),
            'raw': row['raw']['value'],
            'failed': row.get('when_failed', ''),
        }
        for row in text.get('ata_smart_attributes', {}).get('table', [])
    ]
    return {
        'passed': text.get('smart_status', {}).get('passed'),
        'firmware': text.get('firmware_version'),
        'temperature': text.get('temperature', {}).get('current'),
        'powerOnHours': text.get('power_on_time', {}).get('hours'),
        'attributes': attributes,
        'nvme': text.get('nvme_smart_health_information_log'),
        'sas': text.get('scsi_error_counter_log'),
        'grownDefects': text.get('scsi_grown_defect_list'),
    }


def start_test(commands, disk, kind):
    """Begins a self-test inside the disk. @raises ValueError where it has none."""
    text, code = _smartctl(commands, '--test=%s' % kind, disk.name)
    if code != 0:
        said = '; '.join(message['string'] for message in text.get('smartctl', {}).get('messages', []))
        raise ValueError('no self-test: %s' % (said or 'smartctl ended with code %d' % code))


def test_status(commands, disk):
    """(percent done, None while it runs or 'passed' or what went wrong). @raises ValueError where it has none."""
    text, _ = _smartctl(commands, '--xall', disk.name)
    if 'nvme_self_test_log' in text:
        return _nvme_status(text['nvme_self_test_log'])
    if 'ata_smart_data' in text:
        status = text['ata_smart_data'].get('self_test', {}).get('status', {})
        if 'remaining_percent' in status and status.get('value', 0) >> 4 == 0xF:
            return 100 - status['remaining_percent'], None
        return 100, 'passed' if status.get('passed') else status.get('string', 'unknown')
    if 'scsi_self_test_0' not in text:
        # Asked for one, smartctl ends with 0 for an NVMe disk that has none.
        raise ValueError('no self-test: it keeps no log of any')
    result = text['scsi_self_test_0'].get('result', {})
    if result.get('value') == 0xF:
        return text['scsi_self_test_0'].get('progress', 0), None
    return 100, 'passed' if result.get('value') == 0 else result.get('string', 'unknown')


def _nvme_status(log):
    if log.get('current_self_test_operation', {}).get('value', 0) != 0:
        return log.get('current_self_test_completion_percent', 0), None
    table = log.get('table', [])
    result = table[0]['self_test_result'] if table else {'value': -1, 'string': 'no self-test was recorded'}
    return 100, 'passed' if result['value'] == 0 else result['string']


def _smartctl(commands, *options):
    text, code = commands.everything('smartctl', '--json=c', *options)
    try:
        return json.loads(text[text.index('{'):]), code
    except ValueError:
        return {}, code or 1
