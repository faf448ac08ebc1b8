import { Intent } from '@tuskar/contract/intent.ts';
import type { z } from 'zod';
import { readDocument } from './document.ts';
import { knownKeys } from './known-keys.ts';
import { didYouMean } from './nearest.ts';
import { intentError, type Locate, type Problem } from './problem.ts';

export type ParsedIntent = { intent: Intent; locate: Locate };

type Issue = z.core.$ZodIssue;

function valueAt(value: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (part !== null && typeof part === 'object' ? Reflect.get(part, key) : undefined),
    value,
  );
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

const expectations: Record<string, string> = {
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  string: 'text',
  boolean: 'true or false',
  number: 'a number',
};

function formatReason(issue: Issue, value: unknown): string {
  const formats: Record<string, string> = {
    cidrv4: 'an IPv4 network such as 198.18.0.0/20',
    ipv4: 'an IPv4 address',
  };
  const wanted = issue.code === 'invalid_format' ? formats[issue.format] : undefined;
  return wanted === undefined ? issue.message : `${JSON.stringify(value)} is not ${wanted}`;
}

/** One line for each thing that the schema found. */
function problemsOf(issue: Issue, root: unknown): Problem[] {
  const path = issue.path as (string | number)[];
  const value = valueAt(root, path);
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(Intent, path);
    return issue.keys.map((key) => ({
      path: [...path, key],
      reason: `unknown key '${key}'${didYouMean(key, known)}`,
    }));
  }
  if (value === undefined) return [{ path, reason: 'is missing' }];
  if (issue.code === 'invalid_value') {
    const near = typeof value === 'string' ? didYouMean(value, issue.values.map(String)) : '';
    return [{ path, reason: `${JSON.stringify(value)} is not one of ${issue.values.join(', ')}${near}` }];
  }
  if (issue.code === 'invalid_type')
    return [
      { path, reason: `must be ${expectations[issue.expected] ?? issue.expected}, not ${kindOf(value)}` },
    ];
  if (issue.code === 'invalid_union')
    return [
      { path, reason: `must be text, a number, true or false, or a list of these, not ${kindOf(value)}` },
    ];
  if (issue.code === 'too_small') return [{ path, reason: 'must have at least one entry' }];
  return [{ path, reason: formatReason(issue, value) }];
}

/**
 * Reads cloud.yaml.
 *
 * @throws intent-invalid with every problem as `line:column path: reason`
 */
export function parseIntent(text: string): ParsedIntent {
  const read = readDocument(text);
  if ('problems' in read) throw intentError(read.problems);
  const { value, locate } = read.document;
  const parsed = Intent.safeParse(value);
  if (parsed.success) return { intent: parsed.data, locate };
  throw intentError(
    parsed.error.issues.flatMap((issue) => problemsOf(issue, value)),
    locate,
  );
}
