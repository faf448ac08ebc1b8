import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('cloud.execute', new URL('./cloud-execute.scenario.ts', import.meta.url));
