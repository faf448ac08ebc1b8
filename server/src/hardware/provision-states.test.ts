import { describe, expect, it } from 'vitest';
import { nextVerb, provisionRule } from './provision-states.ts';

describe('the states of a node', () => {
  it.each([
    ['enroll', 'inspect', 'manage'],
    ['clean failed', 'clean', 'manage'],
    ['clean failed', 'active', 'manage'],
    ['available', 'clean', 'manage'],
    ['manageable', 'active', 'provide'],
    ['deploy failed', 'active', 'active'],
    ['active', 'deleted', 'deleted'],
  ] as const)('lead from %s to where it can %s by %s', (state, verb, first) => {
    expect(nextVerb(state, verb)).toBe(first);
  });

  it('do not lead an active node to a clean: its system would be lost', () => {
    expect(nextVerb('active', 'clean')).toBeUndefined();
    expect(nextVerb('deploy failed', 'clean')).toBeUndefined();
  });

  it.each([
    ['firmware failed', 'failed'],
    ['firmware wait', 'waiting'],
    ['updating', 'working'],
    ['update hold', 'held'],
    ['', 'rest'],
  ])('of a newer service are told by their name: %j is %s', (state, kind) => {
    expect(provisionRule(state).kind).toBe(kind);
  });
});
