import json
import os
import tempfile
import unittest

from tuskar_hardware_manager.results import Results
from tuskar_hardware_manager.step import StepFailed, failure, perform


class Perform(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.path = os.path.join(directory.name, 'tuskar', 'results.json')
        self.results = Results(self.path)

    def test_keeps_what_was_measured_and_which_run_it_was(self):
        perform('a', lambda: ({'x': 1}, [failure('disk', 'S1', 'slow')]), self.results, run='r1')
        perform('b', lambda: ({}, []), self.results, run='r2')
        with open(self.path) as file:
            content = json.load(file)
        self.assertEqual(content['format'], 1)
        first, second = content['results']
        self.assertEqual((first['step'], first['run'], first['ok'], first['measured']), ('a', 'r1', True, {'x': 1}))
        self.assertEqual(first['failures'], [{'part': {'kind': 'disk', 'id': 'S1'}, 'what': 'slow'}])
        self.assertLessEqual(first['startedAt'], first['endedAt'])
        self.assertEqual(second['run'], 'r2')

    def test_records_a_step_that_fails_with_what_it_had_measured(self):
        def work():
            raise StepFailed('not erased: S1', {'disks': []}, [failure('disk', 'S1', 'frozen')])

        with self.assertRaises(StepFailed):
            perform('erase', work, self.results)
        (record,) = self.results.all()
        self.assertFalse(record['ok'])
        self.assertEqual(record['error'], 'not erased: S1')
        self.assertEqual(record['failures'][0]['part']['id'], 'S1')

    def test_records_an_exception_by_its_name(self):
        with self.assertRaises(ZeroDivisionError):
            perform('bad', lambda: 1 / 0, self.results)
        self.assertIn('ZeroDivisionError', self.results.all()[0]['error'])

    def test_keeps_a_step_from_its_beginning_so_that_one_that_is_cut_off_is_seen(self):
        seen = []

        def work():
            seen.extend(self.results.all())
            return {}, []

        perform('a', work, self.results, run='r1')
        self.assertEqual([(one['step'], one['run'], one['ok'], one['endedAt']) for one in seen], [('a', 'r1', False, None)])
        self.assertEqual([one['ok'] for one in self.results.all()], [True])

    def test_says_that_there_is_nothing_yet(self):
        self.assertEqual(json.loads(self.results.text()), {'format': 1, 'results': []})
