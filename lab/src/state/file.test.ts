import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isTuskarError } from '@tuskar/contract/error.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { afterReboot, emptyState, readState, writeState } from './file.ts';
import type { LabState } from './schema.ts';
import { LabStore } from './store.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lab-state-'));
  path = join(directory, 'lab', 'state.json');
});
afterEach(() => rmSync(directory, { recursive: true }));

const running: LabState = {
  ...emptyState('boot-1'),
  phase: 'up',
  network: { namespaces: { existed: false, mounted: false }, inotifyInstances: { before: 128, set: 8192 } },
  hosts: {
    one: {
      index: 1,
      image: 'host-0123456789ab',
      authorizedKey: 'ssh-ed25519 A',
      hostKey: 'ssh-ed25519 B',
      wanted: 'running',
      ready: true,
      process: { pid: 42, startTime: 4711 },
      since: '2026-11-23T00:00:00.000Z',
    },
  },
};

test('what is written is read, and no half-written file stays', () => {
  expect(readState(path)).toBeUndefined();
  writeState(path, running);
  expect(readState(path)).toEqual(running);
  expect(readdirSync(join(directory, 'lab'))).toEqual(['state.json']);
});

test.each([
  ['cut short', '{"version": 1, "bo'],
  ['of another version', JSON.stringify({ ...running, version: 99 })],
  ['with a field that nobody knows', JSON.stringify({ ...running, surprise: true })],
])('a file %s is refused by its name', (_, text) => {
  writeState(path, running);
  writeFileSync(path, text);
  expect(() => readState(path)).toThrow(
    expect.toSatisfy((error) => isTuskarError(error, 'lab-state-unreadable') && error.message.includes(path)),
  );
});

test('after a reboot the hosts are stopped and the network is gone', () => {
  expect(afterReboot(running, 'boot-1')).toBe(running);
  expect(afterReboot(running, 'boot-2')).toMatchObject({
    bootId: 'boot-2',
    phase: 'down',
    network: null,
    hosts: { one: { hostKey: 'ssh-ed25519 B', wanted: 'stopped', ready: false, process: null } },
  });
});

test('a change that throws changes nothing', () => {
  const store = LabStore.open(path);
  const change = (): void =>
    store.change((draft) => {
      draft.phase = 'up';
      throw new Error('no');
    });
  expect(change).toThrow('no');
  expect(store.state.phase).toBe('down');
  expect(readState(path)).toBeUndefined();
});

test('a change is on disk when it returns', () => {
  const store = LabStore.open(path);
  store.change((draft) => {
    draft.phase = 'starting';
  });
  expect(readState(path)?.phase).toBe('starting');
});

test('a file of the version before machines is understood', () => {
  const { machines, simulated, bmcs, ...before } = running;
  writeState(path, running);
  writeFileSync(path, JSON.stringify({ ...before, version: 1 }));
  expect(readState(path)).toEqual({ ...running, machines, simulated, bmcs });
});

test('after a reboot the machines are known and their BMCs do not run', () => {
  const size = { cpus: 2, memoryMebibytes: 4096, diskGigabytes: [10], nics: 1 };
  const state: LabState = {
    ...running,
    machines: { 'm-1': { index: 1, size, password: 'secret' } },
    bmcs: { image: 'host-0123456789ab', process: { pid: 43, startTime: 4712 } },
  };
  expect(afterReboot(state, 'boot-2')).toMatchObject({
    machines: state.machines,
    bmcs: { image: 'host-0123456789ab', process: null },
  });
});
