import * as z from 'zod';
import { BootTarget } from '../../machines/schema.ts';
import { eventTypes } from '../events.ts';
import { resetTypes } from '../power.ts';
import { type Detail, RedfishError } from './error.ts';

/** What the BMC takes in the bodies of requests. */

export const Login = z.strictObject({ UserName: z.string(), Password: z.string() });

export const SessionServicePatch = z.strictObject({ SessionTimeout: z.int().min(30).max(86_400).optional() });

export const AccountPatch = z.strictObject({ Password: z.string().min(8).max(64).optional() });

const Led = z.enum(['Off', 'Lit', 'Blinking']).optional();
const located = { IndicatorLED: Led, LocationIndicatorActive: z.boolean().optional() };

export const SystemPatch = z.strictObject({
  Boot: z
    .strictObject({
      BootSourceOverrideTarget: BootTarget.optional(),
      BootSourceOverrideEnabled: z.enum(['Disabled', 'Once', 'Continuous']).optional(),
      BootSourceOverrideMode: z.enum(['UEFI', 'Legacy']).optional(),
      /** The firmware boots what DHCP says, and nothing else. */
      HttpBootUri: z.null().optional(),
    })
    .optional(),
  AssetTag: z.string().max(64).optional(),
  ...located,
});
export type SystemPatch = z.infer<typeof SystemPatch>;

export const ChassisPatch = z.strictObject({ AssetTag: z.string().max(64).optional(), ...located });
export type ChassisPatch = z.infer<typeof ChassisPatch>;

export const SystemReset = z.strictObject({ ResetType: z.enum(resetTypes) });
export const ManagerReset = z.strictObject({
  ResetType: z.enum(['ForceRestart', 'GracefulRestart']).optional(),
});

export const SecureBootPatch = z.strictObject({ SecureBootEnable: z.boolean().optional() });
export const BiosSettingsPatch = z.strictObject({
  Attributes: z.record(z.string(), z.union([z.string(), z.int()])),
});

export const InsertMedia = z.strictObject({
  Image: z.url({ protocol: /^https?$/ }),
  Inserted: z.boolean().optional(),
  WriteProtected: z.boolean().optional(),
  TransferMethod: z.enum(['Stream', 'Upload']).optional(),
  TransferProtocolType: z.enum(['HTTP', 'HTTPS']).optional(),
  UserName: z.string().optional(),
  Password: z.string().optional(),
});
export const VirtualMediaPatch = z.strictObject({
  Image: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .optional(),
  Inserted: z.boolean().optional(),
  WriteProtected: z.boolean().optional(),
  UserName: z.string().optional(),
  Password: z.string().optional(),
});

export const SimpleUpdate = z.strictObject({
  ImageURI: z.url({ protocol: /^https?$/ }),
  TransferProtocol: z.enum(['HTTP', 'HTTPS']).optional(),
  Targets: z.array(z.string()).max(1).optional(),
  Username: z.string().optional(),
  Password: z.string().optional(),
});

export const NewSubscription = z.strictObject({
  Destination: z.url({ protocol: /^https?$/ }).max(1024),
  Protocol: z.literal('Redfish'),
  Context: z.string().max(1024).nullable().optional(),
  Name: z.string().optional(),
  EventTypes: z.array(z.enum(eventTypes)).optional(),
  EventFormatType: z.literal('Event').optional(),
  SubscriptionType: z.literal('RedfishEvent').optional(),
  HttpHeaders: z.array(z.record(z.string(), z.string())).max(8).optional(),
  VerifyCertificate: z.boolean().optional(),
  RegistryPrefixes: z.array(z.string()).optional(),
  ResourceTypes: z.array(z.string()).optional(),
});

export const TestEvent = z.looseObject({ Message: z.string().optional() });

type Asked = {
  /** Of an action, whose parameters have messages of their own. */
  action?: string;
  /** The resource as it is, by which read-only properties are told from unknown ones. */
  resource?: object;
};

/** The body of a request as its schema says; throws `RedfishError` with a message a problem. */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  asked: Asked = {},
): z.infer<Schema> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new RedfishError(400, { message: 'UnrecognizedRequestBody' });
  }
  const result = schema.safeParse(withoutAnnotations(body));
  if (result.success) return result.data;
  throw new RedfishError(
    400,
    result.error.issues.flatMap((issue) => detailsOf(issue, body, asked)),
  );
}

/** Clients may send back what they read, with OData's annotations. */
function withoutAnnotations(body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.startsWith('@odata.')));
}

function detailsOf(issue: z.core.$ZodIssue, body: object, { action, resource }: Asked): Detail[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const known = resource === undefined ? {} : at(resource, path);
    return issue.keys.map((key) => {
      const property = [...path, key].join('/');
      if (action !== undefined) return detail('ActionParameterUnknown', property, [action, property]);
      const isReadOnly = typeof known === 'object' && known !== null && Object.hasOwn(known, key);
      return detail(isReadOnly ? 'PropertyNotWritable' : 'PropertyUnknown', property, [property]);
    });
  }
  const property = path.join('/');
  const value = at(body, path);
  if (value === undefined) {
    if (action !== undefined) return [detail('ActionParameterMissing', property, [action, property])];
    return [detail('PropertyMissing', property, [property])];
  }
  const kind = issue.code === 'invalid_type' ? 'TypeError' : 'NotInList';
  const args = [JSON.stringify(value).slice(0, 200), property];
  if (action === undefined) return [detail(`PropertyValue${kind}`, property, args)];
  return [detail(`ActionParameterValue${kind}`, property, [...args, action])];
}

function detail(message: Detail['message'], property: string, args: string[]): Detail {
  return { message, args, properties: [property] };
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner !== null && typeof inner === 'object' ? Reflect.get(inner, key) : undefined),
    value,
  );
}
