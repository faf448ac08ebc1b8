import type { FindingKind, PartName } from '@tuskar/contract/burn-in.ts';
import type { BurnInTest, BurnInTestKind } from '@tuskar/contract/burn-in-test.ts';
import type { MetricLimit } from '@tuskar/contract/hardware-class.ts';
import type { Inventory } from '@tuskar/contract/inventory.ts';
import { metricOf } from '@tuskar/contract/metric.ts';
import type { TestResult } from '../agent/results.ts';
import { namePart, nouns, partsOf } from '../inventory/parts.ts';
import { type Judgement, judgeValue } from './judge-value.ts';
import { createPartLookup } from './part-lookup.ts';
import { fewestSiblings } from './statistics.ts';

/** One measured value, its part known by the inventory. */
export type Measured = {
  test: BurnInTestKind;
  metric: string;
  part: PartName | null;
  /** The part's model: values are compared among parts of one model. */
  model: string | null;
  value: number;
  unit: string;
};

export type NewFinding = {
  kind: FindingKind;
  test: BurnInTestKind;
  part: PartName | null;
  metric: string | null;
  value: number | null;
  unit: string | null;
  median: number | null;
  deviation: number | null;
  siblings: number | null;
  title: string;
};

/** A test as it was carried out. */
export type CarriedOut = {
  test: BurnInTest;
  /** What the agent reported of it; undefined: nothing. */
  result: TestResult | undefined;
  /** Why the bare-metal service gave it up; its text may name the part. */
  failure: string | undefined;
  /** Why it was left out; empty: nobody asked for it. */
  skipped: string | undefined;
};

/** The values of siblings by what `siblingKey` makes of a value. */
export type Siblings = ReadonlyMap<string, readonly number[]>;

export type VerdictOptions = {
  tests: CarriedOut[];
  inventory: Inventory;
  /** Of other machines of the class. */
  siblings: Siblings;
  limits: readonly MetricLimit[];
  /** Judge only these; null: everything. */
  only: PartName[] | null;
};

export type Verdict = { findings: NewFinding[]; notes: string[]; measured: Measured[] };

const kinds: Record<BurnInTestKind, 'processor' | 'dimm' | 'disk' | 'nic' | 'gpu'> = {
  cpu: 'processor',
  memory: 'dimm',
  disk: 'disk',
  smart: 'disk',
  network: 'nic',
  gpu: 'gpu',
};

/** Judges a burn-in: what is dead, erroring, slow, hot, or unlike its siblings, and what could not be judged. */
export function reachVerdict(options: VerdictOptions): Verdict {
  const { tests, inventory, only } = options;
  const lookup = createPartLookup(inventory);
  const concerns = (part: PartName | null) =>
    part === null || only === null || only.some((one) => samePart(one, part));
  const measured = tests.flatMap(({ test, result }) =>
    (result?.measurements ?? []).map(({ metric, value, unit, part }): Measured => {
      const found = lookup.find(part);
      return { test: test.kind, metric, value, unit, part: withoutModel(found), model: found?.model ?? null };
    }),
  );
  const reported = tests.flatMap(({ test, result, failure }) => {
    const problems = (result?.problems ?? []).map(({ kind, message, part }) =>
      finding(kind, test.kind, { part: withoutModel(lookup.find(part)) ?? lookup.findIn(message), message }),
    );
    if (failure === undefined || problems.length > 0) return problems;
    return [finding('erroring', test.kind, { part: lookup.findIn(failure), message: failure })];
  });
  const silent = tests.flatMap((carriedOut) => silentDisks(carriedOut, inventory, measured, reported));
  const judged = judgeMeasured(measured, options).filter(({ value }) => concerns(value.part));
  return {
    measured,
    findings: [
      ...[...reported, ...silent].filter(({ part }) => concerns(part)),
      ...judged.flatMap(({ finding }) => finding ?? []),
    ],
    notes: [
      ...tests.flatMap(noteOn),
      ...tests
        .flatMap(({ result }) => result?.unmeasured ?? [])
        .flatMap(({ what, part }) => {
          const found = withoutModel(lookup.find(part));
          if (!concerns(found)) return [];
          return [found === null ? what : `${namePart(found)}: ${what}`];
        }),
      ...notesOnSiblings(judged),
    ],
  };
}

/** Values are compared where test, metric, kind and model of the part are the same. */
export function siblingKey({ test, metric, part, model }: Omit<Measured, 'value' | 'unit'>): string {
  return JSON.stringify([test, metric, part?.kind ?? null, model]);
}

export type JudgedValue = { value: Measured; judged: Judgement; finding: NewFinding | undefined };

/** Judges each value of a machine. Its other parts of a kind are siblings too; the value itself is not. */
export function judgeMeasured(
  measured: readonly Measured[],
  { siblings, limits }: Pick<VerdictOptions, 'siblings' | 'limits'>,
): JudgedValue[] {
  const groups = Map.groupBy(measured, siblingKey);
  return [...groups].flatMap(([key, group]) =>
    group.map((value) => {
      const beside = group.filter((other) => other !== value).map((other) => other.value);
      const judged = judgeValue({
        metric: value.metric,
        value: value.value,
        siblings: [...beside, ...(siblings.get(key) ?? [])],
        limits,
      });
      return { value, judged, finding: findingOf(value, judged) };
    }),
  );
}

function findingOf(value: Measured, judged: Judgement): NewFinding | undefined {
  const { judgement, median, deviation, siblings } = judged;
  if (judgement === 'good' || judgement === 'not-judged') return undefined;
  const { test, metric, part, unit } = value;
  const title = describe(value, judged);
  return {
    kind: judgement,
    test,
    part,
    metric,
    value: value.value,
    unit,
    median,
    deviation,
    siblings,
    title,
  };
}

/** A disk that is there and of which a disk test says nothing, while it speaks of others, did not survive it. */
function silentDisks(
  { test, result }: CarriedOut,
  inventory: Inventory,
  measured: Measured[],
  reported: NewFinding[],
): NewFinding[] {
  if (test.kind !== 'disk' || result === undefined) return [];
  const heard = [...measured, ...reported].filter((one) => one.test === 'disk').map(({ part }) => part);
  if (!heard.some((part) => part?.kind === 'disk')) return [];
  return partsOf(inventory)
    .filter(({ kind }) => kind === 'disk')
    .map(({ kind, serial, place }) => ({ kind, serial, place }))
    .filter((disk) => !heard.some((part) => part !== null && samePart(part, disk)))
    .map((part) => finding('dead', 'disk', { part, message: 'it gave no result' }));
}

function finding(
  kind: FindingKind,
  test: BurnInTestKind,
  { part, message }: { part: PartName | null; message: string },
): NewFinding {
  const said = message.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
  const subject = part === null ? `the ${test} test` : namePart(part);
  return {
    kind,
    test,
    part,
    metric: null,
    value: null,
    unit: null,
    median: null,
    deviation: null,
    siblings: null,
    title: `${subject}: ${said === '' ? 'failed' : said}`,
  };
}

function describe({ test, metric, part, value, unit }: Measured, judged: Judgement): string {
  const subject = part === null ? nouns[kinds[test]] : namePart(part);
  const amount = (one: number) => `${format(one)}${unit === '' ? '' : ` ${unit}`}`;
  const { limit, median, siblings } = judged;
  const beside =
    limit === null
      ? median === null
        ? ''
        : `, its ${siblings} siblings ${amount(median)}`
      : `, must be ${limit.bound} ${amount(limit.value)}`;
  return `${subject}: ${metricOf(metric).title} ${amount(value)}${beside}`;
}

function noteOn({ test, result, failure, skipped }: CarriedOut): string[] {
  if (skipped === '') return [];
  if (skipped !== undefined) return [`the ${test.kind} test was left out: ${skipped}`];
  if (failure !== undefined) return [];
  const { measurements = [], problems = [], unmeasured = [] } = result ?? {};
  // A problem, or why there is no value, is told in its own place.
  if (measurements.length + problems.length + unmeasured.length > 0) return [];
  return [`the ${test.kind} test ended without a measured value`];
}

function notesOnSiblings(judged: { value: Measured; judged: Judgement }[]): string[] {
  const lonely = judged.filter(({ judged: { judgement } }) => judgement === 'not-judged');
  if (lonely.length === 0) return [];
  const most = Math.max(...lonely.map(({ judged: { siblings } }) => siblings));
  const names = [...new Set(lonely.map(({ value }) => metricOf(value.metric).title))];
  return [
    `not judged for want of siblings (${fewestSiblings} are needed, there are ${most}): ${names.join(', ')}`,
  ];
}

/** Whether two names mean one part: by serial number, or by place where one of them has none. */
export function samePart(a: PartName, b: PartName): boolean {
  if (a.kind !== b.kind) return false;
  if (a.serial !== null && b.serial !== null) return a.serial === b.serial;
  return a.place !== null && a.place === b.place;
}

function withoutModel(part: (PartName & { model: string | null }) | null): PartName | null {
  return part === null ? null : { kind: part.kind, serial: part.serial, place: part.place };
}

/** Three digits that matter: 92.4, 2100, 0.0123. */
export function format(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 1000 ? `${Math.round(value)}` : `${Number(value.toPrecision(3))}`;
}
