import { z } from 'zod';
import { TuskarError } from './error.ts';
import type { RouteDefinition } from './route.ts';

export type RequestParts = { params: unknown; query: unknown; body: unknown };

export type FieldProblem = { field: string; reason: string };

type Parser = { part: 'path' | 'query' | 'body'; schema: z.ZodType; pick: (parts: RequestParts) => unknown };

/**
 * Makes the function that checks a request of a route. All parts are checked before any is refused, so that one answer
 * names every field that is wrong; a field that the route does not know is wrong too.
 */
export function inputParser(route: RouteDefinition): (parts: RequestParts) => RequestParts {
  const params = parser('path', route.params, (parts) => parts.params);
  const query = parser('query', route.query ?? z.object({}), (parts) => parts.query);
  const body = parser('body', route.body, (parts) => parts.body ?? {});

  return (parts) => {
    const problems: FieldProblem[] = [];
    const result = {
      params: parse(params, parts, problems),
      query: parse(query, parts, problems),
      body: parse(body, parts, problems),
    };
    if (body === undefined && parts.body !== undefined && parts.body !== null) {
      problems.push({ field: 'body', reason: 'the route takes no body' });
    }
    if (problems.length > 0) throw invalid(problems);
    return result;
  };
}

function parser(
  part: Parser['part'],
  schema: z.ZodType | undefined,
  pick: Parser['pick'],
): Parser | undefined {
  if (schema === undefined) return undefined;
  return { part, schema: schema instanceof z.ZodObject ? schema.strict() : schema, pick };
}

function parse(parser: Parser | undefined, parts: RequestParts, problems: FieldProblem[]): unknown {
  if (parser === undefined) return undefined;
  const parsed = parser.schema.safeParse(parser.pick(parts));
  if (parsed.success) return parsed.data;
  problems.push(...parsed.error.issues.flatMap((issue) => fieldProblems(parser.part, issue)));
  return undefined;
}

function fieldProblems(part: string, issue: z.core.$ZodIssue): FieldProblem[] {
  const at = (path: PropertyKey[]) => [part, ...path.map(String)].join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: at([...issue.path, key]), reason: 'unknown field' }));
  }
  return [{ field: at(issue.path), reason: issue.message }];
}

function invalid(problems: FieldProblem[]): TuskarError {
  const named = problems.map(({ field, reason }) => `${field}: ${reason}`).join('; ');
  return new TuskarError('invalid-request', `The request is not valid: ${named}.`, {
    context: { fields: problems },
  });
}
