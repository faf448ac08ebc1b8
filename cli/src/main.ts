import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Compiled modules are kept beside the packages they come from: a start takes half the time. Where nobody may write
// there, nothing is kept.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/tuskar'));
await import('./run.ts');
