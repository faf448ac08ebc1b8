import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileItem, Part } from '@tuskar/contract/part.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConvergeOptions } from '../converger.ts';
import type { ConvergeEvent } from '../converge/schema.ts';
import { createSimulatedConverger } from './converger.ts';
import { createDirectoryStore, createMemoryStore, type SimulatedStore } from './store.ts';

const host = { name: 'c1', address: '198.18.0.11', sshUser: 'root', hostKey: 'ssh-ed25519 AAAA' };

function config(content: string): FileItem {
  return {
    kind: 'file',
    id: 'conf',
    path: '/etc/a/a.conf',
    owner: 'root',
    group: 'root',
    mode: '0644',
    content,
  };
}

function part(content = 'one'): Part {
  return {
    version: 1,
    host: 'c1',
    items: [
      config(content),
      { kind: 'unit', id: 'unit', unit: 'a.service', state: 'started', enabled: true, restartOn: ['conf'] },
      { kind: 'command', id: 'setup', argv: ['setup'], guard: { succeeds: ['is-set-up'] }, after: ['unit'] },
    ],
  };
}

let store: SimulatedStore;
let events: ConvergeEvent[];

function converge(options: Partial<ConvergeOptions> = {}) {
  events = [];
  return createSimulatedConverger({ store }).converge({
    host,
    part: part(),
    mode: 'apply',
    secrets: (token) => `value of ${token}`,
    onEvent: (event) => events.push(event),
    timeoutSeconds: 10,
    ...options,
  });
}

describe('in memory', () => {
  beforeEach(() => {
    store = createMemoryStore();
  });

  it('makes the part true, and then has nothing to do', async () => {
    expect(await converge()).toMatchObject({ changed: 3, unchanged: 0 });
    expect(await converge()).toMatchObject({ changed: 0, unchanged: 3 });
  });

  it('restarts a unit whose file changed, and runs no command again', async () => {
    await converge();
    const { items } = await converge({ part: part('two') });
    expect(items.map(({ id, actions }) => [id, actions])).toEqual([
      ['conf', ['write']],
      ['unit', ['restart']],
      ['setup', []],
    ]);
  });

  it('changes nothing in check mode', async () => {
    expect(await converge({ mode: 'check' })).toMatchObject({ changed: 3 });
    expect(await store.load('c1')).toMatchObject({ paths: {}, history: [] });
  });

  it('converges only the items asked for', async () => {
    expect(await converge({ only: ['conf'] })).toMatchObject({ changed: 1, unchanged: 0 });
  });

  it('skips what depends on an item that fails', async () => {
    await store.setFaults('c1', [{ kind: 'unit-fails', unit: 'a.service', times: 1 }]);
    await expect(converge()).rejects.toMatchObject({
      code: 'converge-failed',
      message: expect.stringContaining('"Start a.service" failed'),
      context: { item: 'unit', skipped: 1 },
    });
    expect(await converge()).toMatchObject({ changed: 2, unchanged: 1 });
  });

  it('names path and space where the disk is full', async () => {
    await store.setFaults('c1', [{ kind: 'disk-full' }]);
    await expect(converge()).rejects.toMatchObject({ context: { path: '/etc/a/a.conf', freeBytes: 0 } });
  });

  it('is unreachable where a fault says so, and names the last item where the connection is cut', async () => {
    await store.setFaults('c1', [
      { kind: 'unreachable', times: 1 },
      { kind: 'connection-cut', afterItems: 1, times: 1 },
    ]);
    await expect(converge()).rejects.toMatchObject({ code: 'host-unreachable' });
    await expect(converge()).rejects.toMatchObject({
      code: 'host-unreachable',
      context: { lastItem: 'conf' },
    });
    expect(await converge()).toMatchObject({ changed: 2, unchanged: 1 });
  });

  it('ends with the reason of the signal', async () => {
    await store.setFaults('c1', [{ kind: 'slow', secondsPerItem: 60 }]);
    const cancel = new AbortController();
    const done = converge({ signal: cancel.signal });
    cancel.abort(new Error('cancelled'));
    await expect(done).rejects.toThrow('cancelled');
  });

  it('refuses a second converge of the same host', async () => {
    const converger = createSimulatedConverger({ store });
    const options = { host, part: part(), mode: 'apply' as const, secrets: () => '', timeoutSeconds: 10 };
    const first = converger.converge(options);
    await expect(converger.converge(options)).rejects.toMatchObject({ code: 'host-busy' });
    await first;
  });

  it('refuses items that wait for each other', async () => {
    const items = [{ ...config('one'), after: ['setup'] }, ...part().items.slice(1)];
    await expect(converge({ part: { ...part(), items } })).rejects.toMatchObject({ code: 'part-invalid' });
  });
});

describe('in a directory', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'simulated-'));
    store = createDirectoryStore(directory);
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('keeps what was done before the process died', async () => {
    await store.setFaults('c1', [{ kind: 'connection-cut', afterItems: 2, times: 1 }]);
    await expect(converge()).rejects.toMatchObject({ code: 'host-unreachable' });
    store = createDirectoryStore(directory);
    expect(await converge()).toMatchObject({ changed: 1, unchanged: 2 });
    const { history } = await store.load('c1');
    expect(history.map(({ item }) => item)).toEqual(['conf', 'unit', 'setup']);
  });
});
