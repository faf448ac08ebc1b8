import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml';
import { isNestedTooDeeply } from './nesting.ts';
import type { Locate, Problem } from './problem.ts';

/** Bytes of YAML that are read at most: 1 MiB. */
export const intentBytes = 1024 * 1024;

/** One broken bracket makes every line after it an error; the first few say it. */
const shownErrors = 5;

/** How often aliases may repeat nodes: enough for anchors that people write, too few for a bomb. */
const aliasNodes = 200;

export type IntentDocument = {
  value: unknown;
  locate: Locate;
};

export type DocumentResult = { document: IntentDocument } | { problems: Problem[] };

function nodeAt(document: Document, path: (string | number)[]): Node | undefined {
  let node: unknown = document.contents;
  for (const [index, part] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
      if (pair === undefined) return undefined;
      // The place of an entry is its key: that is what a person looks for.
      if (index === path.length - 1) return isNode(pair.key) ? pair.key : undefined;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      if (index === path.length - 1) return isNode(node) ? node : undefined;
    } else return undefined;
  }
  return isNode(node) ? node : undefined;
}

/** The place of a path, or of its nearest parent that is written. */
function locator(document: Document, lines: LineCounter): Locate {
  return (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = nodeAt(document, path.slice(0, length))?.range?.[0];
      if (offset === undefined) continue;
      const { line, col } = lines.linePos(offset);
      return { line, column: col };
    }
    return undefined;
  };
}

function syntaxProblems({ errors }: Document): Problem[] {
  const problems = errors.slice(0, shownErrors).map((error) => ({
    path: [],
    reason: (error.message.split(' at line ')[0] ?? error.message).trim(),
    position: { line: error.linePos?.[0].line ?? 1, column: error.linePos?.[0].col ?? 1 },
  }));
  const more = errors.length - problems.length;
  return more > 0 ? [...problems, { path: [], reason: `and ${more} more errors of syntax` }] : problems;
}

const tooDeep: Problem = { path: [], reason: 'it is nested too deeply to be read' };

function textProblem(text: string): Problem | undefined {
  const bytes = Buffer.byteLength(text);
  if (bytes > intentBytes) {
    const mebibytes = (bytes / intentBytes).toFixed(1);
    return { path: [], reason: `the file has ${mebibytes} MiB; an intent has at most 1 MiB` };
  }
  if (text.trim() === '') return { path: [], reason: 'the file is empty' };
  return isNestedTooDeeply(text) ? tooDeep : undefined;
}

/** Reads YAML 1.2 of one document into plain values, and remembers where each stands. */
export function readDocument(text: string): DocumentResult {
  const problem = textProblem(text);
  if (problem !== undefined) return { problems: [problem] };
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: true, uniqueKeys: true });
    if (document.errors.length > 0) return { problems: syntaxProblems(document) };
    const value: unknown = document.toJS({ maxAliasCount: aliasNodes });
    if (value === null) return { problems: [{ path: [], reason: 'the file is empty' }] };
    return { document: { value, locate: locator(document, lines) } };
  } catch (error) {
    // The library throws for aliases of aliases that it will not expand, and where the stack ends.
    const bomb = error instanceof ReferenceError;
    return { problems: [bomb ? { path: [], reason: 'its aliases would expand without end' } : tooDeep] };
  }
}
