import type { Item } from '@tuskar/contract/part.ts';
import type { CompileContext, HostFacts } from '../module.ts';
import { gatewayHosts } from '../topology.ts';
import { addressesScript, bridgesScript } from './datapath-scripts.ts';

const directory = '/usr/local/lib/tuskar';

// Both scripts run again with ovs-vswitchd: its bridges' addresses and link states are gone with it.
const addressesUnit = `[Unit]
Description=Addresses and links of the cloud's datapath
After=ovs-vswitchd.service
Requires=ovs-vswitchd.service
PartOf=ovs-vswitchd.service
Before=ovn-controller.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=${directory}/datapath-addresses

[Install]
WantedBy=multi-user.target ovs-vswitchd.service
`;

function script(name: string, content: string): Item {
  return {
    kind: 'file',
    id: `datapath:${name}-script`,
    path: `${directory}/datapath-${name}`,
    owner: 'root',
    group: 'root',
    mode: '0755',
    content,
  };
}

/** Open vSwitch with the bridges of the cloud. */
export function datapathItems(context: CompileContext, host: HostFacts): Item[] {
  const isGateway = gatewayHosts(context).some(({ name }) => name === host.name);
  return [
    {
      kind: 'file',
      id: 'datapath:system-id',
      title: "Name the host's chassis after it",
      path: '/etc/openvswitch/system-id.conf',
      owner: 'root',
      group: 'root',
      mode: '0644',
      content: `${host.name}\n`,
    },
    script('bridges', bridgesScript(context, { host, isGateway })),
    script('addresses', addressesScript(context, host)),
    {
      kind: 'unit',
      id: 'ovsdb-server:unit',
      unit: 'ovsdb-server.service',
      state: 'started',
      after: ['datapath:system-id'],
    },
    {
      // Before the switch starts: some of it is read only then.
      kind: 'command',
      id: 'datapath:bridges',
      title: 'Make the bridges of the cloud',
      argv: [`${directory}/datapath-bridges`],
      after: ['ovsdb-server:unit'],
      runOn: ['datapath:bridges-script'],
      timeoutSeconds: 60,
    },
    {
      kind: 'unit',
      id: 'openvswitch:unit',
      unit: 'openvswitch-switch.service',
      enabled: true,
      state: 'started',
      after: ['datapath:bridges'],
    },
    {
      kind: 'file',
      id: 'datapath:unit-file',
      path: '/etc/systemd/system/tuskar-datapath.service',
      owner: 'root',
      group: 'root',
      mode: '0644',
      content: addressesUnit,
    },
    {
      kind: 'unit',
      id: 'datapath:addresses',
      unit: 'tuskar-datapath.service',
      enabled: true,
      state: 'started',
      after: ['openvswitch:unit'],
      restartOn: ['datapath:addresses-script', 'datapath:unit-file'],
    },
  ];
}

/** Bridges made by the cloud end with it. The database is removed with the service's data, after the switch has stopped. */
export const datapathTeardown: Item[] = [
  { kind: 'absent', id: 'teardown:datapath-system-id', path: '/etc/openvswitch/system-id.conf' },
];
