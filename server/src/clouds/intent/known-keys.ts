import type { z } from 'zod';

type Definition = {
  type: string;
  shape?: Record<string, z.core.$ZodType>;
  element?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  innerType?: z.core.$ZodType;
};

function definition(schema: z.core.$ZodType): Definition {
  const def = schema._zod.def as unknown as Definition;
  return def.innerType === undefined ? def : definition(def.innerType);
}

/** The keys that a schema has at a path; none where any key will do. */
export function knownKeys(schema: z.core.$ZodType, path: (string | number)[]): string[] {
  let current: z.core.$ZodType | undefined = schema;
  for (const part of path) {
    const def: Definition = definition(current);
    current = def.shape?.[String(part)] ?? def.element ?? def.valueType;
    if (current === undefined) return [];
  }
  return Object.keys(definition(current).shape ?? {});
}
