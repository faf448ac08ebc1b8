/** 262144 → '256 GiB'. */
export function formatMebibytes(mebibytes: number): string {
  if (mebibytes < 1024) return `${mebibytes} MiB`;
  const gibibytes = mebibytes / 1024;
  return gibibytes < 1024 ? `${rounded(gibibytes)} GiB` : `${rounded(gibibytes / 1024)} TiB`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** In powers of a thousand, as makers of disks count: 3_840_755_982_336 → '3.8 TB'. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${rounded(bytes / 1000 ** power)} ${units[power]}`;
}

/** One place after the point, and none where it would be a nought. */
function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
