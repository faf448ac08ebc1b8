import type { AuditEntry } from '@tuskar/contract/access.ts';
import { factsOf } from './facts.ts';

/** What was asked and what came of it; the seal and the request on demand. */
export function AuditDetail({ entry }: { entry: AuditEntry }) {
  const { seq, detail, requestId, remoteAddress, status, hash, previousHash } = entry;
  const { plain, formed } = factsOf(detail);
  const told = plain.slice(0, toldAtOnce).map(([name, value]) => `${name}: ${inShort(value)}`);
  const summary = [...told, ...(told.length === 0 ? formed.map(([name]) => name) : [])].join(', ');
  const facts = [
    ...plain,
    ['entry', String(seq)],
    ['status', String(status)],
    ['request', requestId],
    ['from', remoteAddress ?? 'this machine'],
    ['hash', hash],
    ['hash before', previousHash],
    ...formed,
  ] as const;
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

const toldAtOnce = 4;
const shortLength = 40;

function inShort(value: string): string {
  const text = value.replaceAll(/\s+/g, ' ');
  return text.length <= shortLength ? text : `${text.slice(0, shortLength)}…`;
}
