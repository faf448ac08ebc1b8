import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('undercloud.equip', new URL('./undercloud-equip.scenario.ts', import.meta.url));
