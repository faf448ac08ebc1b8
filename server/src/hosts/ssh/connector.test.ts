import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostConnector, HostTarget } from '../connection.ts';
import { createSshConnector } from './connector.ts';

// Processes start slowly on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 });

const hostKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJfCtHTGLpfMAsU8yTlkc8u7SDmfFgnDWmBVkxvBLxyz';

let directory: string;
let connector: HostConnector;
beforeEach(async () => {
  vi.stubEnv('PATH', `${join(import.meta.dirname, 'fixtures')}:${process.env['PATH']}`);
  directory = await mkdtemp(join(tmpdir(), 'ssh-'));
  connector = createSshConnector({
    keyFile: join(directory, 'key'),
    stateDirectory: join(directory, 'state'),
    runDirectory: join(directory, 'run'),
  });
});
afterEach(async () => {
  await connector.close();
  await rm(directory, { recursive: true });
  vi.unstubAllEnvs();
});

function target(more: Partial<HostTarget> = {}): HostTarget {
  return { name: 'c1', address: 'works', sshUser: 'root', hostKey, ...more };
}

async function run(argv: string[], more: object = {}) {
  const connection = await connector.connect(target());
  return connection.run({ argv, timeoutSeconds: 20, ...more });
}

describe('a host that cannot be reached', () => {
  it.each([
    ['refused', 'host-unreachable', 'it refuses connections on the ssh port'],
    ['silent', 'host-unreachable', 'it does not answer in time'],
    ['away', 'host-unreachable', 'there is no route to it'],
    ['nameless', 'host-unreachable', 'its name has no address'],
    ['closed', 'host-unreachable', 'the connection was lost: kex_exchange_identification'],
    ['denied', 'host-access-denied', "it does not accept Tuskar's key"],
    ['unknown-key', 'host-key-changed', 'it shows another host key'],
    ['changed-key', 'host-key-changed', 'it shows another host key'],
  ])('%s', async (address, code, reason) => {
    await expect(connector.connect(target({ address }))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(`c1 (root@${address}:22): ${reason}`),
      retryable: code === 'host-unreachable',
      context: { host: 'c1' },
    });
  });

  it('is tried anew the next time', async () => {
    await expect(connector.connect(target({ address: 'refused' }))).rejects.toThrow('refuses');
    await expect(connector.connect(target({ address: 'refused' }))).rejects.toThrow('refuses');
  });
});

describe('a connection', () => {
  it('knows the host by its name and key alone', async () => {
    await connector.connect(target({ hostKey: `${hostKey} root@somewhere\n` }));
    expect(await readFile(join(directory, 'state', 'c1.known_hosts'), 'utf8')).toBe(`c1 ${hostKey}\n`);
  });

  it('refuses a host key that is none, and what would be a second line', async () => {
    for (const bad of ['', 'AAAA', `${hostKey.slice(0, 20)}\nother ${hostKey}`]) {
      await expect(connector.connect(target({ hostKey: bad }))).rejects.toMatchObject({
        code: 'invalid-request',
      });
    }
  });

  it('is shared by all who ask for it, at once or later', async () => {
    await Promise.all([run(['true']), run(['true'])]);
    await run(['true']);
    expect(await readFile(join(directory, 'run', 'log'), 'utf8')).toBe('opened\n');
  });

  it('can be waited for in vain without harm to those who still wait', async () => {
    const cancel = new AbortController();
    const first = connector.connect(target(), { signal: cancel.signal });
    const second = connector.connect(target());
    cancel.abort(new Error('cancelled'));
    await expect(first).rejects.toThrow('cancelled');
    expect((await second).target.name).toBe('c1');
  });

  it('is closed when nobody has used it for a while, and opened again', async () => {
    await connector.close();
    connector = createSshConnector({
      keyFile: join(directory, 'key'),
      stateDirectory: join(directory, 'state'),
      runDirectory: join(directory, 'run'),
      idleSeconds: 0.05,
    });
    await run(['true']);
    await expect
      .poll(async () => {
        await run(['true']);
        return readFile(join(directory, 'run', 'log'), 'utf8');
      })
      .toContain('opened\nopened\n');
  });

  it('refuses a directory whose path is too long for a socket', async () => {
    const runDirectory = join(directory, 'x'.repeat(90));
    const other = createSshConnector({ keyFile: '', stateDirectory: directory, runDirectory });
    await expect(other.connect(target())).rejects.toThrow('too long for sockets');
    expect(await readdir(directory)).not.toContain('x'.repeat(90));
  });
});

describe('a command', () => {
  it('reaches the host argument by argument', async () => {
    const argv = ['printf', '<%s>', 'a b', "it's", '$HOME', '`id`', '*', '', 'ä\n'];
    expect(await run(argv)).toEqual({
      exitCode: 0,
      stdout: "<a b><it's><$HOME><`id`><*><><ä\n>",
      stderr: '',
    });
  });

  it('takes its input from text or a stream', async () => {
    expect(await run(['cat'], { stdin: 'text' })).toMatchObject({ stdout: 'text' });
    const stream = new PassThrough();
    stream.end('streamed');
    expect(await run(['cat'], { stdin: stream })).toMatchObject({ stdout: 'streamed' });
  });

  it('gives its output as it comes', async () => {
    const pieces: string[] = [];
    const onStdout = (text: string) => pieces.push(text);
    expect(await run(['printf', 'ä\nb'], { onStdout })).toMatchObject({ stdout: '' });
    expect(pieces.join('')).toBe('ä\nb');
  });

  it('that fails gives its exit code, also the one that ssh has for itself', async () => {
    expect(await run(['sh', '-c', 'echo why >&2; exit 3'])).toMatchObject({ exitCode: 3, stderr: 'why\n' });
    expect(await run(['sh', '-c', 'exit 255'])).toMatchObject({ exitCode: 255 });
  });

  it('is host-unreachable when the connection goes away under it', async () => {
    const connection = await connector.connect(target());
    await writeFile(join(directory, 'run', 'lost'), '');
    await expect(connection.run({ argv: ['true'], timeoutSeconds: 20 })).rejects.toMatchObject({
      code: 'host-unreachable',
      message: expect.stringContaining('the connection was lost: mux_client_request_session'),
    });
  });

  it('that takes too long is ended', async () => {
    await expect(run(['sleep', '60'], { timeoutSeconds: 0.2 })).rejects.toMatchObject({
      code: 'host-command-timed-out',
      message: 'c1: sleep did not end within 0.2 s',
    });
  });

  it('ends with the reason of its signal', async () => {
    const cancel = new AbortController();
    const connection = await connector.connect(target());
    const ended = connection.run({ argv: ['sleep', '60'], timeoutSeconds: 20, signal: cancel.signal });
    cancel.abort(new Error('cancelled'));
    await expect(ended).rejects.toThrow('cancelled');
  });

  it('says so where the user may not use sudo', async () => {
    const connection = await connector.connect(target({ sshUser: 'debian' }));
    await expect(connection.run({ argv: ['true'], asRoot: true, timeoutSeconds: 20 })).rejects.toMatchObject({
      code: 'host-access-denied',
      message: 'c1 (debian@works:22): its user may not use sudo without a password',
    });
  });
});
