import { fourTests } from '../../platform/operations/testing/four-tests.ts';

const scenario = new URL('./machine-rotate-bmc-password.scenario.ts', import.meta.url);
fourTests('machine.rotate-bmc-password', scenario);
