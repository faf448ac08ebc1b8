import type { Blueprint, BlueprintChange, BlueprintDiff } from '@tuskar/contract/cloud.ts';
import { imageId } from './image.ts';
import { ago } from './time.ts';

export function sampleBlueprint(change: Partial<Blueprint> & Pick<Blueprint, 'id'>): Blueprint {
  return {
    cloud: 'try',
    parent: null,
    state: 'executed',
    stateReason: null,
    warnings: [],
    image: imageId,
    createdAt: ago({ hours: 5 }),
    createdBy: 'alma',
    approvedAt: ago({ hours: 5 }),
    approvedBy: 'alma',
    approvalReason: null,
    executedBy: 'op-0002',
    summary: { hosts: 1, hostsChanged: 1, changes: 4, impact: 'none', restarts: 0, apiGap: [] },
    ...change,
  };
}

const novaDiff = `--- /etc/nova/nova.conf
+++ /etc/nova/nova.conf
@@ -4,7 +4,8 @@
 transport_url = <secret rabbitmq-nova>
 my_ip = 198.18.0.11
 state_path = /var/lib/nova
-cpu_allocation_ratio = 4
+cpu_allocation_ratio = 8
+ram_allocation_ratio = 1.2
 
 [api]
 auth_strategy = keystone`;

export const sampleChanges: BlueprintChange[] = [
  {
    item: 'nova:config',
    kind: 'file',
    title: '/etc/nova/nova.conf',
    change: 'change',
    diff: novaDiff,
    impact: 'api-gap',
    units: ['nova-api.service', 'nova-scheduler.service', 'nova-conductor.service'],
    apiGap: ['compute'],
  },
  {
    item: 'haproxy:config',
    kind: 'file',
    title: '/etc/haproxy/haproxy.cfg',
    change: 'change',
    diff: '--- /etc/haproxy/haproxy.cfg\n+++ /etc/haproxy/haproxy.cfg\n@@ -12,3 +12,3 @@\n defaults\n-  timeout client 1m\n+  timeout client 2m',
    impact: 'reload',
    units: ['haproxy.service'],
    apiGap: [],
  },
  {
    item: 'keystone:fernet',
    kind: 'file',
    title: '/etc/keystone/fernet-keys/0',
    change: 'change',
    diff: 'secret changed: try/keystone-fernet',
    impact: 'none',
    units: [],
    apiGap: [],
  },
  {
    item: 'nova:old-policy',
    kind: 'absent',
    title: '/etc/nova/policy.d/old.yaml',
    change: 'remove',
    diff: null,
    impact: 'none',
    units: [],
    apiGap: [],
  },
];

export function sampleDiff(blueprint: string, hosts = ['try-1']): BlueprintDiff {
  return {
    blueprint,
    parent: 'bp-0001',
    hosts: hosts.map((host) => ({ host, change: 'change', changes: sampleChanges })),
    waves: ['foundation', 'data', 'identity', 'services', 'compute', 'finish'].map((title) => ({
      title,
      steps: hosts.map((host) => ({ name: `converge-${title}:${host}`, title: `Converge ${title}`, host })),
    })),
  };
}
