import type { FindingKind } from '@tuskar/contract/burn-in.ts';
import type { MetricLimit } from '@tuskar/contract/hardware-class.ts';
import { type Metric, metricOf, outlierScore } from '@tuskar/contract/metric.ts';
import { fewestSiblings, median, modifiedZScore } from './statistics.ts';

export type Judgement = {
  judgement: 'good' | 'not-judged' | FindingKind;
  siblings: number;
  /** null: there are no siblings. */
  median: number | null;
  /** null: too few siblings to tell; infinite where all siblings are equal. */
  deviation: number | null;
  /** The limit that it broke, whatever its siblings have. */
  limit: { bound: 'at least' | 'at most'; value: number } | null;
};

/** On the good side, a value must be this share away from the median before it is worth a look. */
const unlikeShare = 0.5;

/**
 * Judges a value: first by the limits of the metric and of the class, then against its siblings, which are the values of
 * the same metric on parts of the same kind and model in the same class, without the value itself.
 */
export function judgeValue(options: {
  metric: string;
  value: number;
  siblings: readonly number[];
  limits: readonly MetricLimit[];
}): Judgement {
  const { value, siblings } = options;
  const metric = metricOf(options.metric);
  const base = {
    siblings: siblings.length,
    median: siblings.length === 0 ? null : median(siblings),
    deviation: siblings.length < fewestSiblings ? null : modifiedZScore(value, siblings),
    limit: null,
  };
  const own = options.limits.filter((limit) => limit.metric === options.metric);
  const limit = brokenLimit(metric, own, value);
  if (limit !== null) return { ...base, judgement: metric.finding, limit };
  const { median: middle, deviation } = base;
  if (middle === null || deviation === null) {
    const held = own.length > 0 || metric.atMost !== undefined;
    return { ...base, judgement: held ? 'good' : 'not-judged' };
  }
  const distance = value - middle;
  if (Math.abs(deviation) <= outlierScore || Math.abs(distance) < floorOf(metric, middle)) {
    return { ...base, judgement: 'good' };
  }
  if (metric.better === 'neither') return { ...base, judgement: metric.finding };
  const worse = metric.better === 'more' ? distance < 0 : distance > 0;
  if (worse) return { ...base, judgement: metric.finding };
  const far = metric.better === 'more' && Math.abs(distance) >= Math.abs(middle) * unlikeShare;
  return { ...base, judgement: far ? 'unlike' : 'good' };
}

function floorOf({ floor }: Metric, middle: number): number {
  return 'share' in floor ? Math.abs(middle) * floor.share : floor.amount;
}

function brokenLimit(metric: Metric, own: MetricLimit[], value: number): Judgement['limit'] {
  // A class that sets a limit of its own knows better than the general one.
  const { atMost } = metric;
  const limits: Pick<MetricLimit, 'atLeast' | 'atMost'>[] =
    own.length > 0 || atMost === undefined ? own : [{ atMost }];
  for (const { atLeast, atMost } of limits) {
    if (atLeast !== undefined && value < atLeast) return { bound: 'at least', value: atLeast };
    if (atMost !== undefined && value > atMost) return { bound: 'at most', value: atMost };
  }
  return null;
}
