import type { UndercloudAgent } from '@tuskar/contract/undercloud.ts';
import { expect, it } from 'vitest';
import { agentFields } from './agent-fields.ts';

const equip = 'tuskar undercloud equip --wait';
const agent = (change: Partial<UndercloudAgent>): UndercloudAgent => ({
  state: 'newest',
  image: 'agent-2',
  newest: 'agent-2',
  nextAction: null,
  seenAt: '2026-11-26T07:00:00.000Z',
  ...change,
});

it.each([
  [agent({}), 'agent-2, the newest', null],
  [agent({ state: 'older', image: 'agent-1', nextAction: equip }), 'agent-1; the newest is agent-2', equip],
  [
    agent({ state: 'older', image: null, nextAction: equip }),
    'of an image that is here no longer; the newest is agent-2',
    equip,
  ],
  [agent({ state: 'missing', image: null, nextAction: equip }), 'none: no machine can be worked on', equip],
  [agent({ state: 'unknown', image: null, newest: null }), 'not known', null],
])('says which agent an undercloud has, and what to type: %j', (given, has, toDo) => {
  expect(agentFields(given)).toEqual([
    ['agent', has],
    ['to do', toDo],
  ]);
});
