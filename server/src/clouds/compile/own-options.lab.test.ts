import { newestImage } from '@tuskar/image/store.ts';
import { expect, test } from 'vitest';
import { createImageCatalogue } from '../image-options.ts';
import { describeProblem } from '../intent/problem.ts';
import { parseIntent } from '../intent/parse.ts';
import { checkOverrides } from '../options/check.ts';
import { serviceModules } from '../services/registry.ts';
import { knownHost } from '../testing/hosts.ts';
import { wholeIntent } from '../testing/intent.ts';
import { compileContext, secretLedger } from './context.ts';

const cacheDir = process.env['TUSKAR_CACHE_DIR'] ?? '/var/cache/tuskar';
const newest = await newestImage({ recipe: 'host' }, { cacheDir });

test.skipIf(newest === null)('every option that a module sets is one of the image', async () => {
  const image = await createImageCatalogue({ cacheDir }).newest();
  const { intent } = parseIntent(wholeIntent);
  const host = { ...knownHost('try-1', 1), roles: intent.hosts[0]?.roles ?? [] };
  const context = compileContext({
    intent,
    image: image.id,
    hosts: [host],
    services: new Set(serviceModules.map((module) => module.name)),
    secrets: secretLedger('try', new Map()),
  });
  const files = serviceModules
    .flatMap((module) => module.compile(context, host))
    .flatMap((contribution) => contribution.items)
    .filter((item) => item.kind === 'config');
  const problems = files.flatMap((file) => {
    const options = image.options.get(file.schema);
    if (options === undefined) return [`${file.path}: no options of ${file.schema}`];
    const own = file.sections;
    const found = checkOverrides({ path: [file.path], overrides: own, merged: own, options });
    return found.problems.map((problem) => describeProblem(problem));
  });
  expect(files.length).toBeGreaterThan(5);
  expect(problems).toEqual([]);
});
