import { expect, it } from 'vitest';
import { readResults } from './results.ts';

const told = (test: string, measured: unknown) =>
  readResults(
    { format: 1, results: [{ step: `tuskar_burnin_${test}`, run: 'r1', ok: true, measured, failures: [] }] },
    'r1',
  )[0]?.unmeasured;

const counted = (dimms: Record<string, unknown>) => ({ errors: { dimms, machineChecks: {} } });

it.each([
  ['cpu', { sockets: [], highestTemperatures: {} }, 'no sensor'],
  ['memory', counted({}), 'no memory controller that reports them'],
  ['memory', { readMegabytesPerSecond: 0, writeMegabytesPerSecond: 0 }, 'the throughput of memory'],
  ['gpu', { gpus: [], computed: false }, 'the machine shows none'],
  ['gpu', { gpus: [{ address: '0000:17:00.0' }], computed: false }, 'not put to work'],
])('a test of %s says what the machine offers nothing for', (test, measured, what) => {
  expect(told(test, measured)).toEqual([{ what: expect.stringContaining(what), part: null }]);
});

it.each([
  ['cpu', { sockets: [], highestTemperatures: { 'coretemp coretemp.0 Package id 0': 60 } }],
  ['memory', counted({ 'mc0 A1': { corrected: 0, uncorrected: 0 } })],
  ['gpu', { gpus: [{ address: '0000:17:00.0' }], computed: true }],
  ['cpu', null],
  ['memory', { errors: 'none' }],
  ['smart', { disks: 'none' }],
])('a test of %s says nothing where it measured, or where its record cannot be read', (test, measured) => {
  expect(told(test, measured)).toEqual([]);
});

it('a throughput of nothing is no measurement, which would be far below that of its siblings', () => {
  const measured = {
    patterns: { opsPerSecond: 10 },
    readMegabytesPerSecond: 0,
    writeMegabytesPerSecond: 9000,
    highestTemperatures: {},
  };
  const [result] = readResults(
    { format: 1, results: [{ step: 'tuskar_burnin_memory', run: 'r1', ok: true, measured, failures: [] }] },
    'r1',
  );
  expect(result?.measurements.map(({ metric }) => metric)).toEqual([
    'memory-operations',
    'memory-write-throughput',
  ]);
});

it('each disk says what of its health nobody knows', () => {
  const disk = (serial: string, more: object) => ({ serial, name: `/dev/${serial}`, ...more });
  const disks = [
    disk('NONE', { supported: false }),
    disk('NVME', { supported: true, result: 'unsupported', said: 'no self-test: not supported' }),
    disk('LONG', { supported: true, result: 'unfinished', percent: 40 }),
    disk('GOOD', { supported: true, result: 'passed' }),
    disk('GONE', { supported: false, error: 'it does not answer' }),
  ];
  expect(told('smart', { disks })?.map(({ what, part }) => [part?.serial, what])).toEqual([
    ['NONE', 'it says nothing of its health: it has no SMART'],
    ['NVME', 'it did not test itself: no self-test: not supported'],
    ['LONG', 'its self-test was still running when the time was over'],
  ]);
});
