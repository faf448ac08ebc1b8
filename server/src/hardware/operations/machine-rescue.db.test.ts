import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('machine.rescue', new URL('./machine-rescue.scenario.ts', import.meta.url));
