import type { RackFileFormat } from '@tuskar/contract/rack-file.ts';
import { LineCounter, parseDocument } from 'yaml';
import { readCsv } from './csv-document.ts';
import type { ImportProblem } from './problem.ts';
import type { RawDocument, RawItem } from './raw-document.ts';

/** The format that a file's name says; undefined where it says none. */
export function formatOf(name: string): RackFileFormat | undefined {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  return { csv: 'csv' as const, json: 'json' as const, yaml: 'yaml' as const, yml: 'yaml' as const }[
    ending ?? ''
  ];
}

/** Takes a file apart into its items. */
export function readDocument(text: string, format: RackFileFormat): RawDocument {
  if (text.trim() === '') return wrong('it is empty');
  return { csv: readCsv, json: readJson, yaml: readYaml }[format](text);
}

function readJson(text: string): RawDocument {
  try {
    return itemsOf(JSON.parse(text));
  } catch (error) {
    return wrong(`it is not JSON: ${(error as Error).message}`);
  }
}

function readYaml(text: string): RawDocument {
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true });
    const [error] = document.errors;
    if (error !== undefined) {
      const { line } = lineCounter.linePos(error.pos[0]);
      return wrong(`it is not YAML: line ${line}: ${error.message}`);
    }
    return itemsOf(document.toJS({ maxAliasCount: 100 }));
  } catch (error) {
    // Aliases that expand without end, or nesting that ends the stack.
    return wrong(`it cannot be read: ${(error as Error).message}`);
  }
}

function itemsOf(value: unknown): RawDocument {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return wrong('at its top must be the keys sites, locations, racks, reservations, placements');
  }
  const items: RawItem[] = [];
  const problems: ImportProblem[] = [];
  for (const [section, list] of Object.entries(value)) {
    if (list === null) continue;
    if (Array.isArray(list)) {
      list.forEach((item: unknown, index) =>
        items.push({ section, where: `${section}[${index}]`, value: item }),
      );
    } else problems.push({ item: section, reason: 'it must be a list' });
  }
  return { items, problems };
}

function wrong(reason: string): RawDocument {
  return { items: [], problems: [{ reason }] };
}
