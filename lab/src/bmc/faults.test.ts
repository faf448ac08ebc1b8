import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultTable } from '../machines/faults.ts';
import { type Fault, type FaultName, faultNames } from '../machines/schema.ts';
import { type Json, type Redfish, TestBmcs } from './testing/lab.ts';

const bmcs = new TestBmcs();
let redfish: Redfish;

beforeEach(async () => {
  await bmcs.start();
  redfish = await bmcs.add();
});
afterEach(async () => {
  await bmcs.fleet.remove('m1');
  await bmcs.stop();
});

const system = 'Systems/System.Embedded.1';
const chassis = 'Chassis/System.Embedded.1';
const log = 'Managers/iDRAC.Embedded.1/LogServices/Sel';

const show = (...faults: Fault[]) => bmcs.fleet.setFaults('m1', faults);
const reset = (ResetType: string) => redfish.post(`${system}/Actions/ComputerSystem.Reset`, { ResetType });
const bodyOf = async (path: string): Promise<Json> => (await redfish.get(path)).body;
const powerState = async () => (await bodyOf(system)).PowerState;
const healthOf = async (path: string) => (await bodyOf(path)).Status.Health;
const membersOf = async (path: string): Promise<string[]> =>
  (await bodyOf(path)).Members.map((one: Json) => one['@odata.id'].split('/').pop());
const messages = async (): Promise<string[]> =>
  (await bodyOf(`${log}/Entries`)).Members.map((entry: Json) => entry.MessageId.split('.').pop());

async function powerOn() {
  await reset('On');
  await expect.poll(powerState).toBe('On');
}

/** What is read from a connection until the server ends it, or undefined while it only holds it. */
async function rawAnswer(milliseconds: number): Promise<string | undefined> {
  const socket = connect({ host: redfish.machine.bmc.address, port: redfish.port });
  await once(socket, 'connect');
  socket.write('GET /redfish/v1/ HTTP/1.1\r\nHost: bmc\r\n\r\n');
  const silence = AbortSignal.timeout(milliseconds);
  try {
    const [chunk] = (await once(socket, 'data', { signal: silence })) as [Buffer];
    return chunk.toString();
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}

describe('faults of the BMC itself', () => {
  it('bmc-timeout: it takes connections and never answers, until it is repaired', async () => {
    await show({ name: 'bmc-timeout' });
    expect(await rawAnswer(200)).toBeUndefined();
    await show();
    expect(await rawAnswer(5000)).toContain('200 OK');
  });

  it('bmc-hangs-after-power-on: it answers until the machine is started', async () => {
    await show({ name: 'bmc-hangs-after-power-on' });
    expect(await powerState()).toBe('Off');
    expect((await reset('On')).status).toBe(204);
    await (await bmcs.fleet.get('m1')).power.settled();
    expect(await rawAnswer(200)).toBeUndefined();
    await show();
    expect(await powerState()).toBe('On');
  });

  it('bmc-wrong-password: it refuses the right one, and sessions that were open', async () => {
    const { user, password } = redfish.machine.bmc;
    const open = await redfish.post('SessionService/Sessions', { UserName: user, Password: password });
    const token = { 'x-auth-token': String(open.headers['x-auth-token']) };
    await show({ name: 'bmc-wrong-password' });
    expect((await redfish.get(system)).status).toBe(401);
    expect((await redfish.get(system, { headers: token })).status).toBe(401);
    await show();
    expect((await redfish.get(system, { headers: token })).status).toBe(200);
  });

  it('bmc-error: it answers 503, and when to try again', async () => {
    await show({ name: 'bmc-error' });
    const { status, headers, body } = await redfish.get('');
    expect([status, headers['retry-after']]).toEqual([503, '30']);
    expect(body.error.code).toBe('Base.1.18.ServiceTemporarilyUnavailable');
  });
});

describe('faults in sensors and health', () => {
  it('overheat: while it is on, processors are over their critical temperature', async () => {
    await show({ name: 'overheat' });
    expect(await healthOf(system)).toBe('OK');
    await powerOn();
    expect(await healthOf(system)).toBe('Critical');
    const { Temperatures } = await bodyOf(`${chassis}/Thermal`);
    const cpu = Temperatures.find((one: Json) => one.PhysicalContext === 'CPU');
    expect(cpu.ReadingCelsius).toBeGreaterThan(cpu.UpperThresholdCritical);
    expect(cpu.Status.Health).toBe('Critical');
    expect(await messages()).toContain('TemperatureCritical');
  });

  it('fan-failed: the fan stands still and the others run on', async () => {
    await powerOn();
    await show({ name: 'fan-failed', target: 'FAN2' });
    const { Fans } = await bodyOf(`${chassis}/Thermal`);
    expect(Fans.map((fan: Json) => fan.Reading > 0)).toEqual(
      Array.from({ length: 8 }, (_, index) => index !== 1),
    );
    expect(await healthOf(`${chassis}/ThermalSubsystem/Fans/FAN2`)).toBe('Critical');
    expect(await healthOf(`${chassis}/ThermalSubsystem/Fans/FAN1`)).toBe('OK');
    expect(await healthOf(chassis)).toBe('Critical');
    expect(await messages()).toContain('FanFailed');
  });

  it('psu-failed: it gives nothing and the other carries the load', async () => {
    await powerOn();
    await show({ name: 'psu-failed', target: 'PSU1' });
    const { PowerSupplies, PowerControl } = await bodyOf(`${chassis}/Power`);
    expect(PowerSupplies.map((one: Json) => one.PowerOutputWatts > 0)).toEqual([false, true]);
    expect(PowerSupplies[0].Status.Health).toBe('Critical');
    expect(PowerControl[0].PowerConsumedWatts).toBeGreaterThan(100);
    await show();
    expect(await healthOf(chassis)).toBe('OK');
    expect(await messages()).toEqual(expect.arrayContaining(['PowerSupplyFailed', 'Recovered']));
  });

  it('power-lost: it goes off, stays off, and comes back as it was', async () => {
    await powerOn();
    await show({ name: 'power-lost' });
    expect(await powerState()).toBe('Off');
    await reset('On');
    await (await bmcs.fleet.get('m1')).power.settled();
    expect(await powerState()).toBe('Off');
    const { LineInputStatus } = await bodyOf(`${chassis}/PowerSubsystem/PowerSupplies/PSU1`);
    expect(LineInputStatus).toBe('LossOfInput');
    await show();
    await expect.poll(powerState).toBe('On');
  });

  it('power-lost: a machine that was off stays off', async () => {
    await show({ name: 'power-lost' });
    await show();
    await (await bmcs.fleet.get('m1')).power.settled();
    expect(await powerState()).toBe('Off');
  });

  it('dimm-errors: a warning of the DIMM', async () => {
    await powerOn();
    await show({ name: 'dimm-errors', target: 'B3' });
    expect(await healthOf(`${system}/Memory/B3`)).toBe('Warning');
    expect(await healthOf(`${system}/Memory/B4`)).toBe('OK');
    expect((await bodyOf(system)).MemorySummary.Status.Health).toBe('Warning');
    expect(await messages()).toContain('MemoryErrors');
  });

  it('disk-fails: the drive is critical', async () => {
    await powerOn();
    await show({ name: 'disk-fails', target: 'Bay.1' });
    const drive = await bodyOf(`${system}/Storage/NVMe/Drives/Bay.1`);
    expect([drive.Status.Health, drive.FailurePredicted]).toEqual(['Critical', true]);
    expect((await bodyOf(`${system}/Storage/NVMe`)).Status.HealthRollup).toBe('Critical');
    expect((await bodyOf(`${system}/Storage/SATA`)).Status.HealthRollup).toBe('OK');
  });
});

describe('faults of the inventory, which firmware sees at the next start', () => {
  it('dimm-missing', async () => {
    await powerOn();
    await show({ name: 'dimm-missing', target: 'A1' });
    expect((await bodyOf(`${system}/Memory/A1`)).Status.State).toBe('Enabled');
    await reset('ForceRestart');
    await expect.poll(async () => (await bodyOf(`${system}/Memory/A1`)).Status.State).toBe('Absent');
    expect((await bodyOf(system)).MemorySummary).toMatchObject({
      TotalSystemMemoryGiB: 480,
      Status: { Health: 'Critical' },
    });
    expect(await messages()).toContain('MemoryMissing');
  });

  it.each<[FaultName, string, string]>([
    ['disk-missing', 'Bay.1', `${system}/Storage/NVMe/Volumes`],
    ['nic-missing', 'NIC.Integrated.1-1', `${system}/EthernetInterfaces`],
  ])('%s', async (name, target, path) => {
    await powerOn();
    await show({ name, target });
    expect(await membersOf(path)).toContain(target);
    await reset('ForceRestart');
    await expect.poll(() => membersOf(path)).not.toContain(target);
    await show();
    expect(await membersOf(path)).not.toContain(target);
    await reset('ForceRestart');
    await expect.poll(() => membersOf(path)).toContain(target);
  });

  it('part-swapped: same model, another serial number', async () => {
    const path = `${system}/Storage/NVMe/Drives/Bay.0`;
    const before = await bodyOf(path);
    await show({ name: 'part-swapped', target: 'Bay.0' });
    await powerOn();
    const after = await bodyOf(path);
    expect(after.Model).toBe(before.Model);
    expect(after.SerialNumber).not.toBe(before.SerialNumber);
    expect(after.Identifiers).not.toEqual(before.Identifiers);
    expect(await messages()).toContain('PartChanged');
  });
});

it('keeps faults and what firmware saw of them when the process is killed', async () => {
  await show({ name: 'dimm-missing' }, { name: 'psu-failed' });
  await powerOn();
  await bmcs.restart();
  Object.assign(redfish, { port: bmcs.port });
  expect(await powerState()).toBe('On');
  expect((await bodyOf(`${system}/Memory/A1`)).Status.State).toBe('Absent');
  expect((await bodyOf(`${chassis}/Power`)).PowerSupplies[0].Status.Health).toBe('Critical');
});

it('changes nothing where one of the faults names a part that is not there', async () => {
  await expect(show({ name: 'bmc-error' }, { name: 'dimm-missing', target: 'Z1' })).rejects.toThrow('Z1');
  expect((await redfish.get(system)).status).toBe(200);
});

it('has words for every fault', () => {
  for (const name of faultNames) {
    expect(faultTable[name].summary).toMatch(/^[A-Z].+\.$/);
    expect(faultTable[name].shows).toMatch(/^[A-Z].+\.$/);
  }
});
