import { stringify } from 'yaml';
import { compile, type CompileInput } from '../compile/compile.ts';
import type { CompiledBlueprint } from '../compile/compiled.ts';
import { parseIntent } from '../intent/parse.ts';
import { serviceModules } from '../services/registry.ts';
import { knownHost } from './hosts.ts';
import { testImage } from './image.ts';
import { exampleIntent } from './intent.ts';

export type CompileExample = Partial<Omit<CompileInput, 'intent' | 'locate'>> & {
  /** YAML; by default the example. */
  text?: string;
};

/** Compiles the example, or another intent, with the real modules. */
export function compileExample({ text = exampleIntent, ...input }: CompileExample = {}): CompiledBlueprint {
  return compile({
    ...parseIntent(text),
    inventory: [knownHost('try-1', 1), knownHost('try-2', 2), knownHost('try-3', 3)],
    image: testImage,
    services: serviceModules,
    secretVersions: new Map(),
    ...input,
  });
}

/** The example with more under it: `withSections({ config: … })`. */
export function withSections(sections: object): string {
  return `${exampleIntent}${stringify(sections)}`;
}
