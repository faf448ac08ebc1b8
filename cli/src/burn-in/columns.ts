import type {
  BurnIn,
  BurnInProfile,
  BurnInFinding,
  MeasuredValue,
  PartName,
} from '@tuskar/contract/burn-in.ts';
import { metricOf } from '@tuskar/contract/metric.ts';
import type { Column } from '../output.ts';
import { formatDuration, secondsBetween } from '../times.ts';

export const burnInColumns: Column<BurnIn>[] = [
  { title: 'id', value: (one) => one.id },
  { title: 'machine', value: (one) => one.machine },
  { title: 'profile', value: (one) => one.profile },
  { title: 'state', value: (one) => one.state },
  { title: 'open findings', value: (one) => one.openFindings },
  {
    title: 'took',
    value: (one) =>
      one.startedAt === null ? null : formatDuration(secondsBetween(one.startedAt, one.endedAt)),
  },
  { title: 'by', value: (one) => one.requestedBy },
];

export const findingColumns: Column<BurnInFinding>[] = [
  { title: 'id', value: (one) => one.id },
  { title: 'finding', value: (one) => one.kind },
  { title: 'what', value: (one) => one.title },
  { title: 'z', value: (one) => score(one.deviation) },
  {
    title: 'waived',
    value: (one) =>
      one.waiver === null
        ? null
        : `until ${one.waiver.expiresAt.slice(0, 10)}, ${one.waiver.owner}: ${one.waiver.reason}`,
  },
];

export const profileColumns: Column<BurnInProfile>[] = [
  { title: 'name', value: (one) => one.name },
  { title: 'takes at most', value: (one) => formatDuration(one.seconds) },
  {
    title: 'tests',
    value: (one) => one.tests.map(({ kind, seconds }) => `${kind} ${formatDuration(seconds)}`).join(', '),
  },
  { title: 'built in', value: (one) => (one.builtIn ? 'yes' : 'no') },
  { title: 'what for', value: (one) => one.description },
];

export const measuredColumns: Column<MeasuredValue>[] = [
  { title: 'part', value: (one) => nameOf(one.part) },
  { title: 'metric', value: (one) => metricOf(one.metric).title },
  { title: 'value', value: (one) => amount(one.value, one.unit) },
  { title: 'siblings', value: (one) => one.siblings },
  { title: 'median', value: (one) => (one.median === null ? null : amount(one.median, one.unit)) },
  { title: 'off', value: (one) => off(one) },
  { title: 'z', value: (one) => score(one.deviation) },
  { title: 'verdict', value: (one) => one.judgement.replace('-', ' ') },
];

function nameOf(part: PartName | null): string {
  if (part === null) return 'machine';
  const where = part.place === null ? '' : ` (${part.place})`;
  return part.serial === null ? `${part.kind} ${part.place}` : `${part.kind} ${part.serial}${where}`;
}

/** Three digits that matter. */
function amount(value: number, unit: string): string {
  const digits = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
  return unit === '' ? `${digits}` : `${digits} ${unit}`;
}

function off({ value, median }: MeasuredValue): string | null {
  if (median === null || median === 0) return null;
  const share = Math.round((value / median - 1) * 100);
  return `${share > 0 ? '+' : ''}${share} %`;
}

function score(deviation: number | null): string | null {
  if (deviation === null) return null;
  return Math.abs(deviation) >= 9999 ? 'far' : deviation.toFixed(1);
}
