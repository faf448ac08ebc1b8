import { readFileSync } from 'node:fs';

/** The last lines of a log, indented; JSON lines as their message and error. */
export function tailOf(path: string, lines: number): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return `  (no log: ${(error as Error).message})`;
  }
  return text
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => `  ${readable(line)}`)
    .join('\n');
}

function readable(line: string): string {
  try {
    const { msg, err, error } = JSON.parse(line) as {
      msg?: string;
      err?: { message?: string };
      error?: { message?: string };
    };
    return [msg, err?.message ?? error?.message].filter(Boolean).join(': ') || line;
  } catch {
    return line;
  }
}
