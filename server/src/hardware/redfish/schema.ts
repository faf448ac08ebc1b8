import { z } from 'zod';

/** A schema below, and what it reads. */
export type ResourceSchema = z.ZodType;
export type Resource<Schema extends ResourceSchema> = z.infer<Schema>;

/** What cannot be read is as if it were not there: BMCs differ, and leave out or misspell much. */
const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const link = z.object({ '@odata.id': z.string() }).optional().catch(undefined);

const links = z.array(z.object({ '@odata.id': z.string() })).catch([]);

export const ServiceRoot = z.object({
  RedfishVersion: text,
  UUID: text,
  Vendor: text,
  Product: text,
  Systems: link,
  SessionService: link,
  AccountService: link,
  Links: z.object({ Sessions: link }).optional().catch(undefined),
});
export type ServiceRoot = z.infer<typeof ServiceRoot>;

export const Collection = z.object({
  Members: z.array(z.object({ '@odata.id': z.string() })).catch([]),
  'Members@odata.nextLink': text,
});
export type Collection = z.infer<typeof Collection>;

export const ComputerSystem = z.object({
  '@odata.id': text,
  Id: text,
  Manufacturer: text,
  Model: text,
  SKU: text,
  SerialNumber: text,
  UUID: text,
  PowerState: text,
  LocationIndicatorActive: flag,
  IndicatorLED: text,
  EthernetInterfaces: link,
  VirtualMedia: link,
  Links: z.object({ ManagedBy: links }).optional().catch(undefined),
  Boot: z
    .object({ 'BootSourceOverrideTarget@Redfish.AllowableValues': z.array(z.string()).catch([]) })
    .optional()
    .catch(undefined),
});
export type ComputerSystem = z.infer<typeof ComputerSystem>;

export const Manager = z.object({ VirtualMedia: link });
export const VirtualMedia = z.object({ MediaTypes: z.array(z.string()).catch([]) });

export const EthernetInterface = z.object({ MACAddress: text, PermanentMACAddress: text });
export type EthernetInterface = z.infer<typeof EthernetInterface>;

export const AccountService = z.object({
  Accounts: link,
  MaxPasswordLength: z.number().int().nullable().catch(null),
});
export const Account = z.object({ '@odata.id': text, UserName: text });

/** https://redfish.dmtf.org/schemas/redfish-error.v1_0_1.json */
export const RedfishError = z.object({
  error: z.object({
    message: text,
    '@Message.ExtendedInfo': z.array(z.object({ Message: text })).catch([]),
  }),
});
export type RedfishError = z.infer<typeof RedfishError>;
