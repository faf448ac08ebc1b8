import type { BmcInput } from '@tuskar/contract/machine-enrolment.ts';
import type { BmcProtocol } from '@tuskar/contract/machine.ts';
import type { FoundMachine } from './found-machine.ts';
import type { Problems } from './problems.ts';
import { type Fields, fieldsOf, isItem, macOf, type RawItem } from './read-fields.ts';

/** How each `pm_type` is reached; older files name drivers of Ironic. */
const types: { form: RegExp; protocol: BmcProtocol }[] = [
  { form: /^ipmi$|_ipmitool$/, protocol: 'ipmi' },
  { form: /^redfish$/, protocol: 'redfish' },
  { form: /^idrac$|_drac$/, protocol: 'idrac' },
  { form: /^ilo5?$|_ilo$/, protocol: 'ilo' },
  { form: /^irmc$|_irmc$/, protocol: 'irmc' },
  { form: /^xclarity$/, protocol: 'xclarity' },
  { form: /^manual-management$|^fake(_|-|$)/, protocol: 'manual' },
];
const knownTypes = 'ipmi, redfish, idrac, ilo, irmc, xclarity, manual-management';

/** Kept as labels, under these names. */
const labelled: Record<string, string> = {
  profile: 'profile',
  resource_class: 'resource-class',
  conductor_group: 'conductor-group',
  platform: 'platform',
  arch: 'arch',
};
/** What an inspection measures better than a file knows. */
const measured = ['cpu', 'cpus', 'memory', 'disk'];
const understood = new Set([
  'pm_type',
  'pm_addr',
  'pm_user',
  'pm_password',
  'pm_port',
  'pm_system_id',
  'ports',
  'mac',
  'name',
  'uuid',
  'capabilities',
  '_comment',
  'redfish_system_id',
  'redfish_verify_ca',
  ...Object.keys(labelled),
  ...measured,
]);

export const isKnownType = (type: string): boolean => types.some(({ form }) => form.test(type));

export const isInstackenvField = (name: string): boolean => understood.has(name);

export function readInstackenvNode(raw: RawItem, item: string, problems: Problems): FoundMachine | undefined {
  const fields = fieldsOf(raw, item, problems);
  const bmc = bmcOf(fields);
  const macs = macsOf(fields);
  for (const field of ['cpu', 'memory', 'disk']) fields.whole(field, { least: 0, most: 1_000_000_000 });
  const uuid = uuidOf(fields, 'uuid');
  for (const field of Object.keys(raw)) {
    if (!understood.has(field)) problems.ignore(item, field, 'is not kept: set it in the bare-metal service');
  }
  const note = fields.text('_comment') ?? null;
  const labels = labelsOf(fields);
  const name = fields.text('name') ?? null;
  if (bmc === undefined) return undefined;
  return { item, name, uuid, bmc, macs, serial: null, manufacturer: null, model: null, labels, note };
}

function bmcOf(fields: Fields): BmcInput | undefined {
  const { text, exact, whole, wrong } = fields;
  const type = text('pm_type');
  const protocol = type === undefined ? undefined : types.find(({ form }) => form.test(type))?.protocol;
  if (type === undefined) wrong('pm_type', `is missing; it is one of ${knownTypes}`);
  else if (protocol === undefined) wrong('pm_type', `'${type}' is not known; it is one of ${knownTypes}`);
  const address = text('pm_addr') ?? (protocol === 'manual' ? 'none' : undefined);
  if (address === undefined) wrong('pm_addr', 'is missing');
  const systemId = text('pm_system_id') ?? text('redfish_system_id');
  const port = whole('pm_port', { least: 1, most: 65_535 });
  const user = text('pm_user');
  const password = exact('pm_password');
  if (protocol === undefined || address === undefined) return undefined;
  return {
    protocol,
    address,
    verifyCa: verifyOf(fields),
    ...(port === undefined ? {} : { port }),
    ...(systemId === undefined ? {} : { systemId }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
  };
}

/** 'False', 'no' and 'true' are said in many ways; anything else is the path of a file. */
function verifyOf({ text }: Fields): boolean | string {
  const said = text('redfish_verify_ca');
  if (said === undefined || /^(false|no|0|off)$/i.test(said)) return false;
  return /^(true|yes|1|on)$/i.test(said) ? true : said;
}

function macsOf(fields: Fields): string[] {
  const { list, wrong, raw } = fields;
  const older = typeof raw['mac'] === 'string' ? [raw['mac']] : (list('mac') ?? []);
  const macs = older.map((value, index) => macOf(fields, `mac[${index}]`, value));
  for (const [index, port] of (list('ports') ?? []).entries()) {
    if (!isItem(port)) wrong(`ports[${index}]`, 'is no object');
    else if (port['address'] === undefined) wrong(`ports[${index}].address`, 'is missing');
    else macs.push(macOf(fields, `ports[${index}].address`, port['address']));
  }
  const known = macs.filter((mac) => mac !== undefined);
  for (const mac of known.filter((one, index) => known.indexOf(one) !== index))
    wrong('ports', `${mac} stands twice`);
  return [...new Set(known)];
}

function labelsOf({ text, raw, wrong }: Fields): Record<string, string> {
  const labels = Object.entries(labelled).flatMap(([field, label]) => {
    const value = text(field);
    return value === undefined ? [] : [[label, value.slice(0, 255)]];
  });
  return {
    ...capabilitiesOf(raw['capabilities'], wrong),
    ...(Object.fromEntries(labels) as Record<string, string>),
  };
}

/** 'profile:compute,boot_mode:uefi', or an object. Kept: the profile; the rest an inspection finds. */
export function capabilitiesOf(given: unknown, wrong: Fields['wrong']): Record<string, string> {
  if (given === undefined || given === null || given === '') return {};
  const pairs = isItem(given)
    ? Object.entries(given)
    : typeof given === 'string'
      ? given.split(',').map((pair) => pair.split(/:(.*)/s).slice(0, 2) as [string, unknown])
      : undefined;
  if (pairs === undefined || pairs.some(([key, value]) => key.trim() === '' || value === undefined)) {
    wrong('capabilities', "is neither an object nor of the form 'key:value,key:value'");
    return {};
  }
  const profile = pairs.find(([key]) => key.trim() === 'profile')?.[1];
  return typeof profile === 'string' ? { profile: profile.trim() } : {};
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function uuidOf({ text, wrong }: Fields, field: string): string | null {
  const uuid = text(field);
  if (uuid === undefined) return null;
  if (uuidForm.test(uuid)) return uuid.toLowerCase();
  wrong(field, `'${uuid}' is no UUID`);
  return null;
}
