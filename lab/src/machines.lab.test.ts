import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTuskarError } from '@tuskar/contract/error.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { imageDirectory, machineDirectory, stateFile } from './directories.ts';
import { makeBootMedium, type MediaServer, serveMedium } from './fixtures/boot-media.ts';
import { GuestConsole } from './fixtures/guest-console.ts';
import type { KeeperProcess } from './fixtures/keeper-process.ts';
import { machineImage } from './fixtures/mini-image.ts';
import { Redfish } from './fixtures/redfish.ts';
import { readLldpAt } from './fixtures/tap-reader.ts';
import { TestLab } from './fixtures/test-lab.ts';
import { portFrames } from './lldp/ports.ts';
import { isSending, senderGroup } from './lldp/sender.ts';
import type { Fault, MachineSize } from './machines/schema.ts';
import { readState } from './state/file.ts';
import { type MachineSnapshot, snapshotDifference, snapshotMachine } from './traces/snapshot.ts';

// Firmware and a kernel start some times here, without KVM in ten seconds each, or in a hundred where others use the processor too.
vi.setConfig({ testTimeout: 900_000 });

const size: MachineSize = { cpus: 1, memoryMebibytes: 1024, diskGigabytes: [1, 2], nics: 1 };

let lab: TestLab;
let keeper: KeeperProcess;
let before: MachineSnapshot;
let medium: string;

beforeAll(async () => {
  lab = await TestLab.create(machineImage);
  medium = join(lab.root, 'medium.iso');
  await makeBootMedium(join(imageDirectory(lab.directories, lab.image), 'rootfs'), medium);
  before = await snapshotMachine();
});
beforeEach(async () => {
  keeper = await lab.keeper();
});
afterEach(() => lab.reset());
afterAll(() => lab.dispose());

/** A line for each thing that is not as it was. */
const traces = async (): Promise<string> => snapshotDifference(before, await snapshotMachine()).join('\n');
const up = (...names: string[]) =>
  keeper.client.up({ ...lab.request(), machines: names.map((name) => ({ name, size })) });
const bmcs = () => readState(stateFile(lab.directories))?.bmcs?.process?.pid ?? 0;

async function open(name: string): Promise<{ redfish: Redfish; console: GuestConsole }> {
  const { index } = await keeper.client.machine(name);
  const socket = join(machineDirectory(lab.directories, index), 'serial.sock');
  const redfish = new Redfish(await keeper.client.describeMachine(name));
  return { redfish, console: new GuestConsole(socket) };
}

async function withMedium(work: (server: MediaServer) => Promise<void>): Promise<void> {
  const server = await serveMedium(medium);
  try {
    await work(server);
  } finally {
    server.close();
  }
}

test('a machine goes from virtual media to its disk, and outlives those who look after it', async () => {
  await up('m-1');
  const { redfish, console } = await open('m-1');
  await withMedium(async ({ url }) => {
    await redfish.bootOnce(url);
    await redfish.reset('On');
    expect(await console.until(/guest: waits/)).toMatch(/BdsDxe: starting \w+ "UEFI QEMU DVD-ROM/);
  });
  expect(await redfish.power()).toBe('On');

  const { drives, nics, serial } = await keeper.client.describeMachine('m-1');
  const facts = await console.run(
    'cat /sys/class/dmi/id/product_serial /sys/class/net/*/address /sys/block/sd?/device/wwid',
  );
  expect(facts).toContain(serial);
  expect(facts).toContain(nics[0]?.mac);
  expect(facts).toContain(drives[1]?.wwn);

  await console.run(`dd if=/dev/sr0 of=$(disk ${drives[0]?.wwn}) bs=1M; sync`);
  console.type('reboot -f');
  expect(await console.until(/guest: waits/)).toMatch(/BdsDxe: starting \w+ "UEFI QEMU HARDDISK/);

  process.kill(bmcs(), 'SIGKILL');
  await keeper.end('SIGKILL');
  expect(await console.run('echo still $((40 + 2))')).toContain('still 42');
  // Nobody is there to hear it.
  console.type('reboot -f');
  keeper = await lab.keeper();
  expect(await console.until(/guest: waits/)).toMatch(/BdsDxe: starting \w+ "UEFI QEMU HARDDISK/);
  expect(await redfish.power()).toBe('On');
  expect(await keeper.client.machineConsole('m-1')).toContain('still 42');

  console.type('poweroff -f');
  await expect.poll(() => redfish.power(), { timeout: 20_000 }).toBe('Off');
  console.close();
  await keeper.client.down();
  expect(await traces()).toBe('');
});

test('faults of the body show in the machine, at once or at its next start', async () => {
  await up('m-1');
  const { redfish, console } = await open('m-1');
  const faults = async (...faults: Fault[]): Promise<void> => {
    await keeper.client.setMachineFaults('m-1', { faults });
  };
  const { drives } = await keeper.client.describeMachine('m-1');
  const [first, second] = drives.map(({ wwn }) => `$(disk ${wwn})`);
  const read = (disk: string | undefined, blocks = 1): Promise<string> =>
    console.run(`time dd if=${disk} of=/dev/null bs=4k count=${blocks} iflag=direct; echo ended $?`);
  await withMedium(async ({ url }) => {
    await redfish.bootOnce(url);
    await redfish.reset('On');
    await console.until(/guest: waits/);

    await faults({ name: 'disk-fails', target: 'bay-1' });
    expect(await read(second)).toContain('ended 1');
    expect(await read(first)).toContain('ended 0');
    await faults({ name: 'disk-slow', target: 'bay-1' });
    expect(await read(second)).toContain('ended 0');
    // Sixty operations a second, and a burst of one second before.
    expect(Number(/real\s+0m ([\d.]+)s/.exec(await read(second, 240))?.[1])).toBeGreaterThan(2);
    await faults({ name: 'nic-missing', target: 'nic-0' });
    expect(await console.run('ip link set eth0 up; cat /sys/class/net/eth0/carrier')).toContain('0');

    await faults(
      { name: 'disk-missing', target: 'bay-0' },
      { name: 'dimm-missing', target: 'A1' },
      { name: 'nic-missing', target: 'nic-0' },
      { name: 'part-swapped', target: 'bay-1' },
    );
    await redfish.bootOnce(url);
    await redfish.reset('ForceRestart');
    await console.until(/guest: waits/);
  });
  const facts = await console.run(
    'ls /sys/class/net; ls -d /sys/block/sd?; cat /sys/block/sd?/device/wwid; grep MemTotal /proc/meminfo',
  );
  expect(facts).not.toContain('eth0');
  expect(facts).toContain('/sys/block/sda');
  expect(facts).not.toContain('/sys/block/sdb');
  for (const { wwn } of drives) expect(facts).not.toContain(wwn);
  expect(Number(/MemTotal: +(\d+) kB/.exec(facts)?.[1])).toBeLessThan(512 * 1024);

  await faults({ name: 'no-boot' });
  await redfish.reset('ForceRestart');
  await console.until(/UEFI Interactive Shell/);
  await faults({ name: 'power-lost' });
  await expect.poll(() => redfish.power(), { timeout: 20_000 }).toBe('Off');
  await redfish.reset('On').catch(() => undefined);
  expect(await redfish.power()).toBe('Off');
  console.close();
});

test('each NIC hears of its own port, also when who says it was killed', async () => {
  await keeper.client.up({ ...lab.request(), machines: [{ name: 'm-1', size: { ...size, nics: 2 } }] });
  const ports = portFrames(readState(stateFile(lab.directories))?.machines ?? {});
  expect(ports.map(({ cable }) => cable)).toEqual(['m1-nic0', 'm1-nic1']);
  const heard = () => Promise.all(ports.map(({ cable }) => readLldpAt(cable)));
  expect(await heard()).toEqual(ports.map(({ frame }) => frame));

  const sender = Number(readFileSync(join(senderGroup(), 'cgroup.procs'), 'utf8'));
  process.kill(sender, 'SIGKILL');
  expect(await heard()).toEqual(ports.map(({ frame }) => frame));
  await keeper.end('SIGKILL');
  expect(await heard()).toEqual(ports.map(({ frame }) => frame));

  keeper = await lab.keeper();
  await keeper.client.removeMachine('m-1');
  expect(isSending()).toBe(false);
  await keeper.client.down();
  expect(await traces()).toBe('');
});

test.each(['starting the BMCs', 'the BMCs answer'])(
  'a keeper killed while it is "%s": its successor has the machine, and takes everything down',
  async (moment) => {
    const kill = (): void => void keeper.end('SIGKILL');
    const raised = keeper.client.up(
      { ...lab.request(), machines: [{ name: 'm-1', size }] },
      { onProgress: ({ message }) => message === moment && kill() },
    );
    await Promise.allSettled([raised]);
    await keeper.end('SIGKILL');
    keeper = await lab.keeper();
    await expect
      .poll(async () => (await keeper.client.machines())[0]?.power, { timeout: 60_000 })
      .toBe('Off');
    await keeper.client.down();
    expect(await traces()).toBe('');
  },
);

test('BMCs answer the machine and the hosts, and a machine that is removed leaves nothing', async () => {
  const status = await keeper.client.up({ ...lab.request('one'), machines: [{ name: 'm-1', size }] });
  await keeper.client.simulate({ image: lab.image, count: 300, seed: 1 });
  const [one] = status.hosts;
  if (!one) throw new Error('no host');
  const ask = (address: string): Promise<string> =>
    lab.ssh(
      one,
      `python3 -c "import ssl, urllib.request as r; print(r.urlopen('https://${address}/redfish/v1', context=ssl._create_unverified_context()).read().decode())"`,
    );
  const { bmc } = await keeper.client.describeMachine('m-1');
  expect(await ask(bmc.address)).toContain('RedfishVersion');
  expect(await ask('198.19.1.1')).toContain('RedfishVersion');
  expect(await new Redfish(await keeper.client.describeMachine('m-1')).power()).toBe('Off');

  await keeper.client.removeMachine('m-1');
  expect(await keeper.client.machines()).toEqual([]);
  await expect(keeper.client.machine('m-1')).rejects.toSatisfy((error) =>
    isTuskarError(error, 'lab-machine-not-found'),
  );
  expect(existsSync(machineDirectory(lab.directories, 1))).toBe(false);
  await keeper.client.down();
  expect(await traces()).toBe('');
});
