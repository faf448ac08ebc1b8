import type { AuditEntry } from '@tuskar/contract/access.ts';
import { asText, wordsOf } from '../components/problem-facts.ts';

/** What was asked and what came of it; the seal and the request on demand. */
export function AuditDetail({ entry }: { entry: AuditEntry }) {
  const { seq, detail, requestId, remoteAddress, status, hash, previousHash } = entry;
  const asked = Object.entries(detail).filter(([, value]) => value !== null && value !== undefined);
  const summary = asked.map(([name, value]) => `${wordsOf(name)}: ${inShort(value)}`).join(', ');
  const facts = [
    ...asked.map(([name, value]) => [wordsOf(name), asText(value)] as const),
    ['entry', String(seq)] as const,
    ['status', String(status)] as const,
    ['request', requestId] as const,
    ['from', remoteAddress ?? 'this machine'] as const,
    ['hash', hash] as const,
    ['hash before', previousHash] as const,
  ];
  return (
    <details className="tuskar-audit-detail">
      <summary>{summary === '' ? `Entry ${seq}` : summary}</summary>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const shortLength = 40;

function inShort(value: unknown): string {
  const text = asText(value).replaceAll(/\s+/g, ' ');
  return text.length <= shortLength ? text : `${text.slice(0, shortLength)}…`;
}
