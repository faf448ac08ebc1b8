import { z } from 'zod';
import { Name, Timestamp } from './fields.ts';
import { LocationFields } from './location.ts';
import { Depth, Face, HeightUnits, Kilograms, Unit, Watts } from './place.ts';
import { RackFields } from './rack.ts';
import { ReservationKind } from './rack-placement.ts';
import { defineRoutes } from './route.ts';
import { SiteFields } from './site.ts';

const Units = z
  .string()
  .max(500)
  .regex(/^\s*\d+\s*(-\s*\d+\s*)?(,\s*\d+\s*(-\s*\d+\s*)?)*$/, "unit numbers such as '10-14' or '10-12,20'");

/** Sites, locations, racks and what is in them, as files have them. What is absent stays as it is; null unsets it. */
export const RackFileSite = z.strictObject({ name: Name, ...SiteFields.shape });
export const RackFileLocation = z.strictObject({ name: Name, site: Name, ...LocationFields.shape });
export const RackFileRack = z.strictObject({ name: Name, site: Name, ...RackFields.shape });
export const RackFileReservation = z.strictObject({
  rack: Name,
  label: z.string().min(1).max(255),
  kind: ReservationKind.optional(),
  units: Units,
  face: Face.optional(),
  depth: Depth.optional(),
  powerWatts: Watts.nullable().optional(),
  weightKg: Kilograms.nullable().optional(),
  reason: z.string().max(1000).nullable().optional(),
  until: Timestamp.nullable().optional(),
});
export const RackFilePlacement = z.strictObject({
  machine: Name,
  rack: Name,
  unit: Unit.nullable().optional(),
  face: Face.optional(),
  depth: Depth.optional(),
  heightUnits: HeightUnits.optional(),
  powerWatts: Watts.nullable().optional(),
  weightKg: Kilograms.nullable().optional(),
});
export type RackFileSite = z.infer<typeof RackFileSite>;
export type RackFileLocation = z.infer<typeof RackFileLocation>;
export type RackFileRack = z.infer<typeof RackFileRack>;
export type RackFileReservation = z.infer<typeof RackFileReservation>;
export type RackFilePlacement = z.infer<typeof RackFilePlacement>;

/** What each section of a file holds. */
export const rackFileItems = {
  sites: RackFileSite,
  locations: RackFileLocation,
  racks: RackFileRack,
  reservations: RackFileReservation,
  placements: RackFilePlacement,
} as const;
export type RackFileSection = keyof typeof rackFileItems;
export type RackFile = { [Section in RackFileSection]: z.infer<(typeof rackFileItems)[Section]>[] };

export const RackFileFormat = z.enum(['csv', 'json', 'yaml']);
export type RackFileFormat = z.infer<typeof RackFileFormat>;

const ImportedItem = z.object({
  type: z.enum(['site', 'location', 'rack', 'reservation', 'placement']),
  name: z.string(),
});

export const RackImport = z
  .object({
    dryRun: z.boolean(),
    created: z.array(ImportedItem),
    changed: z.array(
      ImportedItem.extend({
        changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
      }),
    ),
    /** Reservations that came from NetBox, where the device is gone, or is a machine here by now. */
    removed: z.array(ImportedItem),
    unchanged: z.number().int(),
    /** What was left out or rounded, and why. */
    warnings: z.array(z.string()),
  })
  .meta({ id: 'RackImport' });
export type RackImport = z.infer<typeof RackImport>;

export const rackFileRoutes = defineRoutes({
  'rack.import': {
    method: 'POST',
    path: '/v1/rack-import',
    tag: 'Racks',
    summary: 'Take sites, locations, racks and placements from a file or from NetBox, all of them or none',
    description:
      'Give either `file` or `netbox`. A second import of the same changes nothing; what is not named stays as it is. ' +
      'Every problem is reported at once.',
    access: 'hardware.operate',
    body: z.object({
      file: z
        .object({
          name: z.string().max(255).describe('as problems name it; its ending says the format'),
          format: RackFileFormat.optional(),
          text: z.string().max(2_000_000),
        })
        .optional(),
      netbox: z
        .object({
          url: z
            .url({ protocol: /^https?$/ })
            .max(2000)
            .describe("'https://netbox.example.org'"),
          token: z.string().max(500).meta({ format: 'password', writeOnly: true }),
          caCertificate: z
            .string()
            .max(100_000)
            .optional()
            .describe('PEM of the authority that signed its certificate'),
        })
        .optional(),
      dryRun: z.boolean().default(false).describe('only say what would change'),
    }),
    response: RackImport,
  },
  'rack.export': {
    method: 'GET',
    path: '/v1/rack-export',
    tag: 'Racks',
    summary: 'All sites, locations, racks, reservations and placements as a file that rack.import takes',
    access: 'hardware.read',
    query: z.object({ format: RackFileFormat.default('yaml'), site: Name.optional() }),
    response: z.object({ name: z.string(), text: z.string() }),
  },
});
