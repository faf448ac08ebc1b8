export type AptStatus = { kind: 'download' | 'install'; percent: number; message: string };

/** Parses a line of apt's status file descriptor: `dlstatus:NUMBER:PERCENT:TEXT` or `pmstatus:PACKAGE:PERCENT:TEXT`. */
export function parseAptStatus(line: string): AptStatus | null {
  const match = /^(dl|pm)status:[^:]*(?::[a-z0-9]+)?:(\d+(?:\.\d+)?):(.*)$/.exec(line);
  if (!match) return null;
  return {
    kind: match[1] === 'dl' ? 'download' : 'install',
    percent: Number(match[2]),
    message: match[3] ?? '',
  };
}
