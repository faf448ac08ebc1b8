import type { BurnInTest } from '@tuskar/contract/burn-in-test.ts';
import { labFaults, type LabFaultName } from '@tuskar/contract/lab-faults.ts';
import type { Machine } from '@tuskar/contract/machine.ts';
import { machineClocks } from '@tuskar/contract/machine-states.ts';
import { resolveFault } from '@tuskar/lab/machines/faults.ts';
import type { Fault, MachineDescription } from '@tuskar/lab/machines/schema.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { toMachine } from './resource.ts';
import { getMachine } from './store.ts';
import { likeMachines, type SimulatedWorld, startSimulatedWorld } from './testing/simulated-world.ts';

// What an operator sees of a machine that meets a fault in its work, and the way back. What its BMC shows of a fault while
// nobody works on it is in watch/faults.db.test.ts.

/** Those that end a piece of work: how its operation's failure reads. */
const ending = [
  ['enrol', 'bmc-timeout', 'node-bmc-failed', /Read timed out/, /address, its credentials/],
  ['enrol', 'bmc-error', 'node-bmc-failed', /code 503/, /that it answers/],
  ['enrol', 'bmc-wrong-password', 'node-bmc-failed', /401/, /tuskar machine update <name> --user/],
  ['inspect', 'bmc-timeout', 'node-bmc-failed', /Read timed out/, /that it answers/],
  ['inspect', 'bmc-error', 'node-bmc-failed', /code 503/, /that it answers/],
  ['inspect', 'bmc-wrong-password', 'node-bmc-failed', /401/, /tuskar machine update <name> --user/],
  ['inspect', 'bmc-hangs-after-power-on', 'node-bmc-failed', /Read timed out/, /that it answers/],
  ['inspect', 'power-lost', 'node-power-failed', /power state to power on/, /mains/],
  ['inspect', 'no-boot', 'node-agent-silent', /Timeout reached while inspecting/, /console/],
] as const;

/** Those that a burn-in finds: of what kind, what is done about it, and what then is in the machine. */
const found = [
  ['disk-fails', 'erroring', 'Replace', 'another part'],
  ['disk-slow', 'slow', 'Replace', 'another part'],
  ['disk-missing', 'unlike', 'Fit', 'another part'],
  ['dimm-missing', 'unlike', 'Fit', 'the same part'],
  ['dimm-errors', 'erroring', 'Replace', 'another part'],
  ['nic-missing', 'unlike', 'Fit', 'the same part'],
  ['overheat', 'hot', 'Check the cooling of', 'the same part'],
  ['reboots-in-burn-in', 'erroring', 'Look at what was found', 'the same part'],
] as const;

/** Seen by an inspection, and no reason against the machine. */
const changing = 'part-swapped';
/** Parts that only the BMC knows of. */
const watched: LabFaultName[] = ['psu-failed', 'fan-failed'];

it('is every fault', () => {
  const met = [...ending.map(([, name]) => name), ...found.map(([name]) => name), changing, ...watched];
  expect([...new Set(met)].toSorted()).toEqual(Object.keys(labFaults).toSorted());
});

const vera = { name: 'vera' } as Actor;
const call = { actor: vera, requestId: 'r1', query: undefined, body: undefined, params: undefined };
const tests: BurnInTest[] = [
  { kind: 'cpu', seconds: 1 },
  { kind: 'memory', seconds: 1, percent: 50 },
  { kind: 'disk', seconds: 2, write: false },
];

type Added = Awaited<ReturnType<SimulatedWorld['add']>>;
let world: SimulatedWorld;
/** Ready, and siblings of each other. */
let fleet: Added[];
/** Enrolled a moment ago. */
let fresh: Added[];

// They wait for the next look at a node, not for a processor.
vi.setConfig({ maxConcurrency: ending.length + found.length + 1 });

beforeAll(async () => {
  world = await startSimulatedWorld();
  const machines: Added[] = [];
  for (const index of likeMachines(found.length + 1 + ending.length)) machines.push(await world.add(index));
  [fleet, fresh] = [machines.slice(0, found.length + 1), machines.slice(found.length + 1)];
  await Promise.all(fleet.map(({ name }) => world.run('machine.inspect', { machine: name })));
  const [proposal] = (await world.handlers['class.propose'](call)).items;
  expect.assert(proposal !== undefined);
  const { name, rules, requirements } = proposal;
  const body = { name, rules, requirements, description: null, priority: 100 };
  await world.handlers['class.create']({ ...call, body });
  await world.handlers['profile.create']({ ...call, body: { name: 'short', description: null, tests } });
  await Promise.all(fleet.map((machine) => burnIn(machine)));
});
afterAll(() => world.stop());

async function burnIn({ name }: Added): Promise<void> {
  const body = { machines: [name], profile: 'short', perRack: undefined };
  const { items } = await world.handlers['burn-in.run']({ ...call, body });
  await Promise.all(items.map(({ id }) => world.untilEnded(id)));
}

async function inspect({ name }: Added): Promise<void> {
  const { id } = await world.handlers['machine.inspect']({ ...call, params: { name } });
  await world.untilEnded(id);
}

/** What a person is shown of it. */
const seen = async ({ name }: Added): Promise<Machine> => toMachine(await getMachine(world.db, name));

/** The one that no other test has. */
function taken(machines: Added[], place: number): Added {
  const machine = machines[place];
  if (machine === undefined) throw new Error('there are too few machines');
  return machine;
}

/** As a person reads it on the machine: the part, or the test where no part is to blame. */
function nameOf({ drives, dimms, nics, processors }: MachineDescription, { name, target }: Fault): string {
  if (name === 'reboots-in-burn-in') return 'the cpu test';
  if (name === 'overheat') return `processor ${processors[0]?.socket}`;
  const drive = drives.find(({ bay }) => bay === target);
  if (drive !== undefined) return `disk ${drive.serial} in ${drive.bay}`;
  const dimm = dimms.find(({ slot }) => slot === target);
  if (dimm !== undefined) return `DIMM ${dimm.slot}`;
  return `NIC ${nics.find((nic) => nic.name === target)?.mac}`;
}

describe.concurrent('a fault that ends a piece of work', { timeout: 120_000 }, () => {
  it.each(ending.map((row, place) => [...row, place] as const))(
    '%s with %s: %s, and the retry that is named',
    async (work, name, code, reason, remedy, place) => {
      const machine = taken(fresh, place);
      await world.break(machine.id, { name });
      const input = { machine: machine.name, ...(work === 'enrol' ? { inspect: false } : {}) };
      const { id, state } = await world.run(`machine.${work}`, input);
      expect(state).toBe('failed');
      const isEnrolment = work === 'enrol';
      const broken = await seen(machine);
      expect(broken).toMatchObject({
        operation: null,
        state: isEnrolment ? 'enrolling' : 'quarantined',
        waitingFor: isEnrolment ? machineClocks.enrolling.waitsFor : 'a repair',
        failure: { code, message: expect.stringMatching(reason) },
        nextAction: expect.stringMatching(remedy),
      });
      expect(broken.stateReason).toBe(isEnrolment ? null : broken.failure?.message);
      expect(broken.nextAction).toContain(`tuskar operation retry ${id}`);

      await world.break(machine.id);
      expect(await world.retry(id)).toMatchObject({ state: 'succeeded' });
      expect(await seen(machine)).toMatchObject({
        operation: null,
        failure: null,
        state: isEnrolment ? 'enrolling' : 'inspected',
        contact: isEnrolment ? 'reachable' : 'unknown',
      });
    },
  );
});

describe.concurrent('a fault that a burn-in finds', { timeout: 120_000 }, () => {
  it.each(found.map((row, place) => [...row, place] as const))(
    '%s is %s: %s …, then test it again',
    async (name, kind, deed, repair, place) => {
      const machine = taken(fleet, place);
      const fault = resolveFault(machine.machine, { name });
      const part = nameOf(machine.machine, fault);
      const whole = 'reboots-in-burn-in' === name;
      await world.break(machine.id, fault);
      if (kind === 'unlike') await inspect(machine);
      const looked = await seen(machine);
      expect(`${looked.state}: ${looked.stateReason}`).toMatch(
        kind === 'unlike' ? new RegExp(`^inspected: ${part}.* is gone$`) : /^ready: passed/,
      );
      await burnIn(machine);
      const bad = await seen(machine);
      const action = `^${deed}${whole ? '' : ` ${part}`}.*, then: tuskar machine retest ${machine.name}$`;
      expect(bad).toMatchObject({
        state: 'quarantined',
        stateReason: expect.stringMatching(
          kind === 'unlike' ? new RegExp(`^1 of \\d+ \\w+s missing: .*`) : new RegExp(`^${part}`),
        ),
        waitingFor: 'a repair',
        nextAction: expect.stringMatching(new RegExp(action)),
        failure: { code: 'burn-in-failed', message: bad.stateReason },
      });
      expect(bad.failure?.part ?? 'the cpu test').toMatch(new RegExp(`^${part}`));
      const { items } = await world.handlers['machine.findings']({ ...call, params: { name: machine.name } });
      expect(items.map((finding) => finding.kind)).toContain(kind);

      const swapped = fault.target === undefined ? {} : { target: fault.target };
      await world.break(
        machine.id,
        ...(repair === 'another part' ? [{ name: changing, ...swapped } as const] : []),
      );
      const { id } = await world.handlers['machine.retest']({ ...call, params: { name: machine.name } });
      expect(await world.untilEnded(id)).toMatchObject({ state: 'succeeded', result: { verdict: 'good' } });
      expect(await seen(machine)).toMatchObject({ state: 'ready', failure: null, nextAction: 'Deploy it.' });
    },
  );

  it('part-swapped is seen by the next inspection, and the new part is burnt in', async () => {
    const machine = taken(fleet, found.length);
    const [drive] = machine.machine.drives;
    await world.break(machine.id, { name: changing });
    await inspect(machine);
    expect(await seen(machine)).toMatchObject({
      state: 'inspected',
      stateReason: expect.stringContaining(`disk in ${drive?.bay} was swapped: ${drive?.serial} → `),
      waitingFor: 'a burn-in',
      nextAction: expect.stringContaining('Burn it in'),
    });
    await burnIn(machine);
    expect(await seen(machine)).toMatchObject({ state: 'ready', failure: null });
  });
});
