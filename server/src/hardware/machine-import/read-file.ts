import { extname } from 'node:path';
import type { importFormats } from '@tuskar/contract/machine-import.ts';
import { LineCounter, parseDocument } from 'yaml';
import { readBaremetalCreate } from './baremetal-create.ts';
import { hasHeader, nodesOfCsv, readCsv } from './csv.ts';
import type { FoundMachine } from './found-machine.ts';
import { readInstackenvNode } from './instackenv.ts';
import type { Problems } from './problems.ts';
import { isItem, type RawItem } from './read-fields.ts';

export type ImportFormat = (typeof importFormats)[number];
export type ReadFile = { format: ImportFormat | null; machines: FoundMachine[] };

/** Finds out of what format a file is, and reads its machines; what is wrong is added to the problems. */
export function readFile({ file, content }: { file: string; content: string }, problems: Problems): ReadFile {
  const text = content.replace(/^\uFEFF/, '');
  if (text.trim() === '') {
    problems.add('', '', 'the file is empty');
    return { format: null, machines: [] };
  }
  if (extname(file).toLowerCase() === '.csv') return readCsvFile(text, problems);
  const document = parseText(text, problems);
  if (document === undefined) return { format: null, machines: [] };
  return readDocument(document, problems);
}

function readCsvFile(text: string, problems: Problems): ReadFile {
  const rows = readCsv(text);
  const nodes = nodesOfCsv(rows, problems);
  return {
    format: hasHeader(rows) ? 'instackenv-csv-headed' : 'instackenv-csv',
    machines: readNodes(nodes, problems),
  };
}

/** JSON is YAML too, but its own parser says better what is wrong with it, and where. */
function parseText(text: string, problems: Problems): unknown {
  if (/^\s*[{[]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch (error) {
      // A list or an object in YAML's own short form, with comments or without quotes.
      const document = parseDocument(text);
      if (document.errors.length === 0) return document.toJS();
      problems.add('', '', `is no JSON: ${(error as Error).message}`);
      return undefined;
    }
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (const { pos, message } of document.errors) {
    problems.add(`line ${lines.linePos(pos[0]).line}`, '', `is no YAML: ${message.split('\n')[0] ?? ''}`);
  }
  return document.errors.length > 0 ? undefined : document.toJS();
}

const known =
  'an instackenv file (nodes with pm_type), or one of openstack baremetal create (nodes with driver)';

function readDocument(document: unknown, problems: Problems): ReadFile {
  const nothing: ReadFile = { format: null, machines: [] };
  if (Array.isArray(document)) {
    const other = otherFormat(document);
    if (other === undefined) return instackenv(document, problems);
    problems.add('', '', other);
    return nothing;
  }
  if (!isItem(document)) {
    problems.add('', '', `is not known: Tuskar takes ${known}`);
    return nothing;
  }
  const { nodes } = document;
  if (document['chassis'] !== undefined || (Array.isArray(nodes) && nodes.some(isBaremetalCreate))) {
    return { format: 'baremetal-create', machines: readBaremetalCreate(document, problems) };
  }
  if (Array.isArray(nodes)) {
    for (const key of Object.keys(document)) {
      if (key !== 'nodes') problems.ignore('', key, 'is not of an instackenv file');
    }
    return instackenv(nodes, problems);
  }
  problems.add('', 'nodes', nodes === undefined ? `is missing: Tuskar takes ${known}` : 'is no list');
  return nothing;
}

function instackenv(nodes: unknown[], problems: Problems): ReadFile {
  const items = nodes.flatMap((raw, index) => {
    const item = `nodes[${index}]`;
    if (isItem(raw)) return { raw, item };
    problems.add(item, '', 'is no object');
    return [];
  });
  if (nodes.length === 0) problems.add('', 'nodes', 'is empty');
  return { format: 'instackenv', machines: readNodes(items, problems) };
}

function readNodes(nodes: { raw: RawItem; item: string }[], problems: Problems): FoundMachine[] {
  return nodes.flatMap(({ raw, item }) => readInstackenvNode(raw, item, problems) ?? []);
}

function isBaremetalCreate(node: unknown): boolean {
  return (
    isItem(node) &&
    (node['driver'] !== undefined || node['driver_info'] !== undefined) &&
    node['pm_type'] === undefined
  );
}

/** Lists that name roles of a cloud, not machines. */
function otherFormat(list: unknown[]): string | undefined {
  const [first] = list;
  if (!isItem(first) || first['pm_type'] !== undefined) return undefined;
  if (first['instances'] !== undefined || first['count'] !== undefined) {
    return 'is an overcloud-baremetal-deploy file: it says what a cloud uses, not which machines there are';
  }
  if (first['ServicesDefault'] !== undefined || first['CountDefault'] !== undefined) {
    return 'is a roles_data file: it says which roles a cloud has, not which machines there are';
  }
  return undefined;
}
