import { asText, wordsOf } from '../components/problem-facts.ts';

export type AuditFacts = {
  /** What a person reads: 'reason' → 'spare parts come next week'. What was asked first, then of what. */
  plain: [name: string, value: string][];
  /** What has a form of its own, such as an intent, as JSON. */
  formed: [name: string, value: string][];
};

/** Fields of fields are named by their path, 'bmc address', down to here. */
const deepest = 2;

/** What an entry of the audit trail says of the request and what came of it, without the form that it was sent in. */
export function factsOf({ params, body, ...outcome }: Record<string, unknown>): AuditFacts {
  const facts: AuditFacts = { plain: [], formed: [] };
  add(facts, [], outcome);
  if (isRecord(body)) add(facts, [], body);
  else add(facts, [], { body });
  const said = new Set(facts.plain.map(([name]) => name));
  const where = Object.entries(isRecord(params) ? params : {});
  // A field of the body that is called like one of the path is another.
  add(facts, [], Object.fromEntries(where.filter(([name]) => !said.has(wordsOf(name)))));
  return facts;
}

function add(facts: AuditFacts, path: string[], fields: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(fields)) {
    if (value === null || value === undefined) continue;
    const way = [...path, wordsOf(key)];
    const name = way.join(' ');
    if (typeof value === 'boolean') facts.plain.push([name, value ? 'yes' : 'no']);
    else if (isRecord(value) && way.length < deepest) add(facts, way, value);
    else (isPlain(value) ? facts.plain : facts.formed).push([name, asText(value)]);
  }
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value) ? value.every((item) => typeof item !== 'object') : typeof value !== 'object';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
