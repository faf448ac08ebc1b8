import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('machine.inspect', new URL('./machine-inspect.scenario.ts', import.meta.url));
