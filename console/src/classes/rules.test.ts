import { expect, test } from 'vitest';
import { describeLimit, membersInShort, rulesInShort } from './rules.ts';

test('rules are told in one line', () => {
  expect(
    rulesInShort({
      manufacturer: 'Dell*',
      model: 'R650',
      processors: 2,
      memoryMebibytes: { atLeast: 393_216 },
      disks: { count: 4, model: 'PM9A3' },
    }),
  ).toBe('Dell*, R650, processors 2, memory at least 384 GiB, disks 4, PM9A3');
  expect(rulesInShort({})).toBe('every machine');
});

test('a limit has one side or both', () => {
  expect(describeLimit({ metric: 'write-throughput', atLeast: 1500 })).toBe(
    'write throughput: at least 1,500',
  );
  expect(describeLimit({ metric: 'temperature', atLeast: 5, atMost: 85 })).toBe(
    'temperature: at least 5, at most 85',
  );
});

test('members are told with those that deviate', () => {
  expect(membersInShort({ members: 0, deviating: 0 })).toBe('no members');
  expect(membersInShort({ members: 16, deviating: 0 })).toBe('16 members, all as they must be');
  expect(membersInShort({ members: 16, deviating: 2 })).toBe('16 members, 2 not as they must be');
});
