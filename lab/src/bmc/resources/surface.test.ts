import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profiles } from '../../machines/profiles/all.ts';
import { type Json, type Redfish, TestBmcs, testMachine } from '../testing/lab.ts';

const bmcs = new TestBmcs();
const machines: { redfish: Redfish; seen: Map<string, Json> }[] = [];
beforeAll(async () => {
  await bmcs.start();
  for (const [index] of profiles.entries()) {
    const redfish = await bmcs.add(testMachine(`m${index}`, index + 1, index));
    machines.push({ redfish, seen: await walk(redfish) });
  }
});
afterAll(() => bmcs.stop());

function machineAt(index: number) {
  const machine = machines[index];
  if (machine === undefined) throw new Error(`no machine ${index}`);
  return machine;
}

/** Every address that a document names, without those of actions. */
function linksIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(linksIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '@odata.id' && typeof inner === 'string' ? [inner.split('#')[0] ?? ''] : linksIn(inner),
  );
}

async function walk(redfish: Redfish): Promise<Map<string, Json>> {
  const seen = new Map<string, Json>();
  const ahead = ['/redfish/v1/'];
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    if (seen.has(path)) continue;
    const { status, body } = await redfish.get(path);
    if (status !== 200) throw new Error(`${path} answers ${status}`);
    seen.set(path, body);
    ahead.push(...linksIn(body));
  }
  return seen;
}

describe.each(profiles.map(({ name }, index) => [name, index] as const))('the surface of %s', (_, index) => {
  it('answers at every address that it names, as the resource of that address', () => {
    const { seen } = machineAt(index);
    expect(seen.size).toBeGreaterThan(100);
    for (const [path, body] of seen) {
      expect(body['@odata.id']).toBe(path);
      expect(body['@odata.type']).toMatch(/^#\w+\.(v\d+_\d+_\d+\.)?\w+$/);
      expect(body.Name).toBeTypeOf('string');
      expect(body.Id ?? body['Members@odata.count']).toBe(body.Id ?? body.Members.length);
    }
  });

  it('names every target of its actions as one that takes POST', async () => {
    const { redfish, seen } = machineAt(index);
    const targets = [...seen.values()].flatMap((body) =>
      Object.values((body.Actions ?? {}) as Record<string, { target: string }>).map(({ target }) => target),
    );
    expect(targets.length).toBeGreaterThan(5);
    for (const target of targets) {
      const { status, headers } = await redfish.get(target);
      expect([target, status, headers.allow]).toEqual([target, 405, 'POST']);
    }
  });
});

it('shows the parts of the machine', () => {
  const { redfish, seen: all } = machineAt(0);
  const { machine } = redfish;
  const seen = [...all.values()];
  const serials = seen.map((body) => body.SerialNumber);
  for (const { serial } of [...machine.dimms, ...machine.drives]) expect(serials).toContain(serial);
  const macs = seen.map((body) => body.MACAddress);
  for (const { mac } of machine.nics) expect(macs).toContain(mac.toUpperCase());
  const system = seen.find((body) => body['@odata.type'].startsWith('#ComputerSystem.'));
  expect(system).toMatchObject({
    UUID: machine.uuid,
    MemorySummary: { TotalSystemMemoryGiB: 512 },
    ProcessorSummary: { Count: 2, CoreCount: 64, LogicalProcessorCount: 128 },
  });
});

it('marks simulated machines as such', async () => {
  const { redfish } = machineAt(0);
  for (const path of [
    '',
    'Systems/System.Embedded.1',
    'Managers/iDRAC.Embedded.1',
    'Chassis/System.Embedded.1',
  ]) {
    const { body } = await redfish.get(path);
    expect(body.Oem.Tuskar.Simulated).toBe(true);
  }
});

it('never shows a password', () => {
  const { redfish, seen } = machineAt(0);
  const text = JSON.stringify([...seen.values()]);
  expect(text).not.toContain(redfish.machine.bmc.password);
});
