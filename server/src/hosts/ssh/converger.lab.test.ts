import { once } from 'node:events';
import { execa } from 'execa';
import type { LabHost } from '@tuskar/lab/keeper/protocol.ts';
import type { KeeperProcess } from '@tuskar/lab/fixtures/keeper-process.ts';
import { TestLab } from '@tuskar/lab/fixtures/test-lab.ts';
import type { FileItem, Item, UnitItem } from '@tuskar/contract/part.ts';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConvergeEvent } from '../converge/schema.ts';
import type { HostConnection, HostConnector, HostTarget } from '../connection.ts';
import type { ConvergeOptions } from '../converger.ts';
import { createSshConnector, type SshConnectorOptions } from './connector.ts';
import { createSshConverger } from './converger.ts';
import { ensureSshKey } from './key.ts';

const root = process.getuid?.() === 0;
if (!root) console.error('SKIPPED: converging a real host needs root for the lab; run these tests as root.');

let lab: TestLab;
let keeper: KeeperProcess;
let connector: HostConnector;
let connectorOptions: SshConnectorOptions;
let host: HostTarget;
let events: ConvergeEvent[];

beforeAll(async () => {
  if (!root) return;
  lab = await TestLab.create();
  keeper = await lab.keeper();
  const directory = join(lab.directories.state, 'ssh');
  const key = await ensureSshKey({ directory });
  const { hosts } = await keeper.client.up({ ...lab.request('conv'), authorizedKey: key.publicKey });
  host = toTarget(hosts[0]);
  const runDirectory = join(lab.directories.run, 'ssh');
  connectorOptions = { keyFile: key.file, stateDirectory: directory, runDirectory };
  connector = createSshConnector(connectorOptions);
});
afterAll(async () => {
  await connector?.close();
  await lab?.dispose();
});

function toTarget(found: LabHost | undefined): HostTarget {
  if (!found?.hostKey) throw new Error('the lab has no host');
  return { name: found.name, address: found.addresses.management, sshUser: 'root', hostKey: found.hostKey };
}

function converge(items: Item[], options: Partial<ConvergeOptions> = {}) {
  events = [];
  return createSshConverger({ connector }).converge({
    host,
    part: { version: 1, host: host.name, items },
    mode: 'apply',
    secrets: () => 'unused',
    onEvent: (event) => events.push(event),
    timeoutSeconds: 120,
    ...options,
  });
}

async function onHost(script: string): Promise<string> {
  const connection: HostConnection = await connector.connect(host);
  const { stdout } = await connection.run({ argv: ['sh', '-c', script], timeoutSeconds: 30 });
  return stdout.trim();
}

function file(path: string, content: string): FileItem {
  return { kind: 'file', id: path, path, owner: 'root', group: 'root', mode: '0644', content };
}

/** A unit file that runs a script, and the unit, which restarts when the file changes. */
function service(name: string, script: string, more: string[] = []): [FileItem, UnitItem] {
  const lines = [
    '[Service]',
    `ExecStart=/bin/sh -c '${script}'`,
    ...more,
    '[Install]',
    'WantedBy=multi-user.target',
  ];
  const path = `/etc/systemd/system/${name}.service`;
  return [
    file(path, `${lines.join('\n')}\n`),
    { kind: 'unit', id: name, unit: `${name}.service`, state: 'started', enabled: true, restartOn: [path] },
  ];
}

const begun = () => events.some((event) => event.type === 'item' && event.state === 'running');
const long: Item = { kind: 'command', id: 'long', argv: ['sleep', '100'], guard: { exists: '/never' } };

describe.skipIf(!root)('a real host', () => {
  it('is converged, and the second time there is nothing to do', async () => {
    const many = Array.from({ length: 140 }, (_, index) => file(`/etc/many/${index}.conf`, `${index}\n`));
    const items = [...many, ...service('calm', 'exec sleep infinity')];
    expect(await converge(items)).toMatchObject({ changed: 142, failed: 0 });
    const started = 'systemctl show --property=ActiveEnterTimestampMonotonic,UnitFileState calm';
    const before = await onHost(started);
    expect(before).toContain('UnitFileState=enabled');
    expect(await converge(items)).toMatchObject({ changed: 0, unchanged: 142 });
    expect(await onHost(started)).toBe(before);
  });

  it('restarts a unit whose file changed, after systemd has read it', async () => {
    const items = service('calm', 'exec sleep infinity', ['Environment=A=1']);
    expect((await converge(items, { mode: 'check' })).items.at(-1)).toMatchObject({ actions: ['restart'] });
    expect((await converge(items)).items.at(-1)).toMatchObject({ id: 'calm', actions: ['restart'] });
    expect(await onHost('systemctl show --property=Environment calm')).toBe('Environment=A=1');
  });

  it('shows the journal of a unit that restarts in a loop, and of one that fails after a while', async () => {
    const restart = ['Restart=always', 'RestartSec=0.1', 'StartLimitIntervalSec=0'];
    const looping = converge(service('loop', 'echo broken; sleep 0.2; exit 9', restart));
    await expect(looping).rejects.toMatchObject({
      code: 'converge-failed',
      message: expect.stringMatching(/"Start loop.service" failed: .*in a loop.*\n(.*\n)*.*broken/),
    });
    const late = converge([
      ...service('late', 'sleep 1.5; echo broken late; exit 9'),
      { ...long, argv: ['sleep', '3'], after: ['late'] },
    ]);
    await expect(late).rejects.toMatchObject({
      context: { item: 'late', journal: expect.stringContaining('broken late') },
    });
    await onHost('systemctl stop loop');
  });

  it('says that the disk is full', async () => {
    await onHost('mkdir -p /small && mount -t tmpfs -o size=64k tmpfs /small');
    await expect(converge([file('/small/a/big', 'x'.repeat(200_000))])).rejects.toMatchObject({
      message: expect.stringContaining('the disk is full: the file system of /small/a/big has'),
      context: { path: '/small/a/big', freeBytes: expect.any(Number) },
    });
    expect(await onHost('ls -A /small/a')).toBe('');
  });

  it('makes a second converge wait for the first', async () => {
    const first = converge([{ ...long, argv: ['sleep', '2'] }]);
    await expect.poll(begun, { timeout: 20_000 }).toBe(true);
    const logs: unknown[] = [];
    await converge([file('/etc/second', '')], { onEvent: (event) => logs.push(event) });
    expect(logs[0]).toMatchObject({
      type: 'log',
      message: expect.stringContaining('converges this host since'),
    });
    await first;
  });

  it('ends what runs when ssh is killed, and goes on the next time', async () => {
    const cut = converge([long, { ...file('/etc/after-long', ''), after: ['long'] }]);
    const kill = async () => {
      await expect.poll(begun, { timeout: 20_000 }).toBe(true);
      // The connection's master: its command line ends in what it runs on the host.
      const { stdout } = await execa('pgrep', [
        '--full',
        `ControlPath="${lab.directories.run}.*tuskar-ready`,
      ]);
      for (const pid of stdout.split('\n')) process.kill(Number(pid), 'SIGKILL');
    };
    await Promise.all([
      expect(cut).rejects.toMatchObject({ code: 'host-unreachable', context: { lastItem: 'long' } }),
      kill(),
    ]);
    expect(await converge([file('/etc/after-cut', '')])).toMatchObject({ changed: 1 });
    expect(await onHost("cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep -c 'sleep 10[0]' || true")).toBe('0');
    expect(await onHost('ls /etc')).not.toContain('after-long');
  });

  it('is left alone by a control plane that is killed', async () => {
    const script = join(import.meta.dirname, 'fixtures', 'converge-until-killed.ts');
    const argument = JSON.stringify({ target: host, options: connectorOptions });
    const controlPlane = execa(process.execPath, [script, argument], { reject: false });
    await once(controlPlane.stdout, 'data');
    controlPlane.kill('SIGKILL');
    expect(await converge([file('/etc/after-kill', '')])).toMatchObject({ changed: 1 });
    const ours = ['--full', `ControlPath="${lab.directories.run}.*tuskar-ready`];
    const masters = async () => (await execa('pgrep', ours, { reject: false })).stdout.split('\n').length;
    await expect.poll(masters, { timeout: 10_000 }).toBe(1);
  });

  it('is unreachable after a power cut, and goes on once it has booted', async () => {
    const cut = converge([long]);
    const kill = async () => {
      await expect.poll(begun, { timeout: 20_000 }).toBe(true);
      await keeper.client.killHost(host.name);
    };
    await Promise.all([
      expect(cut).rejects.toMatchObject({ code: 'host-unreachable', retryable: true }),
      kill(),
    ]);
    await expect(connector.connect(host)).rejects.toMatchObject({ code: 'host-unreachable' });
    await keeper.client.bootHost(host.name);
    expect(await converge([file('/etc/after-cut', '')])).toMatchObject({ unchanged: 1 });
  });

  it('is refused under another key, and refuses a user who has not ours', async () => {
    const other = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJfCtHTGLpfMAsU8yTlkc8u7SDmfFgnDWmBVkxvBLxyz';
    await expect(connector.connect({ ...host, hostKey: other })).rejects.toMatchObject({
      code: 'host-key-changed',
    });
    await expect(connector.connect({ ...host, port: 23 })).rejects.toMatchObject({
      code: 'host-unreachable',
      message: expect.stringContaining('refuses connections'),
    });
    await expect(connector.connect({ ...host, sshUser: 'nobody' })).rejects.toMatchObject({
      code: 'host-access-denied',
    });
  });
});
