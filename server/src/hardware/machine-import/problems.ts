import type { ImportProblem } from '@tuskar/contract/machine-import.ts';

/** Collects what is wrong with a file, so that all of it is said at once. */
export type Problems = {
  add: (item: string, field: string, reason: string) => void;
  /** What the file says and is not kept. */
  ignore: (item: string, field: string, reason: string) => void;
  found: ImportProblem[];
  ignored: ImportProblem[];
};

export function createProblems(file: string): Problems {
  const found: ImportProblem[] = [];
  const ignored: ImportProblem[] = [];
  return {
    found,
    ignored,
    add: (item, field, reason) => void found.push({ file, item, field, reason }),
    ignore: (item, field, reason) => void ignored.push({ file, item, field, reason }),
  };
}

/** 'nodes.json, nodes[3], pm_addr: is missing' */
export function sentenceOf({ file, item, field, reason }: ImportProblem): string {
  return `${[file, item, field].filter(Boolean).join(', ')}: ${reason}`;
}
