import { base } from './base.ts';
import { glance } from './glance.ts';
import { haproxyFor } from './haproxy.ts';
import { horizon } from './horizon/module.ts';
import { ironic } from './ironic/module.ts';
import { keystone } from './keystone.ts';
import { mariadb } from './mariadb/module.ts';
import { memcached } from './memcached.ts';
import type { ServiceModule } from './module.ts';
import { neutron } from './neutron/module.ts';
import { nova } from './nova/module.ts';
import { ovn } from './ovn/module.ts';
import { placement } from './placement.ts';
import { rabbitmq } from './rabbitmq.ts';

const publicServices = [keystone, glance, placement, neutron, nova, horizon];

/** Every service that a cloud can have, each after those it needs. */
export const serviceModules: ServiceModule[] = [
  base,
  mariadb,
  rabbitmq,
  memcached,
  haproxyFor(publicServices),
  ovn,
  ...publicServices,
  ironic,
];
