import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('cloud.furnish', new URL('./cloud-furnish.scenario.ts', import.meta.url));
