import { fourTests } from './four-tests.ts';

fourTests('example.files', new URL('./example.scenario.ts', import.meta.url));
