import type { RouteRequest } from '@tuskar/contract/route.ts';
import type { RouteOf } from '@tuskar/contract/routes.ts';
import { MachineState } from '@tuskar/contract/machine.ts';
import { type Command, Option } from 'commander';

type FilterQuery = NonNullable<RouteRequest<RouteOf<'machine.facets'>>['query']>;

/** What `withSelectors` adds, as commander gives it. */
export type Selectors = {
  state?: MachineState;
  class?: string;
  site?: string;
  location?: string;
  rack?: string;
  contact?: 'reachable' | 'unreachable' | 'unknown';
  manufacturer?: string;
  model?: string;
  host?: string;
  label?: string;
  search?: string;
  late?: true;
  failed?: true;
  inMaintenance?: true;
};

/** Adds the options that say which machines are meant; all that are given must fit. */
export function withSelectors(command: Command): Command {
  return command
    .addOption(new Option('--state <state>', 'in this state').choices(MachineState.options))
    .option('--class <class>', 'of this hardware class')
    .option('--site <site>', 'at this site')
    .option('--location <location>', 'in this location')
    .option('--rack <rack>', 'in this rack')
    .addOption(
      new Option('--contact <contact>', 'whether the BMC answers').choices([
        'reachable',
        'unreachable',
        'unknown',
      ]),
    )
    .option('--manufacturer <name>', 'made by')
    .option('--model <name>', 'of this model')
    .option('--host <host>', 'that carries this host')
    .option('--label <key[=value]>', 'with this label')
    .option('--search <words>', 'each word in a name, serial number, model, rack, BMC or MAC address')
    .option('--late', 'past the time that their state may take')
    .option('--failed', 'whose last work failed')
    .option('--in-maintenance', 'that somebody works on');
}

const flags = ['late', 'failed', 'inMaintenance'] as const;
const texts = [
  'state',
  'class',
  'site',
  'location',
  'rack',
  'contact',
  'manufacturer',
  'model',
  'host',
  'label',
  'search',
] as const;

/** As a query of the API. */
export function queryOf(options: Selectors): FilterQuery {
  const given = texts.filter((key) => options[key] !== undefined).map((key) => [key, options[key]]);
  const set = flags
    .filter((key) => options[key])
    .map((key) => [key === 'inMaintenance' ? 'maintenance' : key, 'true']);
  return Object.fromEntries([...given, ...set]) as FilterQuery;
}
