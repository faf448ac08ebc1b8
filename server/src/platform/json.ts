/** A value that survives JSON. */
export type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json };

/** What somebody else's text says, to be checked by a schema; undefined where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** As JSON for a column of PostgreSQL, which refuses NUL and halves of surrogate pairs that JSON allows. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, entry: unknown) =>
    typeof entry === 'string' ? storableText(entry) : entry,
  );
}

/** Text as PostgreSQL can store it: a program's output may hold anything. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
