import { createHash } from 'node:crypto';
import type { AuditEntry } from '@tuskar/contract/access.ts';
import { ago } from './time.ts';

const acts: Pick<AuditEntry, 'actor' | 'token' | 'action' | 'subject' | 'outcome' | 'status' | 'detail'>[] = [
  {
    actor: 'alma',
    action: 'session.create',
    subject: null,
    outcome: 'allowed',
    status: 200,
    detail: {},
  },
  {
    actor: 'alma',
    action: 'cloud.plan',
    subject: { type: 'cloud', name: 'try' },
    outcome: 'allowed',
    status: 201,
    detail: {
      params: { name: 'try' },
      body: { intent: { region: 'RegionOne', networks: { external: { cidr: '198.18.0.0/24' } } } },
      made: 'bp-0001',
    },
  },
  {
    actor: 'alma',
    action: 'blueprint.approve',
    subject: { type: 'blueprint', name: 'bp-0001' },
    outcome: 'allowed',
    status: 200,
    detail: { params: { id: 'bp-0001' }, body: { reason: 'First deploy' } },
  },
  {
    actor: 'vera',
    action: 'blueprint.execute',
    subject: { type: 'blueprint', name: 'bp-0001' },
    outcome: 'refused',
    status: 403,
    detail: { error: 'forbidden' },
  },
  {
    actor: 'alma',
    token: { id: '7d1fa0c25e83', description: 'nightly build' },
    action: 'image.build',
    subject: { type: 'image', name: 'host' },
    outcome: 'failed',
    status: 409,
    detail: { body: { kind: 'host' }, error: 'subject-busy' },
  },
];

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Newest first, chained like the real trail. */
export function sampleAudit(count: number): AuditEntry[] {
  return Array.from({ length: count }, (_, index): AuditEntry => {
    const seq = count - index;
    return {
      ...acts[seq % acts.length]!,
      seq,
      at: ago({ minutes: index * 7 }),
      requestId: `req-${seq}`,
      remoteAddress: '198.19.255.254',
      hash: hashOf(`entry ${seq}`),
      previousHash: hashOf(`entry ${seq - 1}`),
    };
  });
}
