import io
import os
import sys
import tempfile
import types
import unittest
from unittest import mock


class CleaningError(Exception):
    pass


class HardwareManager:
    pass


class ProcessExecutionError(Exception):
    stdout, stderr, exit_code = 'out', None, 3


def execute(*argv):
    """Takes what processutils.execute takes of what the manager gives it: words, and no option."""
    if 'fails' in argv:
        raise ProcessExecutionError
    return ' '.join(argv), ''


def agent():
    """The agent's modules as far as the manager touches them: this machine does not have them."""
    hardware = types.SimpleNamespace(
        HardwareManager=HardwareManager, HardwareSupport=types.SimpleNamespace(SERVICE_PROVIDER=3)
    )
    errors = types.SimpleNamespace(CleaningError=CleaningError)
    package = types.ModuleType('ironic_python_agent')
    package.errors, package.hardware = errors, hardware
    processutils = types.SimpleNamespace(execute=execute, ProcessExecutionError=ProcessExecutionError)
    concurrency = types.ModuleType('oslo_concurrency')
    concurrency.processutils = processutils
    return {'ironic_python_agent': package, 'oslo_concurrency': concurrency}


with mock.patch.dict(sys.modules, agent()):
    from tuskar_hardware_manager import execute as execution
    from tuskar_hardware_manager import manager
    from tuskar_hardware_manager.results import Results
    from tuskar_hardware_manager.step import StepFailed, failure


class Manager(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.manager = manager.TuskarHardwareManager()
        self.manager._results = Results(os.path.join(directory.name, 'results.json'))

    def step(self, name, work):
        return mock.patch.dict(manager.STEPS, {name: (work, {})})

    def test_offers_each_step_to_be_asked_for_alone_and_has_a_method_for_it(self):
        for step in self.manager.get_clean_steps({}, []):
            self.assertEqual((step['priority'], step['interface']), (0, 'deploy'))
            self.assertTrue(callable(getattr(self.manager, step['step'])))
            self.assertIn('run', step['argsinfo'])
        abortable = {step['step']: step['abortable'] for step in self.manager.get_clean_steps({}, [])}
        self.assertFalse(abortable['tuskar_erase'])
        self.assertTrue(abortable['tuskar_burnin_cpu'])

    def test_passes_arguments_on_and_puts_the_record_into_the_logs(self):
        def work(commands, seconds):
            return {'seconds': seconds}, []

        with self.step('tuskar_burnin_cpu', work):
            self.manager.tuskar_burnin_cpu({}, [], seconds=5, run='r1')
        files = {}
        self.manager.collect_system_logs(files, [])
        self.assertIsInstance(files['tuskar-results'], io.BytesIO)
        self.assertIn(b'"run": "r1"', files['tuskar-results'].getvalue())
        self.assertIn(b'"seconds": 5', files['tuskar-results'].getvalue())

    def test_fails_as_the_agent_does_and_names_the_parts(self):
        def work(commands):
            raise StepFailed('not erased: S1', None, [failure('disk', 'S1', 'frozen')])

        with self.step('tuskar_erase', work), self.assertRaisesRegex(CleaningError, '\nPart: disk S1$'):
            self.manager.tuskar_erase({}, [])


class Execution(unittest.TestCase):
    def test_runs_programs_by_the_agents_own_means_in_one_language(self):
        self.assertEqual(execution.agent_commands().run('dmesg'), 'env LC_ALL=C.UTF-8 dmesg')

    def test_gives_the_output_and_code_of_a_program_that_fails(self):
        self.assertEqual(execution.agent_commands().everything('fails'), ('out', 3))
