import type { BmcInput } from '@tuskar/contract/machine-enrolment.ts';
import type { BmcProtocol } from '@tuskar/contract/machine.ts';
import type { FoundMachine } from './found-machine.ts';
import { capabilitiesOf, uuidOf } from './instackenv.ts';
import type { Problems } from './problems.ts';
import { type Fields, fieldsOf, isItem, macOf, type RawItem } from './read-fields.ts';

const drivers: Record<string, BmcProtocol> = {
  redfish: 'redfish',
  ipmi: 'ipmi',
  idrac: 'idrac',
  ilo: 'ilo',
  ilo5: 'ilo',
  irmc: 'irmc',
  xclarity: 'xclarity',
  'manual-management': 'manual',
  'fake-hardware': 'manual',
};

/** Where each protocol's settings have the parts of an address. */
const settings: Partial<
  Record<BmcProtocol, Partial<Record<'address' | 'port' | 'system' | 'user' | 'password' | 'ca', string>>>
> = {
  redfish: {
    address: 'redfish_address',
    system: 'redfish_system_id',
    user: 'redfish_username',
    password: 'redfish_password',
    ca: 'redfish_verify_ca',
  },
  ipmi: { address: 'ipmi_address', port: 'ipmi_port', user: 'ipmi_username', password: 'ipmi_password' },
  ilo: {
    address: 'ilo_address',
    port: 'client_port',
    user: 'ilo_username',
    password: 'ilo_password',
    ca: 'ilo_verify_ca',
  },
  irmc: {
    address: 'irmc_address',
    port: 'irmc_port',
    user: 'irmc_username',
    password: 'irmc_password',
    ca: 'irmc_verify_ca',
  },
  xclarity: {
    address: 'xclarity_manager_ip',
    port: 'xclarity_port',
    system: 'xclarity_hardware_id',
    user: 'xclarity_username',
    password: 'xclarity_password',
  },
};

type Chassis = { description: string | null };

/** The machines of a file of `openstack baremetal create`: nodes, by themselves or in chassis. */
export function readBaremetalCreate(document: RawItem, problems: Problems): FoundMachine[] {
  for (const key of Object.keys(document)) {
    if (key !== 'chassis' && key !== 'nodes')
      problems.add('', key, "is not known: the file has only 'chassis' and 'nodes'");
  }
  const top = fieldsOf(document, '', problems);
  const machines = nodesIn(top, '', { description: null }, problems);
  for (const [index, chassis] of (top.list('chassis') ?? []).entries()) {
    const item = `chassis[${index}]`;
    if (!isItem(chassis)) {
      problems.add(item, '', 'is no object');
      continue;
    }
    const fields = fieldsOf(chassis, item, problems);
    const description = fields.text('description') ?? null;
    machines.push(...nodesIn(fields, `${item}.`, { description }, problems));
  }
  return machines;
}

function nodesIn(fields: Fields, prefix: string, chassis: Chassis, problems: Problems): FoundMachine[] {
  return (fields.list('nodes') ?? []).flatMap((raw, index) => {
    const item = `${prefix}nodes[${index}]`;
    if (isItem(raw)) return readNode(raw, item, chassis, problems) ?? [];
    problems.add(item, '', 'is no object');
    return [];
  });
}

function readNode(
  raw: RawItem,
  item: string,
  chassis: Chassis,
  problems: Problems,
): FoundMachine | undefined {
  const fields = fieldsOf(raw, item, problems);
  const { text, object, wrong } = fields;
  const driver = text('driver');
  const protocol = driver === undefined ? undefined : drivers[driver];
  if (driver === undefined) wrong('driver', 'is missing');
  else if (protocol === undefined)
    wrong('driver', `'${driver}' is not known; it is one of ${Object.keys(drivers).join(', ')}`);
  const info = object('driver_info') ?? {};
  const bmc =
    protocol === undefined ? undefined : bmcOf(protocol, fieldsOf(info, `${item}.driver_info`, problems));
  const macs = portsOf(fields);
  const properties = object('properties') ?? {};
  const labels = labelsOf(fields, properties);
  const place = [chassis.description, text('description') ?? text('extra_description') ?? null]
    .filter(Boolean)
    .join(' / ');
  const uuid = uuidOf(fields, 'uuid');
  const vendor = fieldsOf(properties, `${item}.properties`, problems).text('vendor') ?? null;
  const name = text('name') ?? null;
  if (bmc === undefined) return undefined;
  const note = place === '' ? null : place;
  return { item, name, uuid, bmc, macs, serial: null, manufacturer: vendor, model: null, labels, note };
}

function bmcOf(protocol: BmcProtocol, info: Fields): BmcInput | undefined {
  const redfishToo = protocol === 'idrac' ? settings.redfish : undefined;
  const names = redfishToo ?? settings[protocol] ?? {};
  const read = (part: keyof typeof names) => (names[part] === undefined ? undefined : info.text(names[part]));
  const address = read('address') ?? (protocol === 'manual' ? 'none' : undefined);
  if (address === undefined) {
    info.wrong(names.address ?? 'address', 'is missing');
    return undefined;
  }
  const port = names.port === undefined ? undefined : info.whole(names.port, { least: 1, most: 65_535 });
  const systemId = read('system');
  const user = read('user');
  const password = names.password === undefined ? undefined : info.exact(names.password);
  const ca = read('ca');
  return {
    protocol,
    address,
    verifyCa:
      ca === undefined || /^(false|no|0|off)$/i.test(ca) ? false : /^(true|yes|1|on)$/i.test(ca) ? true : ca,
    ...(port === undefined ? {} : { port }),
    ...(systemId === undefined ? {} : { systemId }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
  };
}

/** MAC addresses of its ports, also of those in port groups. */
function portsOf(fields: Fields): string[] {
  const { list, wrong } = fields;
  const groups = (list('portgroups') ?? []).flatMap((group, index) =>
    isItem(group) && Array.isArray(group['ports'])
      ? group['ports'].map((port: unknown, at) => ({ port, field: `portgroups[${index}].ports[${at}]` }))
      : [],
  );
  const ports = (list('ports') ?? []).map((port, index) => ({ port, field: `ports[${index}]` }));
  const macs = [...ports, ...groups].flatMap(({ port, field }) => {
    if (!isItem(port)) return wrong(field, 'is no object') ?? [];
    if (port['address'] === undefined) return wrong(`${field}.address`, 'is missing') ?? [];
    return macOf(fields, `${field}.address`, port['address']) ?? [];
  });
  return [...new Set(macs)];
}

function labelsOf({ text, list, wrong }: Fields, properties: RawItem): Record<string, string> {
  const traits = (list('traits') ?? []).filter((trait) => typeof trait === 'string');
  const pairs = [
    ['resource-class', text('resource_class')],
    ['conductor-group', text('conductor_group')],
    ['traits', traits.length === 0 ? undefined : traits.join(',')],
  ].filter(([, value]) => value !== undefined);
  return {
    ...capabilitiesOf(properties['capabilities'], wrong),
    ...(Object.fromEntries(pairs) as Record<string, string>),
  };
}
