import { LineCounter, parseDocument, visit } from 'yaml';
import type { Problems } from './problems.ts';

/** Enough for some thousand machines. Much more of it would hold up everybody else while it is parsed; JSON does not. */
const yamlBytes = 1024 * 1024;

/** JSON is YAML too, but its own parser says better what is wrong with it, and where. Undefined: it is neither. */
export function parseText(text: string, problems: Problems): unknown {
  if (!/^\s*[{[]/.test(text)) return inYaml(text, problems);
  try {
    return JSON.parse(text);
  } catch (error) {
    // A list or an object in YAML's own short form, with comments or without quotes.
    const read = text.length > yamlBytes ? undefined : readYaml(text);
    if (read !== undefined && read.wrong.length === 0) return read.document;
    problems.add('', '', `is no JSON: ${(error as Error).message}`);
    return undefined;
  }
}

function inYaml(text: string, problems: Problems): unknown {
  if (text.length > yamlBytes) {
    problems.add('', '', 'is more than 1 MiB of YAML: make it JSON, or several files');
    return undefined;
  }
  const { document, wrong } = readYaml(text);
  for (const { item, reason } of wrong) problems.add(item, '', `is no YAML: ${reason}`);
  return document;
}

type Yaml = { document: unknown; wrong: { item: string; reason: string }[] };

function readYaml(text: string): Yaml {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines });
  const wrong = parsed.errors.map(({ pos, message }) => ({
    item: `line ${lines.linePos(pos[0]).line}`,
    reason: message.split('\n')[0] ?? '',
  }));
  if (wrong.length > 0) return { document: undefined, wrong };
  // A password without quotes may look like a number: 0123 and 1e5 are kept as they are written.
  visit(parsed, {
    Scalar: (_, node) => {
      if (typeof node.value === 'number' && node.source !== undefined) node.value = node.source;
    },
  });
  try {
    return { document: parsed.toJS() as unknown, wrong };
  } catch (error) {
    // Names that stand for one another without end.
    return { document: undefined, wrong: [{ item: '', reason: (error as Error).message }] };
  }
}
