import { expect, test } from 'vitest';
import { pathHere } from './path-here.ts';

const origin = 'https://tuskar.example';

test.each([
  [undefined, '/'],
  ['/hosts?role=compute#top', '/hosts?role=compute#top'],
  ['//evil.example/hosts', '/'],
  ['https://evil.example/', '/'],
  [String.raw`/\evil.example`, '/'],
  ['javascript:alert(1)', '/'],
  ['https://tuskar.example/lab', '/lab'],
])('%s leads to %s', (to, path) => {
  expect(pathHere(to, origin)).toBe(path);
});
