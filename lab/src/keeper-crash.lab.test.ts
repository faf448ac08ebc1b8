import { mkdirSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { stateFile } from './directories.ts';
import { TestLab } from './fixtures/test-lab.ts';
import { type MachineSnapshot, snapshotDifference, snapshotMachine } from './traces/snapshot.ts';

let lab: TestLab;
let before: MachineSnapshot;

beforeAll(async () => {
  lab = await TestLab.create();
  before = await snapshotMachine();
});
afterEach(() => lab.reset());
afterAll(() => lab.dispose());

/** A line for each thing that is not as it was. */
const traces = async (): Promise<string> => snapshotDifference(before, await snapshotMachine()).join('\n');

/** Starts an `up` of two hosts and kills the keeper at a moment of it. */
async function crashDuringUp(moment: Moment): Promise<void> {
  const keeper = await lab.keeper();
  const kill = (): void => void keeper.end('SIGKILL');
  const stop = moment.arm(kill);
  const up = keeper.client.up(lab.request('one', 'two'), {
    onProgress: ({ message }) => {
      if (moment.message !== undefined && message.includes(moment.message)) kill();
    },
  });
  await Promise.allSettled([up]);
  await keeper.end('SIGKILL');
  stop();
}

type Moment = { name: string; message?: string; arm: (kill: () => void) => () => void };

const atMessage = (message: string): Moment => ({
  name: `at "${message}"`,
  message,
  arm: () => () => undefined,
});

/** Just after the state file was replaced for the nth time: between an intent and what it intends. */
const atWrite = (count: number): Moment => ({
  name: `after write ${count} of the state file`,
  arm: (kill) => {
    const directory = dirname(stateFile(lab.directories));
    mkdirSync(directory, { recursive: true });
    let seen = 0;
    const watcher = watch(directory, (event, file) => {
      if (event === 'rename' && file === 'state.json' && ++seen === count) kill();
    });
    return () => watcher.close();
  },
});

const moments = [
  atMessage('checking the machine'),
  atMessage('making the networks'),
  atMessage('the networks are there'),
  ...[1, 2, 3, 4, 5, 6].map(atWrite),
  atMessage('waits for its first process'),
  atMessage('waits for systemd'),
  atMessage('one runs'),
];

test.each(moments)(
  'a keeper killed during up, $name: its successor takes everything down',
  async (moment) => {
    await crashDuringUp(moment);
    const successor = await lab.keeper();
    expect(await successor.client.down()).toMatchObject({ state: 'down', hosts: [] });
    expect(await traces()).toBe('');
  },
);

const resumable = [atMessage('making the networks'), atWrite(2), atWrite(4), atMessage('waits for systemd')];

test.each(resumable)(
  'a keeper killed during up, $name: its successor brings the same lab up',
  async (moment) => {
    await crashDuringUp(moment);
    const successor = await lab.keeper();
    const status = await successor.client.up(lab.request('one', 'two'));
    expect(status).toMatchObject({ state: 'up', hosts: [{ state: 'running' }, { state: 'running' }] });
    await successor.client.down();
    expect(await traces()).toBe('');
  },
);

test('a killed up is finished by the successor alone', async () => {
  await crashDuringUp(atMessage('waits for its first process'));
  const { client } = await lab.keeper();
  await expect
    .poll(async () => (await client.status()).lab, { timeout: 60_000 })
    .toMatchObject({ state: 'up', hosts: [{ state: 'running' }, { state: 'running' }] });
});

test('hosts live on when the keeper is killed, and its successor knows them', async () => {
  const keeper = await lab.keeper();
  const { hosts } = await keeper.client.up(lab.request('one'));
  await keeper.end('SIGKILL');
  const successor = await lab.keeper();
  const status = await successor.client.status();
  expect(status.lab).toMatchObject({ state: 'up', hosts });
});

test('hosts live on when the keeper is told to stop', async () => {
  const keeper = await lab.keeper();
  const { hosts } = await keeper.client.up(lab.request('one'));
  await keeper.end('SIGTERM');
  const successor = await lab.keeper();
  expect((await successor.client.status()).lab.hosts).toEqual(hosts);
});

test('a down that was cut short is finished by the successor alone', async () => {
  const keeper = await lab.keeper();
  await keeper.client.up(lab.request('one'));
  const down = keeper.client.down({ onProgress: () => void keeper.end('SIGKILL') });
  // Killed by its own first word: before that, nothing of the down need have begun.
  await Promise.allSettled([down]);
  const successor = await lab.keeper();
  await expect
    .poll(async () => (await successor.client.status()).lab.state, { timeout: 20_000 })
    .toBe('down');
  expect(await traces()).toBe('');
});

test('a second keeper is refused', async () => {
  await lab.keeper();
  await expect(lab.keeper()).rejects.toThrow('Another keeper holds');
});
