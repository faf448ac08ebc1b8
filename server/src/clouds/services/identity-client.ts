import type { CompileContext, IniSections } from './module.ts';
import { caPath, memcachedServers, publicUrl } from './topology.ts';

/** How a service proves itself to the identity service: the sections of its configuration that keystoneauth reads. */

const identityPort = 5000;

export function identityUrl(context: CompileContext): string {
  return publicUrl(context, { port: identityPort, path: '/v3' });
}

/** Options of keystoneauth's password plugin for a service user. */
export function credentials(context: CompileContext, user: string): IniSections[string] {
  return {
    auth_type: 'password',
    auth_url: identityUrl(context),
    username: user,
    password: context.secret(`${user}-keystone`),
    project_name: 'service',
    user_domain_name: 'Default',
    project_domain_name: 'Default',
    region_name: context.intent.region,
    cafile: caPath,
  };
}

/** The sections of a service that checks its users' tokens, and sends its own along with theirs. */
export function tokenSections(context: CompileContext, user: string): IniSections {
  const { region_name: _region, ...own } = credentials(context, user);
  return {
    keystone_authtoken: {
      ...own,
      www_authenticate_uri: identityUrl(context),
      memcached_servers: memcachedServers(context),
      memcache_security_strategy: 'ENCRYPT',
      memcache_secret_key: context.secret('memcached-tokens'),
      service_token_roles: 'service',
      service_token_roles_required: true,
    },
    service_user: { ...own, send_service_user_token: true },
    // Behind haproxy: links in answers have its scheme.
    oslo_middleware: { enable_proxy_headers_parsing: true },
  };
}
