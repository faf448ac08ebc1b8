import type { Item } from '@tuskar/contract/part.ts';
import type { CompileContext, HostFacts, ServiceModule } from './module.ts';
import { dataHost, isDataHost, phaseOn } from './topology.ts';

const user = 'openstack';
const passwordSecret = 'rabbitmq-openstack';

/** Where services send and take messages. */
export function transportUrl(context: CompileContext): string {
  const address = dataHost(context).addresses.management;
  return `rabbit://${user}:${context.secret(passwordSecret)}@${address}:5672/`;
}

// The virtual machine's schedulers spin for work by default, which costs a small host a tenth of a processor.
const environment = `RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="+sbwt none +sbwtdcpu none +sbwtdio none"
`;

function serverConfig(context: CompileContext, host: HostFacts): string {
  return `listeners.tcp.1 = ${host.addresses.management}:5672
default_user = ${user}
default_pass = ${context.secret(passwordSecret)}
default_permissions.configure = .*
default_permissions.read = .*
default_permissions.write = .*
vm_memory_high_watermark.absolute = ${Math.max(512, Math.floor(host.memoryMiB / 8))}MiB
disk_free_limit.absolute = 200MB
log.file = false
log.console = true
log.console.level = warning
`;
}

const node = { owner: 'rabbitmq', group: 'rabbitmq' } as const;

function items(context: CompileContext, host: HostFacts): Item[] {
  return [
    {
      kind: 'file',
      id: 'rabbitmq:cookie',
      path: '/var/lib/rabbitmq/.erlang.cookie',
      ...node,
      mode: '0400',
      content: context.secret('rabbitmq-cookie'),
      sensitive: true,
    },
    {
      kind: 'file',
      id: 'rabbitmq:environment',
      path: '/etc/rabbitmq/rabbitmq-env.conf',
      ...node,
      mode: '0644',
      content: environment,
    },
    {
      kind: 'file',
      id: 'rabbitmq:config',
      path: '/etc/rabbitmq/rabbitmq.conf',
      ...node,
      mode: '0600',
      content: serverConfig(context, host),
      sensitive: true,
    },
    {
      kind: 'unit',
      id: 'rabbitmq:unit',
      unit: 'rabbitmq-server.service',
      enabled: true,
      state: 'started',
      // Names of nodes are looked up in the hosts file.
      after: ['base:hosts'],
      restartOn: ['rabbitmq:cookie', 'rabbitmq:environment', 'rabbitmq:config'],
      timeoutSeconds: 180,
    },
  ];
}

/** The message queue of all services, on the cloud's data host. */
export const rabbitmq: ServiceModule = {
  name: 'rabbitmq',
  title: 'RabbitMQ, the message queue',
  roles: ['controller'],
  needs: ['base'],
  byDefault: 'on',
  configFiles: [],
  data: ['/var/lib/rabbitmq/mnesia'],
  compile: (context, host) =>
    isDataHost(context, host) ? [{ phase: phaseOn(context, 'data'), items: items(context, host) }] : [],
  probes: (context, host) =>
    isDataHost(context, host) ? [{ kind: 'unit', unit: 'rabbitmq-server.service' }] : [],
};
