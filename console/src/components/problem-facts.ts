/** 'exitCode' as 'exit code'. */
export function wordsOf(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  return JSON.stringify(value, null, 2);
}

/** The facts of a problem that its message does not tell yet. */
export function factsBeyond(
  said: string,
  context: Record<string, unknown>,
): [name: string, value: unknown][] {
  return Object.entries(context).filter(([, value]) => {
    if (value === null || value === undefined || asText(value) === '') return false;
    const texts = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
    const isToldWhole = texts.length > 0 && texts.every((text) => said.includes(text));
    return !isToldWhole;
  });
}
