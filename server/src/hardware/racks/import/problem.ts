import { TuskarError } from '@tuskar/contract/error.ts';

/** One thing that keeps an import from being done. */
export type ImportProblem = {
  /** 'rack r1', or where it stands: 'line 7', 'racks[3]'; undefined: the file as a whole. */
  item?: string;
  field?: string | undefined;
  reason: string;
};

/** 'racks.csv, rack r1, units: ...' */
export function describeProblem(source: string, { item, field, reason }: ImportProblem): string {
  return `${[source, item, field].filter((part) => part !== undefined).join(', ')}: ${reason}`;
}

/** All problems of an import in one error. */
export function importError(source: string, problems: ImportProblem[]): TuskarError {
  const lines = problems.map((problem) => describeProblem(source, problem));
  const count = lines.length === 1 ? 'a problem' : `${lines.length} problems`;
  return new TuskarError('rack-import-invalid', `${source} has ${count}, and nothing was changed.`, {
    context: { problems: lines },
  });
}
