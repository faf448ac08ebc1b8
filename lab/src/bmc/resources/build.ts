import type { Bmc } from '../bmc.ts';
import { type Component, healthOf } from '../health.ts';
import type { Severity } from '../state/schema.ts';

export const root = '/redfish/v1';

export type Link = { '@odata.id': string };
export const link = (path: string): Link => ({ '@odata.id': path });

/** A resource's own part: `type` is schema and version, `Chassis.v1_25_0`. */
export function resource(path: string, type: string, id: string, name: string) {
  const [schema] = type.split('.');
  return { '@odata.id': path, '@odata.type': `#${type}.${schema}`, Id: id, Name: name };
}

/** A collection's page: `$skip` and `$top` choose, whole members where they are given as such. */
export function collection(
  path: string,
  member: string,
  name: string,
  members: readonly object[],
  query: URLSearchParams,
) {
  const number = (parameter: string, otherwise: number) => {
    const value = Number(query.get(parameter) ?? otherwise);
    return Number.isInteger(value) && value >= 0 ? value : otherwise;
  };
  const [skip, top] = [number('$skip', 0), number('$top', members.length)];
  const more = skip + top < members.length && top > 0;
  return {
    '@odata.id': path,
    '@odata.type': `#${member}Collection.${member}Collection`,
    Name: name,
    'Members@odata.count': members.length,
    Members: members.slice(skip, skip + top),
    ...(more && { 'Members@odata.nextLink': `${path}?$skip=${skip + top}&$top=${top}` }),
  };
}

export const links = (path: string, ids: readonly string[]): Link[] => ids.map((id) => link(`${path}/${id}`));

export const enabled = { State: 'Enabled', Health: 'OK' } as const;
export const absent = { State: 'Absent' } as const;

/** A part's status; of a part without power only whether it is there. */
export function statusOf(bmc: Bmc, component: Component, part: string) {
  const health = healthOf(bmc.problems(), component, part);
  return { State: bmc.isOn ? 'Enabled' : 'StandbyOffline', Health: health };
}

/**
 * The status of what a BMC knows at any power, as most do of NICs. Ironic takes only those for ports that are enabled, and
 * it asks while the machine is off.
 */
export function lastingStatusOf(bmc: Bmc, component: Component, part: string) {
  return { ...statusOf(bmc, component, part), State: 'Enabled' };
}

export function rollup(bmc: Bmc, component?: Component): { Health: Severity; HealthRollup: Severity } {
  const health = healthOf(bmc.problems(), component);
  return { Health: health, HealthRollup: health };
}

/** What marks machines that are not real, wherever they appear. */
export const oem = (bmc: Bmc) => ({ Tuskar: { Simulated: bmc.kind === 'simulated', Lab: true } });

export const paths = {
  system: (bmc: Bmc) => `${root}/Systems/${bmc.ids.system}`,
  chassis: (bmc: Bmc) => `${root}/Chassis/${bmc.ids.chassis}`,
  manager: (bmc: Bmc) => `${root}/Managers/${bmc.ids.manager}`,
  log: (bmc: Bmc) => `${bmc.ids.log.owner === 'system' ? paths.system(bmc) : paths.manager(bmc)}/LogServices`,
};
