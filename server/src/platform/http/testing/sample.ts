import { z } from 'zod';

type Schema = {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
};

const samplesByFormat: Record<string, string> = {
  'date-time': '2026-11-23T00:00:00.000Z',
  uuid: '0190f0d4-6f5e-7cc3-98c4-dc0c0c07398f',
  ipv4: '198.18.0.1',
  uri: 'https://198.18.0.1:6385',
};

/** A value that a schema accepts; the smallest that comes to mind. */
export function sampleOf(schema: z.ZodType, io: 'input' | 'output'): unknown {
  const root = z.toJSONSchema(schema, { io }) as Schema;
  return sample(root, root.$defs ?? {});
}

function sample(schema: Schema, defs: Record<string, Schema>): unknown {
  if (schema.$ref !== undefined) return sample(defs[schema.$ref.replace('#/$defs/', '')] ?? {}, defs);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf?.[0] !== undefined) return sample(schema.anyOf[0], defs);
  switch ([schema.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, sample(schema.properties?.[name] ?? {}, defs)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}, defs));
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    case 'boolean':
      return false;
    case 'string':
      return samplesByFormat[schema.format ?? ''] ?? 'a'.repeat(schema.minLength ?? 1);
    default:
      return null;
  }
}
