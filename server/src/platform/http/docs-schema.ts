import type { JsonSchema } from '@tuskar/contract/openapi.ts';

type Shape = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  required?: string[];
  description?: string;
  default?: unknown;
};

/** A JSON Schema in the short form that people write types in. */
export function schemaText(schema: JsonSchema, indent = ''): string {
  const shape = schema as Shape;
  if (shape.$ref !== undefined) return shape.$ref.split('/').at(-1) ?? '';
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum !== undefined) return shape.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices !== undefined) return choices.map((choice) => schemaText(choice, indent)).join(' | ');
  if (shape.properties !== undefined) return objectText(shape, indent);
  if (shape.type === 'array') return `[${schemaText(shape.items ?? {}, indent)}]`;
  if (typeof shape.additionalProperties === 'object') {
    return `{ name: ${schemaText(shape.additionalProperties, indent)} }`;
  }
  const types = [shape.type ?? 'anything'].flat().join(' | ');
  return shape.format === undefined ? types : `${types} (${shape.format})`;
}

function objectText(shape: Shape, indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(shape.properties ?? {}).map(([name, property]) => {
    const optional = shape.required?.includes(name) === true ? '' : '?';
    const { description, default: fallback } = property as Shape;
    const notes = [description, fallback === undefined ? undefined : `default ${JSON.stringify(fallback)}`];
    const note = notes.filter((text) => text !== undefined).join('; ');
    return `${inner}${name}${optional}: ${schemaText(property, inner)}${note === '' ? '' : `  — ${note}`}`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}
