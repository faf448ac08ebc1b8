import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('machine.burn-in', new URL('./machine-burn-in.scenario.ts', import.meta.url));
