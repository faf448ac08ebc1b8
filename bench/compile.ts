/**
 * Compile, diff and impact of a blueprint that changes nothing, for 1,000 hosts: 3 controllers, 997 compute hosts.
 * Run with: node bench/compile.ts [hosts]
 */
import { performance } from 'node:perf_hooks';
import { stringify } from 'yaml';
import { summarize } from '../server/src/clouds/blueprint/changes.ts';
import { compile } from '../server/src/clouds/compile/compile.ts';
import { parseIntent } from '../server/src/clouds/intent/parse.ts';
import { serviceModules } from '../server/src/clouds/services/registry.ts';
import { knownHost } from '../server/src/clouds/testing/hosts.ts';
import { testImage } from '../server/src/clouds/testing/image.ts';

const count = Number(process.argv[2] ?? 1000);
const rounds = 5;

const text = stringify({
  name: 'large',
  hosts: Array.from({ length: count }, (_, index) => ({
    name: `host-${index + 1}`,
    roles: index < 3 ? ['controller', 'network'] : ['compute'],
  })),
  networks: {
    management: { cidr: '198.18.0.0/20' },
    tunnel: { cidr: '198.18.16.0/20' },
    external: {
      cidr: '198.18.32.0/20',
      gateway: '198.18.32.1',
      pool: { start: '198.18.40.0', end: '198.18.47.254' },
    },
  },
  config: { 'nova.conf': { DEFAULT: { cpu_allocation_ratio: 4 } } },
});
const inventory = Array.from({ length: count }, (_, index) => knownHost(`host-${index + 1}`, index + 1));

function plan() {
  const parsed = parseIntent(text);
  return compile({
    ...parsed,
    inventory,
    image: testImage,
    services: serviceModules,
    secretVersions: new Map(),
  });
}

const parent = plan();
const seconds = Array.from({ length: rounds }, () => {
  const begin = performance.now();
  const next = plan();
  const compiled = performance.now();
  const { changes } = summarize(parent, next);
  if (changes > 0) throw new Error(`${changes} changes in a blueprint that changes nothing`);
  return { compile: (compiled - begin) / 1000, diff: (performance.now() - compiled) / 1000 };
}).sort((a, b) => a.compile + a.diff - b.compile - b.diff);

const median = seconds[Math.floor(rounds / 2)] ?? { compile: 0, diff: 0 };
const items = parent.hosts.reduce((sum, host) => sum + host.items.length, 0);
console.log(
  `compile, diff and impact of a no-op: ${count} hosts, ${items} items, compile ${median.compile.toFixed(3)} s, ` +
    `diff and impact ${median.diff.toFixed(3)} s, together ${(median.compile + median.diff).toFixed(3)} s ` +
    `(median of ${rounds})`,
);
