import { extname } from 'node:path';
import type { importFormats } from '@tuskar/contract/machine-import.ts';
import { readBaremetalCreate } from './baremetal-create.ts';
import { readCsvNodes } from './csv.ts';
import type { FoundMachine } from './found-machine.ts';
import { readInstackenvNode } from './instackenv.ts';
import type { Problems } from './problems.ts';
import { isItem, type RawItem } from './read-fields.ts';
import { parseText } from './parse-text.ts';

export type ImportFormat = (typeof importFormats)[number];
export type ReadFile = { format: ImportFormat | null; machines: FoundMachine[] };

/** Finds out of what format a file is, and reads its machines; what is wrong is added to the problems. */
export function readFile({ file, content }: { file: string; content: string }, problems: Problems): ReadFile {
  const text = content.replace(/^\uFEFF/, '');
  if (!isText(text, problems)) return { format: null, machines: [] };
  if (text.trim() === '') {
    problems.add('', '', 'the file is empty');
    return { format: null, machines: [] };
  }
  if (extname(file).toLowerCase() === '.csv') return readCsvFile(text, problems);
  const document = parseText(text, problems);
  if (document === undefined) return { format: null, machines: [] };
  return readDocument(document, problems);
}

/**
 * A file of another encoding was decoded with marks in place of what could not be. Read on, it would give passwords that
 * nobody ever set.
 */
function isText(text: string, problems: Problems): boolean {
  const remedy = 'save the file as UTF-8';
  if (text.includes('\0')) {
    problems.add('', '', `is UTF-16 or no text at all: ${remedy}`);
    return false;
  }
  if (!text.includes('\uFFFD')) return true;
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    if (line.includes('\uFFFD'))
      problems.add(`line ${index + 1}`, '', `has bytes that are no UTF-8: ${remedy}`);
  }
  return false;
}

function readCsvFile(text: string, problems: Problems): ReadFile {
  const { hasHeader, nodes } = readCsvNodes(text, problems);
  const format = hasHeader ? 'instackenv-csv-headed' : 'instackenv-csv';
  return { format, machines: readNodes(nodes, problems) };
}

const known =
  'an instackenv file (nodes with pm_type; as CSV its name ends in .csv), or one of openstack baremetal create (nodes with driver)';

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
