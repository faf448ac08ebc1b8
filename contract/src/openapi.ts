import { z } from 'zod';
import { Problem } from './problem.ts';
import type { RouteAccess, RouteDefinition } from './route.ts';
import { fieldsOfItems, isResource } from './route-shape.ts';
import { routes } from './routes.ts';

export type JsonSchema = { [key: string]: unknown };

export type OpenApiParameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
};

export type OpenApiOperation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  'x-permission': RouteAccess;
  security?: Record<string, string[]>[];
  parameters?: OpenApiParameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>;
};

export type OpenApiDocument = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema> };
};

/** The whole API as OpenAPI 3.1, made from the route table. */
export function openApiDocument({ version }: { version: string }): OpenApiDocument {
  const schemas = new SchemaCollector();
  const paths: OpenApiDocument['paths'] = {};
  for (const [name, route] of Object.entries<RouteDefinition>(routes)) {
    const path = route.path.replace(/:([a-zA-Z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tuskar',
      version,
      description: 'Runs OpenStack clouds from rack to retirement.',
    },
    paths,
    components: {
      schemas: schemas.components(),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token: tuskar token create' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-tuskar', description: "A person's session" },
      },
    },
  };
}

function operation(name: string, route: RouteDefinition, schemas: SchemaCollector): OpenApiOperation {
  const parameters = [
    ...fields('path', route.params, schemas),
    ...fields('query', route.query, schemas),
    ...headersAndFields(route),
  ];
  return {
    operationId: name,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    'x-permission': route.access,
    ...(route.access === 'public' ? {} : { security: [{ token: [] }, { session: [] }] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined ? {} : { requestBody: requestBody(route.body, schemas) }),
    responses: {
      [route.status ?? 200]: success(route, schemas),
      default: {
        description: 'A problem, with a stable code and a remedy',
        content: { 'application/problem+json': { schema: schemas.use(Problem, 'output') } },
      },
    },
  };
}

function requestBody(
  body: z.ZodType,
  schemas: SchemaCollector,
): NonNullable<OpenApiOperation['requestBody']> {
  return {
    required: !body.safeParse({}).success,
    content: { 'application/json': { schema: schemas.use(body, 'input') } },
  };
}

function success(route: RouteDefinition, schemas: SchemaCollector): OpenApiOperation['responses'][string] {
  const description = route.summary;
  if (route.produces !== undefined) {
    return { description, content: { [route.produces]: { schema: producedSchema(route, schemas) } } };
  }
  if (route.response === undefined) return { description };
  return { description, content: { 'application/json': { schema: schemas.use(route.response, 'output') } } };
}

function producedSchema(route: RouteDefinition, schemas: SchemaCollector): JsonSchema {
  if (route.response !== undefined) return schemas.use(route.response, 'output');
  return route.produces === 'application/octet-stream'
    ? { type: 'string', format: 'binary' }
    : { type: 'string' };
}

function fields(
  where: 'path' | 'query',
  schema: z.ZodObject | undefined,
  schemas: SchemaCollector,
): OpenApiParameter[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemas.use(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...field }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(typeof description === 'string' ? { description } : {}),
    schema: field,
  }));
}

/** What every route of its kind understands, beside what it declares. */
function headersAndFields(route: RouteDefinition): OpenApiParameter[] {
  const optional = (name: string, place: 'header' | 'query', description: string): OpenApiParameter => ({
    name,
    in: place,
    required: false,
    description,
    schema: { type: 'string' },
  });
  const known = fieldsOfItems(route);
  if (known !== undefined) {
    return [optional('fields', 'query', `Only these fields of each item, by commas: ${known.join(', ')}`)];
  }
  if (isResource(route) && route.path.includes(':')) {
    return [optional('If-None-Match', 'header', 'An ETag; 304 where the resource is still the same')];
  }
  if (route.method === 'POST' && route.access !== 'public') {
    return [
      optional('Idempotency-Key', 'header', 'Repeating the request within 24 hours gives the first answer'),
    ];
  }
  if (route.method !== 'GET' && route.params !== undefined) {
    return [optional('If-Match', 'header', 'The ETag that the change is based on; 412 where it has changed')];
  }
  return [];
}

/** Turns zod schemas into JSON Schema and keeps each named one once, under components. */
class SchemaCollector {
  readonly #named = new Map<string, JsonSchema>();

  use(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const made = z.toJSONSchema(schema, { io, target: 'draft-2020-12', override: simplify }) as JsonSchema;
    const { $defs = {}, $schema: _, ...rest } = made as { $defs?: Record<string, JsonSchema> } & JsonSchema;
    for (const [id, definition] of Object.entries($defs)) this.#keep(id, definition);
    return rewrite(rest);
  }

  components(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#named].sort(([a], [b]) => a.localeCompare(b, 'en')));
  }

  #keep(id: string, definition: JsonSchema): void {
    const { id: _, ...rest } = rewrite(definition);
    const known = this.#named.get(id);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(rest)) {
      throw new Error(`Two different schemas are named '${id}'.`);
    }
    this.#named.set(id, rest);
  }
}

/** Readers must bear fields that a later version adds; the pattern of a time says nothing that its format does not. */
function simplify({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema['additionalProperties'] === false) delete jsonSchema['additionalProperties'];
  if (jsonSchema['format'] === 'date-time') delete jsonSchema['pattern'];
}

function rewrite(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema;
}
