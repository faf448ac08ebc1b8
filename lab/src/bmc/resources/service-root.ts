import { type Route, TextDocument } from '../redfish/route.ts';
import { link, oem, resource, root } from './build.ts';
import { schemas } from './schemas.ts';

const metadata = `<?xml version="1.0" encoding="UTF-8"?>
<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0">
${schemas
  .map(
    (schema) => `  <edmx:Reference Uri="http://redfish.dmtf.org/schemas/v1/${schema}_v1.xml">
    <edmx:Include Namespace="${schema}"/>
  </edmx:Reference>`,
  )
  .join('\n')}
  <edmx:DataServices>
    <Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="Service">
      <EntityContainer Name="Service" Extends="ServiceRoot.v1_17_0.ServiceContainer"/>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
`;

const services = [
  'Systems',
  'Chassis',
  'Managers',
  'SessionService',
  'AccountService',
  'UpdateService',
  'EventService',
  'Registries',
  'JsonSchemas',
] as const;

export const serviceRootRoutes: Route[] = [
  { path: '/redfish', open: ['GET'], GET: () => ({ v1: '/redfish/v1/' }) },
  {
    path: root,
    open: ['GET'],
    GET: ({ bmc }) => {
      const { manufacturer, uuid, model } = bmc.machine;
      return {
        ...resource('/redfish/v1/', 'ServiceRoot.v1_17_0', 'RootService', 'Root Service'),
        RedfishVersion: '1.20.0',
        UUID: uuid,
        Vendor: manufacturer,
        Product: model,
        ProtocolFeaturesSupported: {
          FilterQuery: false,
          SelectQuery: false,
          ExcerptQuery: false,
          OnlyMemberQuery: false,
          TopSkipQuery: true,
        },
        ...Object.fromEntries(services.map((name) => [name, link(`${root}/${name}`)])),
        Tasks: link(`${root}/TaskService`),
        Links: { Sessions: link(`${root}/SessionService/Sessions`) },
        Oem: oem(bmc),
      };
    },
  },
  {
    path: `${root}/odata`,
    open: ['GET'],
    GET: () => ({
      '@odata.context': `${root}/$metadata`,
      value: services.map((name) => ({ name, kind: 'Singleton', url: `${root}/${name}` })),
    }),
  },
  {
    path: `${root}/$metadata`,
    open: ['GET'],
    GET: () => new TextDocument('application/xml; charset=utf-8', metadata),
  },
];
