const secretKey =
  /^(authorization|cookie|set-cookie|credentials?)$|password|passwd|passphrase|secret|token|private_?key|api_?key/i;

export const redacted = '[redacted]';

/** Deeper than any object that is meant to be logged; also ends cycles. */
const maximumDepth = 6;

/** A copy in which the value of every key that names a secret reads '[redacted]'. */
export function redact(value: Record<string, unknown>): Record<string, unknown> {
  return redactObject(value, 0);
}

function redactObject(value: object, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    copy[key] = secretKey.test(key) ? redacted : redactValue(entry, depth + 1);
  }
  return copy;
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  // Errors, dates and the like have their own serializers.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return value;
  if (depth >= maximumDepth) return '[too deep]';
  return Array.isArray(value)
    ? value.map((item) => redactValue(item, depth + 1))
    : redactObject(value, depth);
}
