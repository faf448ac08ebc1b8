import { registries, type Registry } from '../redfish/messages.ts';
import type { Route } from '../redfish/route.ts';
import { collection, links, resource, root } from './build.ts';
import { schemas } from './schemas.ts';

const here = `${root}/Registries`;
const files = `${root}/JsonSchemas`;

const filePath = ({ id }: Registry) => `${here}/${id}/${id}.json`;

const showLocation = (registry: Registry): object => ({
  ...resource(
    `${here}/${registry.id}`,
    'MessageRegistryFile.v1_1_5',
    registry.id,
    `${registry.prefix} Message Registry`,
  ),
  Registry: registry.id,
  Languages: ['en'],
  Location: [{ Language: 'en', Uri: filePath(registry) }],
});

const showRegistry = (registry: Registry): object => ({
  ...resource(
    filePath(registry),
    'MessageRegistry.v1_6_3',
    `${registry.prefix}.${registry.version}`,
    `${registry.prefix} Message Registry`,
  ),
  Description: `Messages that this service says under ${registry.prefix}`,
  Language: 'en',
  RegistryPrefix: registry.prefix,
  RegistryVersion: registry.version,
  OwningEntity: 'Tuskar',
  Messages: Object.fromEntries(
    Object.entries(registry.messages).map(([key, { text, severity, resolution, args }]) => [
      key,
      {
        Description: text,
        Message: text,
        Severity: severity,
        MessageSeverity: severity,
        NumberOfArgs: args,
        ...(args > 0 && { ParamTypes: Array.from({ length: args }, () => 'string') }),
        Resolution: resolution,
      },
    ]),
  ),
});

const registryOf = (params: Record<string, string>) => registries.find(({ id }) => id === params['registry']);

export const registryRoutes: Route[] = [
  {
    path: here,
    GET: ({ query }) =>
      collection(
        here,
        'MessageRegistryFile',
        'Registry File Collection',
        links(
          here,
          registries.map(({ id }) => id),
        ),
        query,
      ),
  },
  {
    path: `${here}/{registry}`,
    GET: ({ params }) => {
      const registry = registryOf(params);
      return registry && showLocation(registry);
    },
  },
  {
    path: `${here}/{registry}/{file}`,
    GET: ({ params }) => {
      const registry = registryOf(params);
      return registry && params['file'] === `${registry.id}.json` ? showRegistry(registry) : undefined;
    },
  },
  {
    path: files,
    GET: ({ query }) =>
      collection(files, 'JsonSchemaFile', 'Schema File Collection', links(files, schemas), query),
  },
  {
    path: `${files}/{schema}`,
    GET: ({ params }) => {
      const schema = schemas.find((name) => name === params['schema']);
      if (schema === undefined) return undefined;
      return {
        ...resource(`${files}/${schema}`, 'JsonSchemaFile.v1_1_5', schema, `${schema} Schema File`),
        Schema: `#${schema}.${schema}`,
        Languages: ['en'],
        Location: [{ Language: 'en', PublicationUri: `http://redfish.dmtf.org/schemas/v1/${schema}.json` }],
      };
    },
  },
];
