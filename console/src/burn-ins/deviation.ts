import type { MeasuredValue } from '@tuskar/contract/burn-in.ts';
import { boundlessDeviation, metricOf } from '@tuskar/contract/metric.ts';
import { formatAmount } from '../components/amounts.ts';

type Off = Pick<MeasuredValue, 'metric' | 'value' | 'median' | 'unit'>;

/**
 * '−56 %', or '+9 °C' where a share would say nothing: how far a value is from the median of its siblings, as docs/burn-in.md
 * judges its metric. Undefined where there is no median to be far from.
 */
export function formatOff({ metric, value, median, unit }: Off): string | undefined {
  if (median === null) return undefined;
  if ('amount' in metricOf(metric).floor) return withSign(value - median, (off) => formatAmount(off, unit));
  if (median === 0) return undefined;
  return withSign(Math.round((value / median - 1) * 100), (off) => `${off} %`);
}

function withSign(off: number, show: (amount: number) => string): string {
  const sign = off === 0 ? '' : off > 0 ? '+' : '−';
  return `${sign}${show(Math.abs(off))}`;
}

/** '−12.3', or 'far' where the siblings are all equal. */
export function formatScore(deviation: number): string {
  if (Math.abs(deviation) >= boundlessDeviation) return 'far';
  const rounded = Math.abs(deviation).toFixed(1);
  return deviation < 0 && rounded !== '0.0' ? `−${rounded}` : rounded;
}

/**
 * One robust standard deviation of the siblings, in the value's unit: MAD / 0.6745, which is (x − median) / M by the
 * formula of the modified z-score M. Undefined where the value is the median, or its siblings are all equal.
 */
export function spreadOf({
  value,
  median,
  deviation,
}: Pick<MeasuredValue, 'value' | 'median' | 'deviation'>): number | undefined {
  if (median === null || deviation === null || deviation === 0) return undefined;
  return Math.abs(deviation) >= boundlessDeviation ? undefined : (value - median) / deviation;
}

export function isBad(judgement: MeasuredValue['judgement']): boolean {
  return judgement !== 'good' && judgement !== 'not-judged';
}
