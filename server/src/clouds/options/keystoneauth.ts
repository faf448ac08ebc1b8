import type { Option } from './option.ts';

function text(name: string): Option {
  return {
    name,
    type: 'string',
    min: null,
    max: null,
    choices: [],
    secret: name === 'password' || name === 'token',
    removal: null,
  };
}

/**
 * Options that keystoneauth's password plugin reads in every section with an auth_type. They are registered while a
 * service runs, so that oslo-config-generator does not list them:
 * https://docs.openstack.org/keystoneauth/latest/plugin-options.html
 */
export const keystoneauthOptions: Option[] = [
  { ...text('auth_url'), type: 'uri' },
  ...[
    'username',
    'password',
    'user_id',
    'user_domain_id',
    'user_domain_name',
    'project_id',
    'project_name',
    'project_domain_id',
    'project_domain_name',
    'domain_id',
    'domain_name',
    'default_domain_id',
    'default_domain_name',
    'system_scope',
    'trust_id',
    'region_name',
    'auth_version',
    'token',
    'endpoint',
  ].map(text),
];
