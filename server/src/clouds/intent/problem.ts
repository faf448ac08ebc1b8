import { TuskarError } from '@tuskar/contract/error.ts';

/** One thing that is wrong with an intent; `path` is where it stands in cloud.yaml. */
export type Problem = {
  path: (string | number)[];
  reason: string;
  /** Where it stands, for what has no path: broken syntax. */
  position?: Position;
};

/** Both from 1. */
export type Position = { line: number; column: number };

/** Where a path stands in the text; undefined for what is not written there. */
export type Locate = (path: (string | number)[]) => Position | undefined;

/** Keys with dots of their own stand in brackets: `config[nova.conf].DEFAULT.cpu_allocation_ratio`. */
export function pathText(path: (string | number)[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' || part.includes('.') ? `[${part}]` : index === 0 ? part : `.${part}`,
    )
    .join('');
}

function positionOf(problem: Problem, locate?: Locate): Position | undefined {
  return problem.position ?? locate?.(problem.path);
}

/** `line:column path: reason`, as far as each is known. */
export function describeProblem(problem: Problem, locate?: Locate): string {
  const position = positionOf(problem, locate);
  const place = [
    ...(position === undefined ? [] : [`${position.line}:${position.column}`]),
    ...(problem.path.length === 0 ? [] : [pathText(problem.path)]),
  ].join(' ');
  return place === '' ? problem.reason : `${place}: ${problem.reason}`;
}

/** All problems of an intent in one error, in the order in which they stand in the text. */
export function intentError(problems: Problem[], locate?: Locate): TuskarError {
  const rank = (problem: Problem) => positionOf(problem, locate)?.line ?? Number.MAX_SAFE_INTEGER;
  const lines = [...problems].sort((a, b) => rank(a) - rank(b)).map((one) => describeProblem(one, locate));
  const summary = lines.length === 1 ? 'The intent has a problem' : `The intent has ${lines.length} problems`;
  return new TuskarError('intent-invalid', `${summary}:\n${lines.join('\n')}`, {
    context: { problems: lines },
  });
}
