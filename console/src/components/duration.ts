const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A span as a clock reads it: '0:07', '12:40', '3:05:09', '2 d 3 h'. Milliseconds; never below zero. */
export function formatClock(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms >= day) return `${Math.floor(ms / day)} d ${Math.floor((ms % day) / hour)} h`;
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor((ms % hour) / minute);
  const seconds = two(Math.floor((ms % minute) / second));
  return ms >= hour ? `${Math.floor(ms / hour)}:${two(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}

/** A measured span in its natural unit: '80 ms', '4.2 s', '1 min 20 s'. Seconds. */
export function formatSeconds(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1_000)} ms`;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** How long ago, or how soon, in one unit: 'just now', '5 min ago', 'in 3 h'. */
export function formatRelative(at: number, now: number): string {
  const distance = Math.abs(now - at);
  if (distance < 10 * second) return 'just now';
  const span = inOneUnit(distance);
  return at <= now ? `${span} ago` : `in ${span}`;
}

/** A span in its largest whole unit: '45 s', '5 min', '3 h', '12 d'. Milliseconds. */
export function inOneUnit(milliseconds: number): string {
  if (milliseconds < minute) return `${Math.floor(milliseconds / second)} s`;
  if (milliseconds < hour) return `${Math.floor(milliseconds / minute)} min`;
  if (milliseconds < day) return `${Math.floor(milliseconds / hour)} h`;
  return `${Math.floor(milliseconds / day)} d`;
}

/** A span that somebody chose, exactly: '5 min', '36 h' as '1 d 12 h', '90 s' as '1 min 30 s'. Whole seconds. */
export function formatSpan(seconds: number): string {
  const units: [size: number, unit: string][] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  let left = seconds;
  const parts = units.flatMap(([size, unit]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? [] : [`${count} ${unit}`];
  });
  return parts.join(' ') || '0 s';
}
