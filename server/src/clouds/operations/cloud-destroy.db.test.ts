import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('cloud.destroy', new URL('./cloud-destroy.scenario.ts', import.meta.url));
