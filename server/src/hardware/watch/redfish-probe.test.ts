import { isTuskarError } from '@tuskar/contract/error.ts';
import { password, type Redfish, TestBmcs } from '@tuskar/lab/bmc/testing/lab.ts';
import type { Fault } from '@tuskar/lab/machines/schema.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { BmcProbe, WatchTarget } from './probe.ts';
import { createRedfishProbe } from './redfish-probe.ts';

const bmcs = new TestBmcs();
let machine: Redfish['machine'];
let target: WatchTarget;
let probe: BmcProbe;

beforeAll(async () => {
  await bmcs.start();
  const redfish = await bmcs.add();
  ({ machine } = redfish);
  const { ids } = await bmcs.fleet.get('m1');
  await redfish.post(`Systems/${ids.system}/Actions/ComputerSystem.Reset`, { ResetType: 'On' });
  target = {
    id: machine.uuid,
    name: 'm1',
    bmc_protocol: 'redfish',
    bmc_address: `http://${machine.bmc.address}:${bmcs.port}`,
    bmc_port: null,
    bmc_system_id: null,
    bmc_user: machine.bmc.user,
    bmc_verify_ca: false,
  };
  probe = createRedfishProbe({ accessOf: async ({ bmc_address }) => access(bmc_address, password) });
  await vi.waitUntil(async () => (await probe.glance(target, signal)).power === 'on', { timeout: 20_000 });
});
afterAll(() => bmcs.stop());
afterEach(() => setFaults());

const { signal } = new AbortController();
const access = (address: string, secret: string) => ({
  address,
  user: machine.bmc.user,
  password: secret,
  verifyCa: false,
});

async function setFaults(...faults: Fault[]): Promise<void> {
  await bmcs.fleet.setFaults('m1', faults);
}

describe('a BMC of the lab', () => {
  it('says in one answer that its machine is on and well', async () => {
    expect(await probe.glance(target, signal)).toEqual({ power: 'on', health: 'ok' });
  });

  it('has sensors with their limits, and nothing to find fault with', async () => {
    const { findings, sensors, events } = await probe.read(target, signal);
    expect(findings).toEqual([]);
    expect(sensors.filter(({ kind }) => kind === 'fan').length).toBe(machine.fans);
    const inlet = sensors.find(({ kind }) => kind === 'temperature');
    expect(inlet).toMatchObject({ unit: 'C', value: expect.any(Number), critical: expect.any(Number) });
    expect(sensors.filter(({ kind }) => kind === 'power')).toEqual([
      expect.objectContaining({ unit: 'W', value: expect.any(Number) as number, critical: null }),
    ]);
    expect(events.length).toBeGreaterThan(0);
  });

  it.each([
    ['fan-failed', 'fan-failed', /^FAN\d$/],
    ['psu-failed', 'power-supply-failed', /./],
    ['dimm-errors', 'memory-failing', /^DIMM \S+ \(\w+\)$/],
    ['disk-fails', 'disk-failing', /\(\w+\)$/],
    ['overheat', 'overheating', /./],
  ] as const)(
    'with the fault %s names the part, and that it is over',
    { timeout: 150_000 },
    async (name, kind, part) => {
      await setFaults({ name });
      expect((await probe.glance(target, signal)).health).not.toBe('ok');
      await expect
        .poll(async () => (await probe.read(target, signal)).findings, { timeout: 60_000 })
        .toContainEqual(expect.objectContaining({ kind, part: expect.stringMatching(part) as string }));
      await setFaults();
      await expect
        .poll(async () => (await probe.read(target, signal)).findings, { timeout: 60_000 })
        .toEqual([]);
    },
  );

  it('says what it has logged, the newest first', async () => {
    await setFaults({ name: 'fan-failed' });
    const { events } = await probe.read(target, signal);
    expect(events[0]).toMatchObject({
      severity: 'critical',
      message: expect.stringMatching(/fan/i) as string,
    });
    expect(events.map(({ at }) => at.getTime())).toEqual(
      events.map(({ at }) => at.getTime()).toSorted((a, b) => b - a),
    );
  });

  it('is another with a wrong password than one that is not there', async () => {
    const wrong = createRedfishProbe({ accessOf: async ({ bmc_address }) => access(bmc_address, 'wrong') });
    const codeOf = (answer: Promise<unknown>) =>
      answer.then(
        () => 'none',
        (error: unknown) => (isTuskarError(error) ? error.code : 'other'),
      );
    expect(await codeOf(wrong.glance(target, signal))).toBe('bmc-password-wrong');
    const nowhere = { ...target, id: 'other', bmc_address: 'http://127.0.0.1:1' };
    expect(await codeOf(probe.glance(nowhere, signal))).toBe('bmc-unreachable');
  });

  it('is asked how it is reached once, and again after a failure', async () => {
    let times = 0;
    const counting = createRedfishProbe({
      accessOf: async ({ bmc_address }) => {
        times += 1;
        return access(bmc_address, times === 1 ? 'wrong' : password);
      },
    });
    await counting.glance(target, signal).catch(() => undefined);
    await counting.glance(target, signal);
    await counting.glance(target, signal);
    expect(times).toBe(2);
  });
});
