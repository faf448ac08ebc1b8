import type { OptionsRecipe } from '../../recipe.ts';

const log = ['oslo.log', 'oslo.reports'];
const api = ['oslo.middleware', 'oslo.policy', 'oslo.limit', 'osprofiler'];
const token = ['keystonemiddleware.auth_token', 'keystonemiddleware.audit'];
const messaging = ['oslo.messaging', 'oslo.cache', 'oslo.concurrency'];
const service = [
  'oslo.service.service',
  'oslo.service.periodic_task',
  'oslo.service.sslutils',
  'oslo.service.wsgi',
  'oslo.privsep',
  'oslo.versionedobjects',
];

const glance = ['glance.api', 'glance.store', 'glance.multi_store', 'castellan.config'];
const nova = ['nova.conf', 'os_vif', 'os_brick', 'castellan.config'];
const neutron = [
  'neutron',
  'neutron.agent',
  'neutron.base.agent',
  'neutron.db',
  'neutron.extensions',
  'neutron.experimental',
  'neutron.ml2',
  'neutron.ml2.ovn',
  'neutron.ovn.metadata.agent',
  'nova.auth',
  'placement.auth',
  'ironic.auth',
  'designate.auth',
];

/** The namespaces that each service's own sample configuration is generated from. */
export const hostOptions: readonly OptionsRecipe[] = [
  { service: 'keystone', namespaces: ['keystone', 'oslo.db', ...log, ...api, ...messaging] },
  {
    service: 'glance',
    namespaces: [...glance, 'oslo.db', ...log, ...api, ...token, ...messaging],
    dynamic: {
      namedBy: { section: 'DEFAULT', option: 'enabled_backends' },
      namespace: 'glance.multi_store',
      except: ['DEFAULT', 'glance_store'],
      reserved: ['os_glance_staging_store', 'os_glance_tasks_store'],
    },
  },
  { service: 'placement', namespaces: ['placement.conf', 'oslo.db', ...log, ...api, ...token] },
  { service: 'nova', namespaces: [...nova, 'oslo.db', ...log, ...api, ...token, ...messaging, ...service] },
  {
    service: 'neutron',
    namespaces: [...neutron, 'oslo.db', ...log, ...api, ...token, ...messaging, ...service],
  },
  {
    service: 'ironic',
    namespaces: [
      'ironic',
      'oslo.db',
      'oslo.messaging',
      'oslo.concurrency',
      ...log,
      ...api,
      ...token,
      ...service,
    ],
  },
];
