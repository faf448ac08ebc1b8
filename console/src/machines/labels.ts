/** Labels as a person edits them: a line each, 'key=value'. */
export function writeLabels(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n');
}

/** Undefined where a line is no label. */
export function readLabels(text: string): Record<string, string> | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const pairs = lines.map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at).trim(), line.slice(at + 1).trim(), at] as const;
  });
  if (pairs.some(([key, , at]) => at < 1 || key === '')) return undefined;
  return Object.fromEntries(pairs.map(([key, value]) => [key, value]));
}

/** What makes the labels before those after; null removes one. */
export function labelChanges(
  before: Record<string, string>,
  after: Record<string, string>,
): Record<string, string | null> {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const changed = Object.entries(after).filter(([key, value]) => before[key] !== value);
  return Object.fromEntries([...gone.map((key) => [key, null] as const), ...changed]);
}
