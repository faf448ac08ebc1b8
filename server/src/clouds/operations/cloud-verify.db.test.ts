import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('cloud.verify', new URL('./cloud-verify.scenario.ts', import.meta.url));
