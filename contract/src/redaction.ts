import { z } from 'zod';

type JsonSchema = {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  writeOnly?: boolean;
};

const longest = 500;

/**
 * Makes the function that leaves out of a body what its schema marks `writeOnly`, and documents such as cloud.yaml: they
 * are kept where they belong, and can hold passwords in places that no schema knows.
 */
export function redactor(schema: z.ZodType | undefined): (body: unknown) => unknown {
  const shape = schema === undefined ? {} : (z.toJSONSchema(schema, { io: 'input' }) as JsonSchema);
  return (body) => redact(body, shape);
}

function redact(value: unknown, schema: JsonSchema): unknown {
  if (schema.writeOnly === true) return '[secret]';
  if (typeof value === 'string' && (value.length > longest || value.includes('\n'))) {
    return `[text of ${value.length} characters]`;
  }
  if (Array.isArray(value)) return value.map((item) => redact(item, schema.items ?? {}));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, redact(item, schema.properties?.[key] ?? {})]),
    );
  }
  return value;
}
