/** '3 s', '2 min 5 s', '4 h 10 min', '3 d 2 h'. */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${Math.max(0, seconds).toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  if (whole < 86_400) return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
  return `${Math.floor(whole / 86_400)} d ${Math.floor((whole % 86_400) / 3600)} h`;
}

/** How long ago, for a table. */
export function formatAge(timestamp: string | null, now: Date = new Date()): string {
  if (timestamp === null) return '-';
  return formatDuration((now.getTime() - Date.parse(timestamp)) / 1000);
}

/** Seconds between two moments; up to now where the second has not come. */
export function secondsBetween(start: string | null, end: string | null, now: Date = new Date()): number {
  if (start === null) return 0;
  return ((end === null ? now.getTime() : Date.parse(end)) - Date.parse(start)) / 1000;
}
