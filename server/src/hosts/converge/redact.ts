const MASK = '⟦secret⟧';
/** Shorter ones would mask ordinary words. */
const SHORTEST = 6;
/** Of a secret of many lines, such as a private key, lines this long give it away. */
const SHORTEST_LINE = 16;

export type Redact = (text: string) => string;

/** Masks secrets in any text, also as they look in a URL, in base64 and inside a JSON or quoted string. */
export function createRedactor(secrets: string[]): Redact {
  const needles = new Set(secrets.flatMap(formsOf).filter((needle) => needle.length >= SHORTEST));
  if (needles.size === 0) return (text) => text;
  const longestFirst = [...needles].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map((needle) => escapePattern(needle)).join('|'), 'gu');
  return (text) => text.replaceAll(pattern, MASK);
}

/** Masks every string in a value as JSON has them. */
export function redactDeep<Value>(value: Value, redact: Redact): Value {
  if (typeof value === 'string') return redact(value) as Value;
  if (Array.isArray(value)) return value.map((entry) => redactDeep(entry, redact)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, redactDeep(entry, redact)]),
  ) as Value;
}

function formsOf(secret: string): string[] {
  const text = secret.trim();
  const lines = text.split('\n').filter((line) => line.length >= SHORTEST_LINE && !line.startsWith('-----'));
  return [
    text,
    encodeURIComponent(text),
    Buffer.from(secret).toString('base64'),
    JSON.stringify(text).slice(1, -1),
    ...(text.includes('\n') ? lines : []),
  ];
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
