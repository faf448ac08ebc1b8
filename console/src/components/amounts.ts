import { formatCount } from './count.ts';

/** 262144 → '256 GiB'. */
export function formatMebibytes(mebibytes: number): string {
  return inUnits(mebibytes, { base: 1024, units: ['MiB', 'GiB', 'TiB'] });
}

/** Files, in powers of 1,024 as memory: 1_503_238_553 → '1.4 GiB'. */
export function formatFileBytes(bytes: number): string {
  return inUnits(bytes, { base: 1024, units: ['B', 'KiB', 'MiB', 'GiB', 'TiB'] });
}

/** In powers of a thousand, as makers of disks count: 3_840_755_982_336 → '3.8 TB'. */
export function formatBytes(bytes: number): string {
  return inUnits(bytes, { base: 1000, units: ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] });
}

/** In the largest unit that leaves at least one of it, with one place after the point and none where it would be a nought. */
function inUnits(amount: number, { base, units }: { base: number; units: string[] }): string {
  const [unit = '', ...larger] = units;
  const rounded = Math.round(amount * 10) / 10;
  if (rounded >= base && larger.length > 0) return inUnits(amount / base, { base, units: larger });
  return `${rounded} ${unit}`;
}

/** A measured value with three digits that matter: '92.4 MB/s', '41,200 ops/s', '0'. */
export function formatAmount(value: number, unit: string | null): string {
  const digits = Math.abs(value) >= 1000 ? formatCount(Math.round(value)) : `${Number(value.toPrecision(3))}`;
  return unit === null || unit === '' ? digits : `${digits} ${unit}`;
}
