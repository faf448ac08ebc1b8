import { requiredPackages as imagePackages } from '@tuskar/image/tools.ts';
import { requiredPackages as labPackages } from '@tuskar/lab/required-packages.ts';
import type { RequiredPackage } from '../server/packages.ts';

/** A stage of the tests: either one check that passes or fails, or a runner that reports its tests as JSON. */
export type Stage = {
  name: string;
  title: string;
  argv: string[];
  counts: 'one' | 'vitest' | 'playwright';
  /** Debian packages that it needs on this machine. */
  packages?: RequiredPackage[];
  /** Needs root: container hosts, namespaces, mounts. */
  root?: true;
};

const chromium = { name: 'chromium-headless-shell', reason: 'the browser that the console is tested in' };
const ping = { name: 'iputils-ping', reason: 'a server of the cloud is pinged from outside' };
const ssh = { name: 'openssh-client', reason: 'hosts are reached by it' };
const openssl = { name: 'openssl', reason: 'erase certificates are verified by it' };
const python = { name: 'python3', reason: 'the converge program is tested with it' };
const sushy = { name: 'python3-sushy', reason: 'lab BMCs are read by the client that Ironic uses' };

/** In order: the cheap ones first. */
export const stages: Stage[] = [
  { name: 'format', title: 'formatting', argv: ['npm', 'run', '--silent', 'format'], counts: 'one' },
  { name: 'lint', title: 'lint rules', argv: ['npm', 'run', '--silent', 'lint'], counts: 'one' },
  { name: 'types', title: 'types', argv: ['npm', 'run', '--silent', 'types'], counts: 'one' },
  {
    name: 'unit',
    title: 'unit tests',
    argv: ['vitest', 'run', '--project', 'unit'],
    counts: 'vitest',
    packages: [python, ssh, sushy],
  },
  {
    name: 'database',
    title: 'tests with PostgreSQL',
    argv: ['vitest', 'run', '--project', 'database', '--maxWorkers', '4'],
    counts: 'vitest',
    packages: [openssl],
  },
  {
    name: 'generated',
    title: 'generated files are fresh',
    argv: ['node', 'tools/generate.ts', '--check'],
    counts: 'one',
  },
  {
    name: 'console',
    title: 'the console builds',
    argv: ['npm', 'run', '--silent', 'console:build'],
    counts: 'one',
  },
  {
    name: 'browser',
    title: 'the console in a browser',
    argv: ['playwright', 'test', '-c', 'e2e/console/playwright.config.ts'],
    counts: 'playwright',
    packages: [chromium],
  },
  {
    name: 'image',
    title: 'the host image, built where the cache has it not',
    argv: ['node', 'image/src/main.ts', 'build'],
    counts: 'one',
    packages: [...imagePackages],
    root: true,
  },
  {
    name: 'lab',
    title: 'the lab on this machine',
    argv: ['vitest', 'run', '--project', 'lab'],
    counts: 'vitest',
    packages: [...labPackages, ...imagePackages, python],
    root: true,
  },
  {
    name: 'e2e',
    title: 'from nothing to a running OpenStack',
    // Each test goes on where the last one ended: after a failure the others would only wait for what never comes.
    argv: ['vitest', 'run', '--project', 'e2e', '--bail', '1'],
    counts: 'vitest',
    packages: [...labPackages, ...imagePackages, chromium, openssl, ping],
    root: true,
  },
];
