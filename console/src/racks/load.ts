import type { Rack } from '@tuskar/contract/rack.ts';
import { formatCount } from '../components/count.ts';

type Load = Rack['summary']['powerWatts'];

/** 'at least 3,200 of 8,000 W': what is not known of some machines only adds to it. */
export function formatLoad({ known, limit, unknown }: Load, unit: string): string {
  const atLeast = unknown > 0 ? 'at least ' : '';
  const sum = formatCount(Math.round(known));
  return limit === null ? `${atLeast}${sum} ${unit}` : `${atLeast}${sum} of ${formatCount(limit)} ${unit}`;
}

export function isOver({ known, limit }: Load): boolean {
  return limit !== null && known > limit;
}
