import {
  type RackFile,
  type RackFileFormat,
  rackFileItems,
  type RackFileSection,
} from '@tuskar/contract/rack-file.ts';
import { readDocument } from './document.ts';
import type { RawItem } from './raw-document.ts';
import type { ImportProblem } from './problem.ts';

export type ReadFile = { file: RackFile; problems: ImportProblem[]; broken: Set<string> };

type Item = Record<string, unknown>;

/** Reads a file into items that are right by themselves; what is wrong with the others is said, item by item. */
export function readRackFile(text: string, format: RackFileFormat): ReadFile {
  const document = readDocument(text, format);
  const file: RackFile = { sites: [], locations: [], racks: [], reservations: [], placements: [] };
  const problems = [...document.problems];
  const broken = new Set<string>();
  const seen = new Map<string, string>();
  for (const item of document.items) {
    if (!isSection(item.section)) {
      problems.push({
        item: item.section,
        reason: `unknown; known are ${Object.keys(rackFileItems).join(', ')}`,
      });
      continue;
    }
    const title = titleOf(item.section, item);
    const found = check(item.section, item.value);
    const before = seen.get(title);
    if (before !== undefined) found.problems.push({ reason: `it stands in ${before} already` });
    seen.set(title, item.where);
    problems.push(...found.problems.map((problem) => ({ item: title, ...problem })));
    if (found.problems.length > 0) broken.add(title);
    else (file[item.section] as unknown[]).push(found.value);
  }
  return { file, problems: onlyOnce(problems), broken };
}

type Sections = { [Section in RackFileSection]: object[] };

/** Holds items that come from elsewhere to the form of files, where `source` is no field. Gives those that are right. */
export function checkFile<File extends Sections>(file: File): { file: File } & Omit<ReadFile, 'file'> {
  const problems: ImportProblem[] = [];
  const broken = new Set<string>();
  const right = Object.keys(rackFileItems)
    .filter(isSection)
    .map((section) => {
      const items = file[section].filter((item) => {
        const { source: _source, ...value } = item as Item;
        const found = check(section, value).problems;
        if (found.length === 0) return true;
        const title = titleOf(section, { section, where: section, value });
        problems.push(...found.map((problem) => ({ item: title, ...problem })));
        broken.add(title);
        return false;
      });
      return [section, items] as const;
    });
  return { file: Object.fromEntries(right) as File, problems: onlyOnce(problems), broken };
}

function isSection(section: string): section is RackFileSection {
  return Object.hasOwn(rackFileItems, section);
}

type Checked = { value: unknown; problems: Omit<ImportProblem, 'item'>[] };

function check(section: RackFileSection, value: unknown): Checked {
  const parsed = rackFileItems[section].safeParse(value);
  if (parsed.success) return { value: parsed.data, problems: [] };
  const problems = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((field) => ({ field, reason: 'unknown field' }))
      : [{ field: issue.path.length === 0 ? undefined : issue.path.join('.'), reason: issue.message }],
  );
  return { value: undefined, problems };
}

/** How an item is called in problems, and what tells it from others. */
function titleOf(section: RackFileSection, { value, where }: RawItem): string {
  const item: Item = typeof value === 'object' && value !== null ? (value as Item) : {};
  const text = (field: string) => (typeof item[field] === 'string' ? item[field] : undefined);
  if (section === 'placements') return named('placement', text('machine')) ?? where;
  if (section === 'reservations') {
    const [rack, label] = [text('rack'), text('label')];
    return rack === undefined || label === undefined ? where : reservationTitle(rack, label);
  }
  return named(section.slice(0, -1), text('name')) ?? where;
}

function named(type: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${type} ${name}`;
}

export function reservationTitle(rack: string, label: string): string {
  return `reservation ${rack} '${label}'`;
}

function onlyOnce(problems: ImportProblem[]): ImportProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
