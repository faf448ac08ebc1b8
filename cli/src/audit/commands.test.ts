import type { AuditEntry } from '@tuskar/contract/access.ts';
import { expect, test } from 'vitest';
import { answeringClient, recordedIo } from '../testing.ts';
import { list } from './commands.ts';

const entry: AuditEntry = {
  seq: 2,
  at: '2026-11-26T10:00:00.000Z',
  actor: 'eve',
  token: { id: '7d1fa0c25e83', description: 'laptop' },
  action: 'machine.erase',
  subject: { type: 'machine', name: 'node-1' },
  outcome: 'allowed',
  status: 202,
  requestId: 'r2',
  remoteAddress: null,
  detail: {},
  hash: '',
  previousHash: '',
};

test('the trail names the person, and the token that they acted by', async () => {
  const { token: _, ...signedIn } = entry;
  const items = [entry, { ...signedIn, seq: 1 }];
  const client = answeringClient({ 'GET /v1/audit': [{ body: { items, next: null } }] });
  const io = recordedIo();
  await list({ io, client, format: 'table' }, { limit: '2' });
  expect(io.output.map((line) => line.split(/  +/)[2])).toEqual(['WHO', "eve (token 'laptop')", 'eve']);
});
