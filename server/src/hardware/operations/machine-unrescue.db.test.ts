import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('machine.unrescue', new URL('./machine-unrescue.scenario.ts', import.meta.url));
