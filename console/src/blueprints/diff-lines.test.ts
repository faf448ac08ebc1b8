import { expect, test } from 'vitest';
import { diffLines } from './diff-lines.ts';

test('a diff without its file headers, each line with its kind', () => {
  const diff =
    'Index: /etc/a\n=====\n--- /etc/a\n+++ /etc/a\n@@ -1,2 +1,2 @@\n [DEFAULT]\n-ratio = 4\n+ratio = 8\n';
  expect(diffLines(diff)).toEqual([
    { kind: 'hunk', text: '@@ -1,2 +1,2 @@' },
    { kind: 'context', text: '[DEFAULT]' },
    { kind: 'removed', text: 'ratio = 4' },
    { kind: 'added', text: 'ratio = 8' },
  ]);
});

test('a removed line that looks like a header stays', () => {
  expect(diffLines('@@ -1 +0,0 @@\n--- BEGIN ---')).toContainEqual({ kind: 'removed', text: '-- BEGIN ---' });
});

test('owner, mode and secrets stand before the text', () => {
  expect(
    diffLines('-mode 0600\n+mode 0640\nsecret changed: try/nova\n--- a\n+++ a\n@@ -1 +1 @@\n x'),
  ).toEqual([
    { kind: 'removed', text: 'mode 0600' },
    { kind: 'added', text: 'mode 0640' },
    { kind: 'note', text: 'secret changed: try/nova' },
    { kind: 'hunk', text: '@@ -1 +1 @@' },
    { kind: 'context', text: 'x' },
  ]);
});
