import { identityUrl } from '../identity-client.ts';
import type { CompileContext } from '../module.ts';
import { caPath, memcachedServers } from '../topology.ts';

const list = (values: string[]) => `[${values.map((value) => `'${value}'`).join(', ')}]`;

/** Django's settings: the whole local_settings.py. */
export function localSettings(context: CompileContext): string {
  return `from horizon.utils import secret_key  # noqa: F401
from openstack_dashboard.settings import HORIZON_CONFIG  # noqa: F401

DEBUG = False
COMPRESS_OFFLINE = True
WEBROOT = '/'
STATIC_ROOT = '/var/lib/openstack-dashboard/static/'
STATIC_URL = '/static/'
ALLOWED_HOSTS = ['*']
SECRET_KEY = '${context.secret('horizon-django')}'

OPENSTACK_HOST = '${context.publicAddress}'
OPENSTACK_KEYSTONE_URL = '${identityUrl(context)}'
OPENSTACK_SSL_CACERT = '${caPath}'
OPENSTACK_KEYSTONE_DEFAULT_ROLE = 'member'
OPENSTACK_API_VERSIONS = {'identity': 3, 'image': 2}
DEFAULT_SERVICE_REGIONS = {'*': '${context.intent.region}'}

SESSION_ENGINE = 'django.contrib.sessions.backends.signed_cookies'
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = True
SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')
CACHES = {
    'default': {
        'BACKEND': 'django.core.cache.backends.memcached.PyMemcacheCache',
        'LOCATION': ${list(memcachedServers(context))},
    },
}

OPENSTACK_NEUTRON_NETWORK = {
    'enable_router': True,
    'enable_distributed_router': False,
    'enable_ha_router': False,
    'enable_fip_topology_check': True,
    'enable_ipv6': True,
    'enable_quotas': True,
}
TIME_ZONE = 'UTC'
LOGGING = {
    'version': 1,
    'disable_existing_loggers': False,
    'handlers': {'console': {'level': 'WARNING', 'class': 'logging.StreamHandler'}},
    'root': {'handlers': ['console'], 'level': 'WARNING'},
}
`;
}
