import { expect, it } from 'vitest';
import { createLineSplitter } from './lines.ts';

it('puts lines together from the pieces they come in', () => {
  const lines: string[] = [];
  const splitter = createLineSplitter((line) => lines.push(line));
  for (const piece of ['a', 'b\nc', '\n\nd', '\ne']) splitter.push(piece);
  splitter.end();
  splitter.end();
  expect(lines).toEqual(['ab', 'c', '', 'd', 'e']);
});
