import { badApple } from '@tuskar/lab/simulated/bad-apples.ts';
import { burnInSteps, simulatedBurnIn } from '@tuskar/lab/simulated/agent/burn-in.ts';
import { simulatedInspection } from '@tuskar/lab/simulated/agent/inspection.ts';
import { simulatedFaults, simulatedMachine, simulatedName } from '@tuskar/lab/simulated/fleet.ts';
import type { BurnInTest } from '@tuskar/contract/burn-in-test.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { readResults } from '../agent/results.ts';
import { fitsClass } from '../class/match.ts';
import { findDeviations } from '../class/deviations.ts';
import { proposeClasses } from '../class/propose.ts';
import { normaliseInventory } from '../inventory/normalise.ts';
import { reachVerdict, siblingKey, type Siblings } from './verdict.ts';

const seed = 7;
const at = Date.UTC(2026, 0, 1);
const tests: BurnInTest[] = [
  { kind: 'cpu', seconds: 60 },
  { kind: 'memory', seconds: 60, percent: 75 },
  { kind: 'disk', seconds: 60, write: true },
  { kind: 'smart', seconds: 60, test: 'short' },
  { kind: 'gpu', seconds: 60 },
];

type Tested = ReturnType<typeof testMachine>;

/** A simulated machine, inspected and burnt in as the agent would report it. */
function testMachine(index: number) {
  const machine = simulatedMachine(seed, index);
  const faults = simulatedFaults(seed, index, machine);
  const { inventory: seen, pluginData } = simulatedInspection(machine, { faults, at });
  const inventory = normaliseInventory({ inventory: seen, plugin_data: pluginData });
  if (inventory === undefined) throw new Error(`${machine.name} cannot be read`);
  const records = burnInSteps.map((step) =>
    simulatedBurnIn(machine, { step, run: 'r1', faults, startedAt: at, seconds: 60, destructive: true }),
  );
  const results = readResults({ results: records }, 'r1');
  const carriedOut = tests.map((test) => ({
    test,
    result: results.find((one) => one.test === test.kind),
    failure: undefined,
    skipped: undefined,
  }));
  return { name: simulatedName(index), inventory, carriedOut, apple: badApple(seed, index, machine) };
}

/** Judged as the server judges: against the other machines of its class. */
function judge(tested: Tested[]) {
  const unclassified = tested.map(({ name, inventory }) => ({ machine: name, inventory }));
  const classes = proposeClasses(unclassified, new Set()).filter(({ machines }) => machines.length >= 4);
  const classified = tested.map((one) => {
    const of = classes.find(({ rules }) => fitsClass(rules, { inventory: one.inventory, labels: {} }));
    const { measured } = verdictOf(one, new Map());
    return { ...one, of, measured: Map.groupBy(measured, siblingKey) };
  });
  const members = Map.groupBy(classified, ({ of }) => of?.name);
  return classified.map((one) => {
    const siblings = new Map<string, number[]>();
    for (const key of one.measured.keys()) {
      const others = (members.get(one.of?.name) ?? []).filter((other) => other !== one);
      siblings.set(
        key,
        others.flatMap(({ measured }) => (measured.get(key) ?? []).map(({ value }) => value)),
      );
    }
    const { findings } = verdictOf(one, siblings);
    const deviations = one.of === undefined ? [] : findDeviations(one.of.requirements, one.inventory);
    return { name: one.name, apple: one.apple, class: one.of?.name, findings, deviations };
  });
}

function verdictOf({ carriedOut: tests, inventory }: Tested, siblings: Siblings) {
  return reachVerdict({ tests, inventory, siblings, limits: [], only: null });
}

/** The first of the fleet, and of the first thousand two bad ones of each kind. */
function numbers(): number[] {
  const first = Array.from({ length: 90 }, (_, index) => index);
  const kinds = new Map<string, number[]>();
  for (let index = 90; index < 1000; index++) {
    const kind = badApple(seed, index, simulatedMachine(seed, index))?.kind;
    if (kind !== undefined) kinds.set(kind, [...(kinds.get(kind) ?? []), index].slice(0, 2));
  }
  return [...first, ...[...kinds.values()].flat()];
}

/** What is said of a bad apple, with the place of its part. */
function signOf(apple: Tested['apple']): RegExp {
  switch (apple?.kind) {
    case 'slow-disk':
      return new RegExp(`^slow .*${apple.bay}`);
    case 'failing-disk':
      return new RegExp(`^(dead|erroring) .*${apple.bay}`);
    case 'missing-dimm':
      return new RegExp(`^missing .*${apple.slot}`);
    case 'hot':
      return /^hot /;
    default:
      return /^firmware /;
  }
}

describe('a simulated fleet with bad apples', () => {
  let judged: ReturnType<typeof judge>;
  beforeAll(() => {
    judged = judge(numbers().map(testMachine));
  }, 120_000);

  it('have classes', () => {
    expect(judged.filter((one) => one.class === undefined).length).toBeLessThan(20);
  });

  it('of the good ones none is accused', () => {
    const accused = judged.filter(({ apple, findings }) => apple === undefined && findings.length > 0);
    expect(accused.map(({ name, findings }) => [name, ...findings.map(({ title }) => title)])).toEqual([]);
  });

  it('of the bad ones each is found, with its part', () => {
    const bad = judged.filter(({ apple }) => apple !== undefined);
    expect(bad.length).toBeGreaterThan(8);
    const missed = bad.filter(({ apple, findings, deviations }) => {
      const found = findings.map(({ part, kind }) => `${kind} ${part?.place ?? ''}`);
      const deviating = deviations.map(({ kind, place }) => `${kind} ${place ?? ''}`);
      return ![...found, ...deviating].some((one) => signOf(apple).test(one));
    });
    expect(missed).toEqual([]);
  });
});
