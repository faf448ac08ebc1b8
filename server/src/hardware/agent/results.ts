import type { BurnInTestKind } from '@tuskar/contract/burn-in-test.ts';
import type { PartKind } from '@tuskar/contract/inventory.ts';
import type { AgentMeasurement, AgentPart } from './measured.ts';
import {
  diskMeasurements,
  gpuMeasurements,
  networkMeasurements,
  smartMeasurements,
} from './measured-devices.ts';
import { cpuMeasurements, memoryMeasurements } from './measured-memory.ts';
import { type AgentRecord, AgentRecords } from './schema.ts';
import { type Unmeasured, unmeasured } from './unmeasured.ts';

export type AgentProblem = { kind: 'dead' | 'erroring'; message: string; part: AgentPart | null };

export type TestResult = {
  test: BurnInTestKind;
  measurements: AgentMeasurement[];
  problems: AgentProblem[];
  unmeasured: Unmeasured[];
  /** The machine restarted in it, or its agent ended: it did not come to its end. */
  cutOff: boolean;
};

/** The clean step of our hardware manager that carries a test out. */
export const testSteps: Record<BurnInTestKind, string> = {
  cpu: 'tuskar_burnin_cpu',
  memory: 'tuskar_burnin_memory',
  disk: 'tuskar_burnin_disk',
  network: 'tuskar_burnin_network',
  smart: 'tuskar_burnin_smart',
  gpu: 'tuskar_burnin_gpu',
};

const readers: Record<BurnInTestKind, (measured: unknown) => AgentMeasurement[]> = {
  cpu: cpuMeasurements,
  memory: memoryMeasurements,
  disk: diskMeasurements,
  network: networkMeasurements,
  smart: smartMeasurements,
  gpu: gpuMeasurements,
};

/** The record of a step is there from its beginning, in the memory of the machine. */
const cutOff = 'it did not come to its end: the agent on the machine ended during it';
const lost = 'the machine restarted during it: the agent that runs on it now knows nothing of it';

/**
 * What the steps of one burn-in measured, the newest record of each test. Never throws: what cannot be read is left out.
 */
export function readResults(answer: unknown, run: string): TestResult[] {
  const records = AgentRecords.safeParse(answer).data?.results ?? [];
  const byTest = new Map<BurnInTestKind, AgentRecord>();
  for (const record of records) {
    const test = (Object.keys(testSteps) as BurnInTestKind[]).find((kind) => testSteps[kind] === record.step);
    if (test !== undefined && record.run === run) byTest.set(test, record);
  }
  return [...byTest].map(([test, { measured, failures, error, ok }]) => ({
    test,
    measurements: readers[test](measured).filter(({ value }) => Number.isFinite(value)),
    problems: [
      ...failures.map(({ part, what }) => ({
        kind: kindOf(what),
        message: what,
        part: part === null ? null : partOf(part),
      })),
      // A step that could not do its work, where no part is to blame.
      ...(ok !== true && failures.length === 0
        ? [{ kind: 'erroring' as const, message: error ?? cutOff, part: null }]
        : []),
    ],
    unmeasured: unmeasured[test](measured),
    cutOff: ok !== true && error === null && failures.length === 0,
  }));
}

/**
 * What one test measured. The bare-metal service takes a machine that restarted in a step for one that has done it: a
 * test of which there is no record among the others did not come to its end. undefined: the service keeps no records.
 */
export function resultOfEnded(
  answer: unknown,
  { run, test }: { run: string; test: BurnInTestKind },
): TestResult | undefined {
  const found = readResults(answer, run).find((one) => one.test === test);
  if (found !== undefined || answer === null) return found;
  return {
    test,
    measurements: [],
    problems: [{ kind: 'erroring', message: lost, part: null }],
    unmeasured: [],
    cutOff: true,
  };
}

const partKinds: Record<string, PartKind> = {
  disk: 'disk',
  dimm: 'dimm',
  memory: 'dimm',
  cpu: 'processor',
  processor: 'processor',
  nic: 'nic',
  gpu: 'gpu',
  accelerator: 'accelerator',
};

function partOf({
  kind,
  id,
  name,
}: {
  kind: string | null;
  id: string | null;
  name: string | null;
}): AgentPart | null {
  const known = partKinds[kind ?? ''];
  if (known === undefined || (id === null && name === null)) return null;
  // What identifies a part is its serial number, or its place where it says none: either is looked for.
  return { kind: known, serial: id, place: name ?? id };
}

function kindOf(what: string): AgentProblem['kind'] {
  return /\bgone\b|no such (file|device)|not respond|does not answer|input\/output error/i.test(what)
    ? 'dead'
    : 'erroring';
}
