import type { ClassRequirements, ClassRules } from '@tuskar/contract/hardware-class.ts';
import { metricOf } from '@tuskar/contract/metric.ts';
import { formatAmount, formatBytes, formatMebibytes } from '../components/amounts.ts';
import { countOf } from '../components/count.ts';

/** What a machine must be to belong to a class, in words: 'Memory': 'at least 384 GiB'. */
export function describeRules(rules: ClassRules): { term: string; value: string }[] {
  const { manufacturer, model, processorModel, processors, memoryMebibytes: memory, disks, nics } = rules;
  const { accelerators, acceleratorModel, label } = rules;
  const lines: [string, string | undefined][] = [
    ['Maker', manufacturer],
    ['Model', model],
    ['Processor', processorModel],
    ['Processors', numberOf(processors)],
    ['Memory', memory && between(memory, formatMebibytes)],
    ['Disks', disks && wordsOf(numberOf(disks.count), disks.model)],
    ['Network ports', numberOf(nics)],
    ['Accelerators', wordsOf(numberOf(accelerators), acceleratorModel)],
    ['Label', label],
  ];
  return lines.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]));
}

/** The same in one line, for a list. */
export function rulesInShort(rules: ClassRules): string {
  const parts = describeRules(rules).map(({ term, value }) =>
    term === 'Maker' || term === 'Model' ? value : `${term.toLowerCase()} ${value}`,
  );
  return parts.join(', ') || 'every machine';
}

type Part = ClassRequirements['parts'][number];

/** How large each of these parts must be; undefined where nobody says. */
export function sizeOf({ mebibytes, bytes }: Part): string | undefined {
  if (mebibytes !== undefined) return formatMebibytes(mebibytes);
  return bytes === undefined ? undefined : formatBytes(bytes);
}

/** 'write throughput: at least 1,500'. Limits are in the unit in which the metric is measured. */
export function describeLimit({ metric, atLeast, atMost }: ClassRequirements['limits'][number]): string {
  const bounds = between({ atLeast, atMost }, (value) => formatAmount(value, ''));
  return `${metricOf(metric).title}: ${bounds ?? 'no limit'}`;
}

/** '2.10 or later'; undefined where any is right. */
export function versionOf({ version, orLater }: VersionRequirement): string | undefined {
  return version !== undefined && orLater === true ? `${version} or later` : version;
}

type VersionRequirement = { version: string | undefined; orLater?: boolean | undefined };

export function membersInShort({ members, deviating }: { members: number; deviating: number }): string {
  if (members === 0) return 'no members';
  return deviating === 0
    ? `${countOf(members, 'member')}, all as they must be`
    : `${countOf(members, 'member')}, ${deviating} not as they must be`;
}

type Bounds = { atLeast?: number | undefined; atMost?: number | undefined };

function between({ atLeast, atMost }: Bounds, show: (value: number) => string): string | undefined {
  return wordsOf(
    atLeast === undefined ? undefined : `at least ${show(atLeast)}`,
    atMost === undefined ? undefined : `at most ${show(atMost)}`,
  );
}

const numberOf = (count: number | undefined) => (count === undefined ? undefined : `${count}`);

function wordsOf(...parts: (string | undefined)[]): string | undefined {
  return parts.filter((part) => part !== undefined).join(', ') || undefined;
}
