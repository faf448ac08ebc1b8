import { hostname } from 'node:os';
import { TuskarError } from '@tuskar/contract/error.ts';
import { z } from 'zod';

const Directory = z.string().regex(/^\//, 'is not an absolute path');

const Listen = z
  .string()
  .regex(/^(\[[0-9a-fA-F:]+\]|[^:\s]+):\d{1,5}$/, "is not 'host:port', for example 127.0.0.1:8443")
  .transform((text) => {
    const colon = text.lastIndexOf(':');
    return { host: text.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(text.slice(colon + 1)) };
  })
  .refine(({ port }) => port < 65_536, 'has a port over 65535');

const Roles = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(['api', 'worker'], "knows only 'api' and 'worker', with a comma between")).min(1));

const Names = z.string().transform((text) => text.split(',').filter((name) => name !== ''));

/** Every setting of the control plane, from its environment. */
const Environment = z.object({
  TUSKAR_STATE_DIR: Directory.default('/var/lib/tuskar').describe(
    'what must not be lost: the database, the sealing keys, the ssh key',
  ),
  TUSKAR_CACHE_DIR: Directory.default('/var/cache/tuskar').describe('images; can be made again'),
  TUSKAR_RUN_DIR: Directory.default('/run/tuskar').describe('sockets'),
  TUSKAR_LISTEN: Listen.default({ host: '127.0.0.1', port: 8443 }).describe(
    'address and port of the API and the console',
  ),
  TUSKAR_SERVER_NAMES: Names.default([]).describe(
    "further names and addresses in the server's certificate, with commas between",
  ),
  TUSKAR_ROLES: Roles.default(['api', 'worker']).describe('what this process does: api, worker, or both'),
  TUSKAR_LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'is not one of trace, debug, info, warn, error, fatal, silent',
    )
    .default('info')
    .describe('the least level of the lines in the log'),
  TUSKAR_SIMULATED_PACE: z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'is not a number of 0 or more')
    .transform(Number)
    .default(0.02)
    .describe('how long things take on simulated machines beside real ones: 1 as long, 0 no time'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'does not begin with postgresql://')
    .optional()
    .describe("a PostgreSQL server of your own, in place of Tuskar's"),
});

export type Settings = {
  stateDirectory: string;
  cacheDirectory: string;
  runDirectory: string;
  listen: { host: string; port: number };
  serverNames: string[];
  roles: ('api' | 'worker')[];
  logLevel: z.infer<typeof Environment>['TUSKAR_LOG_LEVEL'];
  simulatedPace: number;
  databaseUrl: string | undefined;
};

/** Error: 'settings-invalid', which names every variable that is wrong, and why. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  // An empty variable is one that is not set: `TUSKAR_ROLES= tuskar …`.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw invalid(parsed.error, given);
  const { data } = parsed;
  return {
    stateDirectory: data.TUSKAR_STATE_DIR,
    cacheDirectory: data.TUSKAR_CACHE_DIR,
    runDirectory: data.TUSKAR_RUN_DIR,
    listen: data.TUSKAR_LISTEN,
    serverNames: [...new Set(['localhost', '127.0.0.1', '::1', hostname(), ...data.TUSKAR_SERVER_NAMES])],
    roles: data.TUSKAR_ROLES,
    logLevel: data.TUSKAR_LOG_LEVEL,
    simulatedPace: data.TUSKAR_SIMULATED_PACE,
    databaseUrl: data.DATABASE_URL,
  };
}

/** Name, meaning and default of every setting, for the documentation. */
export function describeSettings(): { name: string; meaning: string; default: string }[] {
  const { properties = {} } = z.toJSONSchema(Environment, { io: 'input', unrepresentable: 'any' });
  return Object.keys(properties).map((name) => {
    const field = Environment.shape[name as keyof typeof Environment.shape];
    return { name, meaning: field.description ?? '', default: defaultText(field.safeParse(undefined).data) };
  });
}

function defaultText(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join(',');
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const { host, port } = value as Settings['listen'];
  return `${host}:${port}`;
}

function invalid(error: z.ZodError, given: Record<string, unknown>): TuskarError {
  const faults = error.issues.map(({ path: [name], message }) => {
    const value = name === 'DATABASE_URL' ? '' : ` ('${String(given[String(name)])}')`;
    return `${String(name)}${value} ${message}`;
  });
  return new TuskarError('settings-invalid', `${faults.join('; ')}.`, {
    context: { variables: error.issues.map(({ path }) => String(path[0])) },
  });
}
