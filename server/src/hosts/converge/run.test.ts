import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { CommandItem, FileItem, Item } from '@tuskar/contract/part.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostConnection } from '../connection.ts';
import { createLocalHost, type LocalHost } from './local-host.ts';
import { convergeHost, type ConvergeHostOptions } from './run.ts';
import type { ConvergeEvent } from './schema.ts';

// Processes start slowly on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 });

const owner = userInfo().username;
const password = 'p4ssw0rd/with+signs';

function file(path: string, content = 'text\n'): FileItem {
  return { kind: 'file', id: path, path, owner, group: owner, mode: '0644', content };
}

function command(...argv: string[]): CommandItem {
  return { kind: 'command', id: 'command', title: 'Set it up', argv, guard: { exists: '/never' } };
}

let host: LocalHost;
let events: ConvergeEvent[];
beforeEach(async () => {
  host = await createLocalHost();
});
afterEach(() => host.remove());

function converge(items: Item[], options: Partial<ConvergeHostOptions> = {}) {
  events = [];
  return convergeHost({
    connection: host.connection,
    part: { version: 1, host: 'c1', items },
    mode: 'apply',
    secrets: () => password,
    onEvent: (event) => events.push(event),
    timeoutSeconds: 30,
    programArguments: ['--root', host.root],
    ...options,
  });
}

/** A connection that says what a broken host would. */
function saying(stdout: string, ending: { exitCode: number; stderr?: string } | TuskarError): HostConnection {
  return {
    ...host.connection,
    async run({ onStdout }) {
      onStdout?.(stdout);
      if (ending instanceof TuskarError) throw ending;
      return { stdout: '', stderr: '', ...ending };
    },
  };
}

describe('a converge', () => {
  it('makes the part true, and then has nothing to do', async () => {
    expect(await converge([file('/etc/a')])).toMatchObject({
      changed: 1,
      unchanged: 0,
      failed: 0,
      skipped: 0,
    });
    expect(await converge([file('/etc/a')])).toMatchObject({ changed: 0, unchanged: 1 });
  });

  it('checks without a change, and shows the difference', async () => {
    const { items } = await converge([file('/etc/a', 'new\n')], { mode: 'check' });
    expect(items[0]).toMatchObject({
      state: 'changed',
      actions: ['write'],
      diff: expect.stringContaining('+new'),
    });
    await expect(readFile(join(host.root, 'etc/a'))).rejects.toThrow('ENOENT');
  });

  it('converges only the items asked for', async () => {
    const after = { ...file('/etc/b'), after: ['/etc/a'] };
    expect(await converge([file('/etc/a'), after], { only: ['/etc/b'] })).toMatchObject({ changed: 1 });
  });

  it('names host, title, command, exit code and last lines of what failed', async () => {
    const dependent = { ...file('/etc/b'), after: ['command'] };
    await expect(converge([command('sh', '-c', 'echo why; exit 3'), dependent])).rejects.toMatchObject({
      code: 'converge-failed',
      message: [
        'c1: "Set it up" failed: it exited with 3',
        "command: sh -c 'echo why; exit 3'",
        'exit code: 3',
        'why',
      ].join('\n'),
      context: { host: 'c1', item: 'command', exitCode: 3, output: 'why', skipped: 1 },
    });
  });

  it('tells of failed items in check mode without failing', async () => {
    const guarded = { ...command('true'), guard: { fails: ['no-such-program'] } };
    expect(await converge([guarded], { mode: 'check' })).toMatchObject({ failed: 1 });
  });

  it('refuses a part that is not valid', async () => {
    const refused = converge([{ ...file('/etc/a'), after: ['ghost'] }]);
    await expect(refused).rejects.toMatchObject({
      code: 'part-invalid',
      message: expect.stringContaining('ghost'),
    });
  });
});

describe('secrets', () => {
  it('reach the host and nothing else', async () => {
    const secret = file('/etc/a', 'password = ⟦secret:nova-db@2⟧\n');
    const leak =
      'printf "%s\\n" "$P" "$(printf %s "$P" | base64)" "http://a:p4ssw0rd%2Fwith%2Bsigns@b"; exit 1';
    const leaky = { ...command('sh', '-c', leak), env: { P: '⟦secret:nova-db@2⟧' } };
    const failed: unknown = await converge([secret, leaky]).catch((error: unknown) => error);
    expect(await readFile(join(host.root, 'etc/a'), 'utf8')).toBe(`password = ${password}\n`);
    expect(failed).toMatchObject({ context: { output: '⟦secret⟧\n⟦secret⟧\nhttp://a:⟦secret⟧@b' } });
    expect(JSON.stringify([events, failed])).not.toContain('p4ssw0rd');
    expect(events.find((event) => event.type === 'item' && event.id === '/etc/a')).not.toHaveProperty(
      'digest',
    );
  });

  it('are refused where everyone on the host would see them', async () => {
    await expect(converge([command('login', '⟦secret:nova-db@2⟧')])).rejects.toMatchObject({
      code: 'part-invalid',
    });
  });
});

describe('a run that ends early', () => {
  const long = command('sh', '-c', 'echo $$ > pid; exec sleep 60');
  const begun = () => events.some((event) => event.type === 'item' && event.state === 'running');

  it('stops in good order when the signal comes', { timeout: 30_000 }, async () => {
    const cancel = new AbortController();
    const done = converge([{ ...long, cwd: host.root }], { signal: cancel.signal });
    const abortOnceBegun = async () => {
      await expect.poll(begun, { timeout: 20_000 }).toBe(true);
      cancel.abort(new Error('cancelled by a person'));
    };
    await Promise.all([expect(done).rejects.toThrow('cancelled by a person'), abortOnceBegun()]);
    const pid = await readFile(join(host.root, 'pid'), 'utf8').catch(() => '');
    expect(pid === '' || !isRunning(Number(pid))).toBe(true);
  });

  it('names what still runs when its time is over', async () => {
    const running = { type: 'item', id: 'command', kind: 'command', state: 'running' };
    const connection: HostConnection = {
      ...host.connection,
      async run({ stdin, onStdout }) {
        onStdout?.(`${JSON.stringify(running)}\n`);
        if (stdin instanceof Readable) await stdin.resume().toArray();
        onStdout?.(`${JSON.stringify({ type: 'result', state: 'stopped', seconds: 1 })}\n`);
        return { exitCode: 3, stdout: '', stderr: '' };
      },
    };
    await expect(converge([long], { connection, timeoutSeconds: 0.1 })).rejects.toMatchObject({
      code: 'converge-timed-out',
      message: 'c1: not converged within 0.1 s; still running: "Set it up"',
    });
  });

  it('names the last item heard of when the connection is lost', async () => {
    const lost = new TuskarError('host-unreachable', 'c1: the connection was lost');
    const heard = JSON.stringify({ type: 'item', id: 'command', kind: 'command', state: 'running' });
    const connection = saying(`${heard}\n{"type":"it`, lost);
    await expect(converge([long], { connection })).rejects.toMatchObject({
      code: 'host-unreachable',
      retryable: true,
      message: 'c1: the connection was lost; the last that was heard: "Set it up" running',
    });
  });

  it('counts as done when the connection is lost after the result', async () => {
    const result = JSON.stringify({ type: 'result', state: 'done', seconds: 1 });
    const connection = saying(`${result}\n`, new TuskarError('host-unreachable', 'lost'));
    expect(await converge([], { connection })).toMatchObject({ failed: 0 });
  });
});

describe('a host that says something else', () => {
  it.each([
    ['nothing', '', 0, 'the converge program ended with 0 and no result'],
    ['nothing, for want of Python', '', 127, 'the host has no python3'],
    ['what is not JSON', 'Welcome!\n', 1, 'ended with 1'],
    ['what is JSON of another kind', '{"type":"item"}\n[]\nnull\n', 1, 'ended with 1'],
  ])('%s', async (_, stdout, exitCode, message) => {
    const connection = saying(stdout, { exitCode, stderr: 'Traceback' });
    await expect(converge([], { connection })).rejects.toMatchObject({
      code: 'converge-failed',
      message: expect.stringContaining(message),
    });
  });

  it('gives log lines for what is not its own', async () => {
    const result = JSON.stringify({ type: 'result', state: 'done', seconds: 1, more: 'of a newer program' });
    await converge([], { connection: saying(`Welcome ${password}!\n${result}\n`, { exitCode: 0 }) });
    expect(events).toMatchObject([{ type: 'log', message: `Welcome ${password}!` }, { type: 'result' }]);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
