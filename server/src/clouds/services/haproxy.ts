import type { Item } from '@tuskar/contract/part.ts';
import type { CompileContext, Frontend, ServiceModule } from './module.ts';
import { backendPort, dataHost, listenAddress, phaseOn } from './topology.ts';

const certificatePath = '/etc/haproxy/tls/public.pem';

const global = `global
    log /dev/log local0 notice
    chroot /var/lib/haproxy
    stats socket /run/haproxy/admin.sock mode 660 level admin
    user haproxy
    group haproxy
    ssl-default-bind-ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384
    ssl-default-bind-ciphersuites TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256
    ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets

defaults
    log global
    mode http
    option httplog
    option dontlognull
    option http-server-close
    option forwardfor
    option redispatch
    retries 3
    timeout connect 5s
    timeout client 60s
    timeout server 180s
    timeout http-request 20s
`;

function backends(context: CompileContext, frontend: Frontend): string[] {
  const hosts = frontend.single ? [dataHost(context)] : context.withRole('controller');
  // With one server there is nowhere else to go: a check would only cost.
  const check = hosts.length > 1 ? ' check inter 2s fall 2 rise 1' : '';
  return hosts.map(
    (host) => `    server ${host.name} ${listenAddress(context, host)}:${backendPort(frontend.port)}${check}`,
  );
}

function listenSection(context: CompileContext, frontend: Frontend): string {
  const lines = [
    `listen ${frontend.name}`,
    `    bind :${frontend.port} ssl crt ${certificatePath}`,
    '    http-request set-header X-Forwarded-Proto https',
    ...(frontend.idleSeconds ? [`    timeout tunnel ${frontend.idleSeconds}s`] : []),
    ...backends(context, frontend),
  ];
  return `${lines.join('\n')}\n`;
}

function items(context: CompileContext, frontends: Frontend[]): Item[] {
  return [
    {
      kind: 'directory',
      id: 'haproxy:tls-directory',
      path: '/etc/haproxy/tls',
      owner: 'root',
      group: 'root',
      mode: '0700',
    },
    {
      kind: 'file',
      id: 'haproxy:certificate',
      path: certificatePath,
      owner: 'root',
      group: 'root',
      mode: '0600',
      content: `${context.secret('public', 'tls-certificate')}\n${context.secret('public', 'tls-key')}\n`,
      sensitive: true,
    },
    {
      kind: 'file',
      id: 'haproxy:config',
      path: '/etc/haproxy/haproxy.cfg',
      owner: 'root',
      group: 'root',
      mode: '0644',
      content: [global, ...frontends.map((frontend) => listenSection(context, frontend))].join('\n'),
    },
    {
      kind: 'unit',
      id: 'haproxy:unit',
      unit: 'haproxy.service',
      enabled: true,
      state: 'started',
      reloadOn: ['haproxy:config', 'haproxy:certificate'],
    },
  ];
}

/** TLS in front of what `modules` let people and services reach. */
export function haproxyFor(modules: ServiceModule[]): ServiceModule {
  const frontendsOf = (context: CompileContext) =>
    modules.filter((module) => context.carries(module.name)).flatMap((module) => module.frontends ?? []);
  return {
    name: 'haproxy',
    title: 'HAProxy, TLS in front of the APIs',
    roles: ['controller'],
    needs: ['base'],
    byDefault: 'on',
    configFiles: [],
    apiUnits: ['haproxy.service'],
    compile: (context) => [{ phase: phaseOn(context, 'data'), items: items(context, frontendsOf(context)) }],
    probes: () => [{ kind: 'unit', unit: 'haproxy.service' }],
  };
}
