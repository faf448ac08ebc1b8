import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Item } from '@tuskar/contract/part.ts';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { compileContext, secretLedger } from '../compile/context.ts';
import { hasSecret } from '../compile/secret-token.ts';
import { parseIntent } from '../intent/parse.ts';
import { checkOverrides } from '../options/check.ts';
import { indexOptions } from '../options/index-options.ts';
import { ServiceOptions } from '../options/schema.ts';
import { compileExample } from '../testing/compile.ts';
import { knownHost } from '../testing/hosts.ts';
import { exampleIntent, wholeIntent } from '../testing/intent.ts';
import type { ConfigFile, HostFacts } from './module.ts';
import { serviceModules } from './registry.ts';

const { networks } = parseIntent(exampleIntent).intent;

/** One controller and two computes. */
const threeHosts = stringify({
  name: 'try',
  hosts: [
    { name: 'try-1', roles: ['controller', 'network'] },
    { name: 'try-2', roles: ['compute'] },
    { name: 'try-3', roles: ['compute'] },
  ],
  networks,
});

const idsOf = (items: { item: Item }[]) => items.map(({ item }) => item.id);

function secretsOutsideSensitive(items: { item: Item }[]): string[] {
  return items
    .filter(({ item }) => hasSecret(JSON.stringify(item)) && !('sensitive' in item && item.sensitive))
    .map(({ item }) => item.id);
}

describe('the services of a cloud', () => {
  it.each([
    ['one host', exampleIntent],
    ['three hosts', threeHosts],
    ['one host with every service', wholeIntent],
  ])('compile on %s, with every secret in a sensitive item', (_name, text) => {
    for (const host of compileExample({ text }).hosts) {
      // The certificate of the CA is public.
      expect(secretsOutsideSensitive(host.items).filter((id) => id !== 'base:ca')).toEqual([]);
    }
  });

  it('keep databases and APIs off computes', () => {
    const [controller, compute] = compileExample({ text: threeHosts }).hosts;
    expect(idsOf(controller?.items ?? [])).toEqual(expect.arrayContaining(['mariadb:unit', 'nova-api:unit']));
    const there = idsOf(compute?.items ?? []);
    expect(there).toEqual(expect.arrayContaining(['nova-compute:unit', 'openvswitch:unit', 'ovn-host:unit']));
    expect(there.filter((id) => /^(mariadb|rabbitmq|keystone|haproxy|nova-api)\b/.test(id))).toEqual([]);
  });

  it('give computes no password of a database', () => {
    const [, compute] = compileExample({ text: threeHosts }).hosts;
    expect(JSON.stringify(compute?.items)).not.toContain('-database@');
  });

  it('come after those they need', () => {
    const names = serviceModules.map(({ name }) => name);
    for (const [index, { needs }] of serviceModules.entries()) {
      expect(needs.filter((need) => names.indexOf(need) >= index)).toEqual([]);
    }
  });
});

const images = join(process.env['TUSKAR_CACHE_DIR'] ?? '/var/cache/tuskar', 'images');

/** The option schemas of an image of this machine; none where no image was built. */
function optionsDirectory(): string | undefined {
  if (!existsSync(images)) return undefined;
  const built = readdirSync(images).filter((name) => existsSync(join(images, name, 'manifest.json')));
  return built.map((name) => join(images, name, 'options')).at(-1);
}

function configFiles(): ConfigFile[] {
  const { intent } = parseIntent(wholeIntent);
  const host: HostFacts = { ...knownHost('try-1', 1), roles: intent.hosts[0]?.roles ?? [] };
  const context = compileContext({
    intent,
    image: 'host-0',
    hosts: [host],
    services: new Set(serviceModules.map(({ name }) => name)),
    secrets: secretLedger('try', new Map()),
  });
  return serviceModules
    .flatMap((module) => module.compile(context, host))
    .flatMap(({ items }) => items)
    .filter((item) => item.kind === 'config');
}

describe.runIf(optionsDirectory())('the configuration files of an image', () => {
  it.each(configFiles().map((file) => [file.path, file] as const))(
    '%s has only options that exist',
    (_path, file) => {
      const schema = readFileSync(join(optionsDirectory() ?? '', `${file.schema}.json`), 'utf8');
      const options = indexOptions(ServiceOptions.parse(JSON.parse(schema)));
      const { problems } = checkOverrides({
        path: [file.file],
        overrides: file.sections,
        merged: file.sections,
        options,
      });
      expect(problems).toEqual([]);
    },
  );
});
