import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { password, type Redfish, TestBmcs, TestWeb, type Json } from './testing/lab.ts';

const run = promisify(execFile);
const script = join(import.meta.dirname, 'testing/read_with_sushy.py');

const bmcs = new TestBmcs();
const web = new TestWeb({ '/boot.iso': 'an image', '/BIOS_9.8.7.bin': 'firmware' });
let redfish: Redfish;
let said: Json;

beforeAll(async () => {
  await bmcs.start();
  await web.start();
  redfish = await bmcs.add();
  await redfish.post('Systems/System.Embedded.1/Actions/ComputerSystem.Reset', { ResetType: 'On' });
  const { address, user } = redfish.machine.bmc;
  const url = `http://${address}:${redfish.port}`;
  const argv = [script, url, user, password, web.url('/boot.iso'), web.url('/events')];
  const { stdout } = await run('/usr/bin/python3', argv, {
    env: { ...process.env, PYTHONWARNINGS: 'ignore' },
  });
  said = JSON.parse(stdout);
});

afterAll(async () => {
  await bmcs.stop();
  await web.stop();
});

it('lets an unmodified sushy read the system', () => {
  const { machine } = redfish;
  expect(said.root).toEqual({ uuid: machine.uuid, version: '1.20.0' });
  expect(said.system).toEqual({
    uuid: machine.uuid,
    manufacturer: 'Dell Inc.',
    serial: machine.serial,
    health: 'OK',
    memory_gib: 512,
    led: 'Off',
    bios_version: '1.14.1',
  });
  expect(said.processors.summary).toEqual([128, 'x86']);
  expect(said.processors.members).toHaveLength(2);
});

it('lets it read NICs, disks, volumes and controllers', () => {
  const { nics, drives } = redfish.machine;
  expect(Object.keys(said.nics)).toEqual(nics.map(({ mac }) => mac.toUpperCase()));
  expect(said.ethernet_summary).toHaveLength(nics.length);
  expect(said.drives).toEqual(
    drives.map(({ serial, bytes, protocol, wwn }) => [
      serial,
      bytes,
      protocol,
      wwn.split('.')[1]?.toUpperCase(),
    ]),
  );
  expect(said.volumes).toHaveLength(drives.length);
  expect(said.simple_storage.largest).toBe(Math.max(...drives.map(({ bytes }) => bytes)));
  expect(said.controllers).toHaveLength(4);
});

it('lets it read and set BIOS and secure boot', () => {
  expect(said.bios.ProcVirtualization).toBe('Enabled');
  expect(said.bios_pending).toEqual({ ProcVirtualization: 'Disabled' });
  expect(said.secure_boot).toEqual([false, 'Disabled']);
  expect(said.secure_boot_set).toBe(true);
});

it('lets it read sensors and power supplies, and set the LED', () => {
  const { chassis } = said;
  expect([chassis.type, chassis.power]).toEqual(['RackMount', 'On']);
  expect(chassis.fans).toHaveLength(redfish.machine.fans);
  for (const [, rpm, health] of chassis.fans) {
    expect(rpm).toBeGreaterThan(1000);
    expect(health).toBe('OK');
  }
  expect(chassis.temperatures.map(([name]: [string]) => name)).toContain('Inlet Temp');
  expect(chassis.supplies).toHaveLength(2);
  expect(chassis.adapters).toHaveLength(redfish.machine.nics.length);
  expect(said.led_set).toBe('Blinking');
});

it('lets it use the manager and its virtual media', () => {
  expect(said.manager).toEqual({
    type: 'BMC',
    firmware: '7.10.50.00',
    systems: [redfish.machine.uuid],
    chassis: ['System.Embedded.1'],
    resets: ['ForceRestart', 'GracefulRestart'],
  });
  expect(said.media).toEqual({ Cd: ['CD', 'DVD'], UsbStick: ['USBStick'] });
  expect(said.inserted).toEqual([web.url('/boot.iso'), true, true]);
  expect(said.ejected).toEqual([null, false]);
});

it('lets it set the boot device once, which the next start consumes', () => {
  expect(said.boot).toEqual(['Cd', 'Once', 'UEFI']);
  expect(said.boot_after).toEqual(['None', 'Disabled']);
  expect(said.boot_sources).toContain('Cd');
  expect(said.resets).toContain('GracefulShutdown');
});

it('lets it update firmware as a task', () => {
  expect(said.firmware).toMatchObject({ BIOS: '1.14.1', BMC: '7.10.50.00' });
  expect(said.task).toEqual(['Completed', 100]);
  expect(said.tasks).toEqual([['Update of BIOS', 'Completed']]);
  expect(said.bios_after).toBe('9.8.7');
});

it('lets it use events, sessions and registries', () => {
  expect(said.event_types).toContain('Alert');
  expect(said.subscriptions).toEqual([[web.url('/events'), 'sushy']]);
  expect(said.subscriptions_after).toBe(0);
  expect(said.sessions).toEqual(['root']);
  expect(said.session_timeout).toBe(1800);
  expect(said.registries).toContain('TuskarLab');
});
