import { Subject } from '@tuskar/contract/fields.ts';

type Names = Record<string, unknown>;

const subjectTypes: readonly string[] = Subject.shape.type.options;

/** What a route's request is about: its noun, and the name in the path or, for what is made, in the body. */
export function subjectOf(routeName: string, params: unknown, body: unknown): Subject | null {
  const noun = routeName.split('.')[0] ?? '';
  if (!subjectTypes.includes(noun)) return null;
  const given = { ...(body as Names | undefined), ...(params as Names | undefined) };
  const name = given['name'] ?? given['id'];
  if (typeof name === 'string') return { type: noun as Subject['type'], name };
  // There is one of each.
  return noun === 'lab' || noun === 'undercloud' ? { type: noun, name: noun } : null;
}

/** What a write made, as its answer shows. An operation is named beside what it is about. */
export function madeBy(answer: unknown): { id: string } | undefined {
  const id = (answer as Names | undefined)?.['id'];
  return typeof id === 'string' ? { id } : undefined;
}

export function madeSubject(routeName: string, made: { id: string } | undefined): Subject | null {
  return made === undefined ? null : subjectOf(routeName, { id: made.id }, undefined);
}
