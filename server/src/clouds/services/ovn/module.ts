import type { Contribution, HealthProbe, ServiceModule } from '../module.ts';
import { isDataHost, phaseOn } from '../topology.ts';
import { centralItems } from './central.ts';
import { controllerItems } from './controller.ts';
import { datapathItems, datapathTeardown } from './datapath.ts';
import { carriesDatapath } from './placement.ts';

/** Open vSwitch and OVN: the switches and routers that Neutron draws. */
export const ovn: ServiceModule = {
  name: 'ovn',
  title: 'Open vSwitch and OVN, the network fabric',
  roles: ['controller', 'compute', 'network'],
  needs: ['base'],
  byDefault: 'on',
  configFiles: [],
  data: ['/var/lib/ovn/*', '/etc/openvswitch/conf.db'],
  compile: (context, host) => {
    const contributions: Contribution[] = [];
    if (isDataHost(context, host)) {
      contributions.push({ phase: phaseOn(context, 'data'), items: centralItems(host) });
    }
    if (carriesDatapath(host)) {
      contributions.push(
        { phase: phaseOn(context, 'foundation'), items: datapathItems(context, host) },
        { phase: phaseOn(context, 'data'), items: controllerItems() },
      );
    }
    return contributions;
  },
  probes: (context, host) => {
    const units = [
      ...(isDataHost(context, host) ? ['ovn-ovsdb-server-nb', 'ovn-ovsdb-server-sb', 'ovn-northd'] : []),
      ...(carriesDatapath(host) ? ['ovs-vswitchd', 'ovn-controller'] : []),
    ];
    return units.map((unit): HealthProbe => ({ kind: 'unit', unit: `${unit}.service` }));
  },
  teardown: (_context, host) => (carriesDatapath(host) ? datapathTeardown : []),
};
