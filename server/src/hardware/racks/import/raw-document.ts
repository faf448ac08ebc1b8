import type { ImportProblem } from './problem.ts';

/** A value and where it stands, before anybody has looked at what it says. */
export type RawItem = { section: string; where: string; value: unknown };
export type RawDocument = { items: RawItem[]; problems: ImportProblem[] };
