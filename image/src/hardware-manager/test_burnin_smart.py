import json
import unittest

from scripted import Scripted, lsblk
from tuskar_hardware_manager import burnin_smart

DISK = lsblk({'name': 'sda', 'serial': 'S1'})


def ata(raw=0, status=0, passed=True, remaining=None, test_passed=True):
    test = {'value': status, 'string': 'was aborted', 'passed': test_passed}
    if remaining is not None:
        test = {'value': 0xF0 | status, 'remaining_percent': remaining}
    return {
        'smart_support': {'available': True},
        'smart_status': {'passed': passed},
        'ata_smart_attributes': {'table': [{'id': 197, 'name': 'Pending', 'value': 1, 'raw': {'value': raw}}]},
        'ata_smart_data': {'self_test': {'status': test}},
    }


class Smart(unittest.TestCase):
    def burn_in(self, *answers, seconds=60):
        """Each answer is one reading of the disk."""
        readings = list(answers)
        self.clock = 0
        commands = Scripted(DISK, ('--test', {}, 0), ('--xall', lambda _: self.reading(readings), 0))

        def sleep(pause):
            self.clock += pause

        return burnin_smart.burn_in(commands, seconds, sleep=sleep, clock=lambda: self.clock)

    @staticmethod
    def reading(readings):
        return json.dumps(readings.pop(0) if len(readings) > 1 else readings[0])

    def test_waits_until_the_disk_has_tested_itself(self):
        measured, failures = self.burn_in(ata(), ata(remaining=90), ata(remaining=10), ata())
        self.assertEqual(failures, [])
        self.assertEqual(measured['disks'][0]['result'], 'passed')
        self.assertEqual(self.clock, 20)

    def test_says_when_a_test_is_not_done_in_time(self):
        measured, failures = self.burn_in(ata(), ata(remaining=90), seconds=30)
        self.assertEqual((measured['disks'][0]['result'], measured['disks'][0]['percent']), ('unfinished', 10))
        self.assertEqual(failures, [])

    def test_names_the_disk_whose_test_fails_or_whose_counters_grow(self):
        _, failures = self.burn_in(ata(), ata(raw=8, test_passed=False))
        self.assertEqual({one['part']['id'] for one in failures}, {'S1'})
        said = ' '.join(one['what'] for one in failures)
        self.assertIn('self-test ended with', said)
        self.assertIn('pending sectors grew from 0 to 8', said)

    def test_reads_a_sas_disk_as_smartctl_tells_it(self):
        def sas(result, **more):
            said = {'value': result, 'string': {0: 'Completed', 3: 'Completed, segment failed', 15: 'Self test in progress ...'}[result]}
            return {
                'device': {'protocol': 'SCSI'},
                'smart_support': {'available': True, 'enabled': True},
                'smart_status': {'passed': True},
                'scsi_grown_defect_list': 0,
                'scsi_self_test_0': dict(code={'value': 2, 'string': 'Background long'}, result=said, **more),
            }

        running = sas(15, self_test_in_progress=True)
        measured, failures = self.burn_in(sas(0), running, running, sas(0, power_on_time={'hours': 311}))
        self.assertEqual((measured['disks'][0]['result'], failures, self.clock), ('passed', [], 20))
        _, failures = self.burn_in(sas(0), running, sas(3))
        self.assertEqual([one['what'] for one in failures], ['its self-test ended with: Completed, segment failed'])

    def test_names_a_disk_that_aborted_its_test(self):
        # 0x10: the host interrupted it; smartctl gives neither 'passed' nor a share that remains.
        aborted = ata()
        aborted['ata_smart_data']['self_test']['status'] = {'value': 16, 'string': 'was aborted by the host'}
        _, failures = self.burn_in(ata(), aborted)
        self.assertEqual([one['what'] for one in failures], ['its self-test ended with: was aborted by the host'])

    def test_leaves_a_disk_without_smart_alone(self):
        measured, failures = self.burn_in({'smart_support': {'available': False}})
        self.assertEqual((measured['disks'][0]['supported'], failures), (False, []))

    def test_says_that_an_nvme_disk_has_no_self_test_and_keeps_its_health(self):
        # QEMU's: smartctl begins the test without a word, and knows of no log.
        health = {'critical_warning': 0, 'media_errors': 0, 'percentage_used': 3}
        disk = {'smart_status': {'passed': True}, 'nvme_smart_health_information_log': health}
        measured, failures = self.burn_in(disk)
        self.assertEqual((measured['disks'][0]['result'], measured['disks'][0]['said'], failures),
                         ('unsupported', 'no self-test: it keeps no log of any', []))
        self.assertEqual(measured['disks'][0]['after']['nvme'], health)

    def test_names_an_nvme_disk_with_media_errors(self):
        def nvme(errors, operation=0):
            return {
                'smart_status': {'passed': True},
                'nvme_smart_health_information_log': {'critical_warning': 0, 'media_errors': errors},
                'nvme_self_test_log': {
                    'current_self_test_operation': {'value': operation},
                    'table': [{'self_test_result': {'value': 0, 'string': 'ok'}}],
                },
            }

        _, failures = self.burn_in(nvme(0), nvme(0, operation=2), nvme(2))
        self.assertEqual([one['what'] for one in failures], ['media errors grew to 2'])
