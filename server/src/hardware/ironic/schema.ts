import { z } from 'zod';

// Answers of Ironic, read permissively: only the fields that are used, and a field that is missing or of another type
// reads as null or empty. Only an answer without the very thing that was asked for is not understood.

/** How an answer is read. */
export type Answer<Value> = z.ZodType<Value>;

const text = z
  .string()
  .transform((value) => (value === '' ? null : value))
  .nullable()
  .catch(null)
  .default(null);
const flag = z.boolean().catch(false).default(false);
const map = z.record(z.string(), z.unknown()).catch({}).default({});
const texts = z.array(z.string()).catch([]).default([]);

/** A list of which every entry that can be read is read. */
function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(z.unknown()).transform((entries): z.output<Item>[] =>
    entries.flatMap((entry) => {
      const read = item.safeParse(entry);
      return read.success ? [read.data] : [];
    }),
  );
}

/** {} where nothing runs. */
const Step = z
  .object({ interface: z.string().catch('deploy').default('deploy'), step: z.string() })
  .nullable()
  .catch(null)
  .default(null);

export const NodeGlance = z.object({
  uuid: z.string(),
  name: text,
  provision_state: z.string().nullable().catch(null).default(null),
  target_provision_state: text,
  provision_updated_at: text,
  power_state: text,
  maintenance: flag,
  maintenance_reason: text,
  fault: text,
  last_error: text,
  clean_step: Step,
  deploy_step: Step,
  service_step: Step,
  reservation: text,
  retired: flag,
  protected: flag,
  driver: text,
  parent_node: text,
  driver_internal_info: map,
});
export type NodeGlance = z.infer<typeof NodeGlance>;

export const Node = NodeGlance.extend({
  properties: map,
  instance_info: map,
  driver_info: map,
  boot_interface: text,
});
export type Node = z.infer<typeof Node>;

export const Nodes = z.object({ nodes: listOf(NodeGlance), next: text });

export const Port = z.object({ uuid: z.string(), address: z.string(), pxe_enabled: flag });
export const Ports = z.object({ ports: listOf(Port) });

/** {power: {result: false, reason: '…'}} */
export const Validation = z.record(
  z.string(),
  z
    .object({ result: z.boolean().nullable().catch(null).default(null), reason: text })
    .catch({ result: null, reason: null }),
);

export const Inventory = z.object({ inventory: map, plugin_data: map });

export const HistoryEntry = z.object({
  uuid: z.string(),
  created_at: text,
  severity: text,
  event_type: text,
  event: text,
  conductor: text,
});
export const History = z.object({ history: listOf(HistoryEntry) });

export const Firmware = z.object({
  firmware: listOf(z.object({ component: z.string(), initial_version: text, current_version: text })),
});

export const Indicators = z.object({
  indicators: listOf(
    z.object({
      name: z.string(),
      component: z.string().catch('').default(''),
      states: texts,
      readonly: flag,
    }),
  ),
});

export const IndicatorState = z.object({ state: text });

export const Console = z.object({
  console_enabled: flag,
  console_info: z.object({ type: text, url: text }).nullable().catch(null).default(null),
});

/** What our hardware manager recorded: whoever reads it does so permissively. */
export const Results = z.record(z.string(), z.unknown());

export const Root = z.object({
  version: z.object({ min_version: z.string(), version: z.string() }),
});

export const Conductors = z.object({
  conductors: listOf(z.object({ hostname: z.string(), alive: flag })),
});

/** How interfaces stand with a hardware type: 'enabled_boot_interfaces'. */
export const Driver = z.looseObject({ name: z.string(), hosts: texts });
export type Driver = z.infer<typeof Driver>;
export const Drivers = z.object({ drivers: listOf(Driver) });

/** A token of the identity service. */
export const Token = z.object({ token: z.object({ expires_at: text }) });

const Fault = z.union([
  z.object({ faultstring: z.string() }).transform((fault) => fault.faultstring),
  z.object({ description: z.string() }).transform((fault) => fault.description),
  z.object({ message: z.string() }).transform((fault) => fault.message),
]);

/** Why a request is refused: Ironic puts JSON as text into JSON, what stands before it does otherwise. */
export const Refusal = z.union([
  z
    .object({
      error_message: z.union([
        z.string().transform((inside, context) => {
          try {
            const fault = Fault.safeParse(JSON.parse(inside));
            return fault.success ? fault.data : inside;
          } catch {
            if (inside !== '') return inside;
            context.addIssue({ code: 'custom', message: 'is empty' });
            return z.NEVER;
          }
        }),
        Fault,
      ]),
    })
    .transform((refusal) => refusal.error_message),
  z.object({ error: Fault }).transform((refusal) => refusal.error),
]);
