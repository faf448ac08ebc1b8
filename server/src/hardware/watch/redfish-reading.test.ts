import { TuskarError } from '@tuskar/contract/error.ts';
import { expect, it } from 'vitest';
import type { Redfish } from '../redfish/client.ts';
import { readEverything } from './redfish-reading.ts';
import { WatchedSystem } from './schema.ts';

const system = WatchedSystem.parse({ Links: { Chassis: [{ '@odata.id': '/c' }] } });

/** A BMC that has these resources and no others. */
function bmcOf(resources: Record<string, object>): Redfish {
  const get: Redfish['get'] = async (path, schema) => {
    const found = resources[path];
    if (found === undefined) throw new TuskarError('bmc-missing', path);
    return schema.parse(found);
  };
  return { get } as Redfish;
}

const link = (path: string) => ({ '@odata.id': path });
const watts = async (resources: Record<string, object>) =>
  (await readEverything(bmcOf(resources), system)).sensors
    .filter(({ kind }) => kind === 'power')
    .map(({ name, value, unit }) => [name, value, unit]);

it.each([
  [
    'is told by its chassis',
    { PowerControl: [{ Name: 'System', PowerConsumedWatts: 318 }] },
    [['System', 318, 'W']],
  ],
  ['may have no reading now', { PowerControl: [{ PowerConsumedWatts: null }] }, [['Power drawn', null, 'W']]],
  [
    'is told by newer BMCs elsewhere',
    { PowerControl: [{ Name: 'Limit only' }] },
    [['Power drawn', 290.5, 'W']],
  ],
  ['is told by newer BMCs only', undefined, [['Power drawn', 290.5, 'W']]],
])('what a machine draws %s', async (_what, power, expected) => {
  const resources = {
    '/c': { Power: link('/p'), EnvironmentMetrics: link('/e') },
    '/e': { PowerWatts: { Reading: 290.5 } },
    ...(power === undefined ? {} : { '/p': power }),
  };
  expect(await watts(resources)).toEqual(expected);
});

it('what a machine draws is unknown where nobody says it', async () => {
  expect(await watts({ '/c': {} })).toEqual([]);
  expect(await watts({ '/c': { EnvironmentMetrics: link('/e') }, '/e': { PowerWatts: 'much' } })).toEqual([]);
});
