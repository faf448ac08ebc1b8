import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('machine.power', new URL('./machine-power.scenario.ts', import.meta.url));
