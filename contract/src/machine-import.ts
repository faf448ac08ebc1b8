import { z } from 'zod';
import { Name } from './fields.ts';
import { Bmc } from './machine.ts';
import { Operation } from './operation.ts';
import { defineRoutes } from './route.ts';

export const importFormats = [
  'instackenv',
  'instackenv-csv',
  'instackenv-csv-headed',
  'baremetal-create',
] as const;

/** One thing that is wrong with a file: 'nodes.json, nodes[3], pm_addr: is missing'. */
export const ImportProblem = z.object({
  file: z.string(),
  item: z.string(),
  field: z.string(),
  reason: z.string(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportedMachine = z.object({
  /** Where it stands in the file: 'nodes[3]', 'line 7'. */
  item: z.string(),
  name: Name,
  /** The machine that it is, where that is known already; it stays as it is. */
  machine: Name.nullable(),
  bmc: Bmc,
  /** Whether a password stands in the file. */
  password: z.boolean(),
  macs: z.array(z.string()),
  /** Where it stands, as a comment or a chassis says it: to be checked by a person. */
  place: z
    .object({ site: z.string().nullable(), rack: z.string().nullable(), unit: z.number().int().nullable() })
    .nullable(),
  labels: z.record(z.string(), z.string()),
  note: z.string().nullable(),
});
export type ImportedMachine = z.infer<typeof ImportedMachine>;

export const ImportPreview = z
  .object({
    format: z.enum(importFormats).nullable(),
    machines: z.array(ImportedMachine),
    added: z.number().int(),
    known: z.number().int(),
    /** Each stands in the way of all. */
    problems: z.array(ImportProblem),
    /** What the file says and Tuskar does not keep. */
    ignored: z.array(ImportProblem),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreview = z.infer<typeof ImportPreview>;

/** A file holds passwords, so it goes in and never out. */
const file = z.object({
  file: z.string().min(1).max(255).describe("its name: 'instackenv.json'"),
  content: z
    .string()
    .max(16 * 1024 * 1024)
    .describe('of JSON and CSV up to 16 MiB, of YAML up to 1 MiB')
    .meta({ writeOnly: true }),
  provider: z.enum(['ironic', 'simulated']).default('ironic'),
});

/** The longest content with its quotes and line ends escaped. */
const bodyMebibytes = 24;

export const machineImportRoutes = defineRoutes({
  'machine-import.preview': {
    method: 'POST',
    path: '/v1/machine-imports/preview',
    tag: 'Machines',
    summary: 'Read a file of machines: what is new, what is known, and everything that is wrong with it',
    description:
      'Takes instackenv (JSON, YAML, both forms of CSV) and the files of `openstack baremetal create`. The format is found by itself.',
    access: 'hardware.operate',
    body: file,
    bodyMebibytes,
    response: ImportPreview,
  },
  'machine-import.run': {
    method: 'POST',
    path: '/v1/machine-imports',
    tag: 'Machines',
    summary: 'Enrol the machines of a file that are new: all, or none where something is wrong with it',
    access: 'hardware.operate',
    body: file.extend({
      inspect: z.boolean().default(true),
      /** How many are enrolled at once. */
      atOnce: z.number().int().min(1).max(500).default(16),
    }),
    bodyMebibytes,
    response: z.object({
      added: z.array(Name),
      known: z.array(Name),
      /** null: nothing was new. */
      operation: Operation.nullable(),
    }),
  },
});
