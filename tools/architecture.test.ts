import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Import, importsOf } from './imports.ts';

const root = join(import.meta.dirname, '..');
const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !file.endsWith('.d.ts'));
const isTest = (file: string) => /\.test\.tsx?$|\.scenario\.ts$|\/testing\/|^e2e\/|^bench\//.test(file);
const imports = files.filter((file) => !isTest(file)).flatMap((file) => importsOf(root, file));

const workspaceOf = (file: string) => file.split('/')[0] ?? '';
/** 'hosts' of 'server/src/hosts/store.ts'. */
const roomOf = (file: string) => /^server\/src\/([a-z]+)\//.exec(file)?.[1];
const show = (found: Import[]) => found.map(({ from, to }) => `${from} imports ${to}`);
const between = (rule: (one: Import) => boolean) => show(imports.filter(rule));

/** Which workspace may import which; those not named may import none. */
const allowed: Record<string, string[]> = {
  client: ['contract'],
  console: ['contract', 'client'],
  cli: ['contract', 'client', 'lab', 'image'],
  lab: ['contract', 'image'],
  image: ['contract'],
  server: ['contract', 'lab', 'image'],
  tools: ['contract', 'server', 'cli', 'image', 'lab'],
};

describe('who may import whom', () => {
  it('keeps the workspaces apart', () => {
    const foreign = between(({ from, to, kind }) => {
      const [own, other] = [workspaceOf(from), workspaceOf(to)];
      return kind === 'file' && to.includes('/') && own !== other && !(allowed[own] ?? []).includes(other);
    });
    expect(foreign).toEqual([]);
  });

  it('keeps the contract to itself and zod', () => {
    const foreign = between(
      ({ from, to, kind }) => workspaceOf(from) === 'contract' && kind === 'package' && to !== 'zod',
    );
    expect(foreign).toEqual([]);
  });

  it('lets the client run in a browser', () => {
    expect(between(({ from, to }) => workspaceOf(from) === 'client' && to.startsWith('node:'))).toEqual([]);
  });

  it("lets no room read another room's tables", () => {
    const prying = between(({ from, to }) => {
      const [own, other] = [roomOf(from), roomOf(to)];
      if (own === undefined || other === undefined || own === other || other === 'platform') return false;
      // What the whole database has is put together in one place, by type.
      return (
        /(^|\/)(store|tables)\.ts$|-store\.ts$/.test(to) && from !== 'server/src/platform/database/tables.ts'
      );
    });
    expect(prying).toEqual([]);
  });

  it('lets nothing but the HTTP layer know HTTP', () => {
    const foreign = between(
      ({ from, to, kind }) =>
        kind === 'package' &&
        /^(fastify$|@fastify\/)/.test(to) &&
        !from.startsWith('server/src/platform/http/'),
    );
    expect(foreign).toEqual([]);
  });

  it('has one place that joins the rooms', () => {
    const joined = between(
      ({ from, to }) => to === 'server/src/rooms.ts' && from !== 'server/src/control-plane.ts',
    );
    expect(joined).toEqual([]);
  });
});

/** Files that check with zod although they are neither the contract nor an adapter's schema. This list may only shrink. */
const zodElsewhere = [
  'cli/src/connection.ts',
  'cli/src/test/run-stage.ts',
  'lab/src/address-conflicts.ts',
  'lab/src/keeper/client.ts',
  'lab/src/keeper/routes.ts',
  'server/src/clouds/intent/known-keys.ts',
  'server/src/clouds/intent/parse.ts',
  'server/src/clouds/openstack/network.ts',
  'server/src/clouds/openstack/reply.ts',
  'server/src/clouds/openstack/session.ts',
  'server/src/settings.ts',
];

describe('how the code is laid out', () => {
  it('checks foreign answers in schema.ts, and what is ours in the contract', () => {
    const elsewhere = imports.filter(
      ({ from, to, kind }) =>
        kind === 'package' &&
        to === 'zod' &&
        workspaceOf(from) !== 'contract' &&
        !/(^|\/)([a-z-]+-)?(schema|protocol)\.ts$/.test(from) &&
        !zodElsewhere.includes(from),
    );
    expect(show(elsewhere)).toEqual([]);
  });

  it('has no file over 500 lines', () => {
    const long = files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 501);
    expect(long).toEqual([]);
  });

  it('has no folder for what has no name', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|shared|misc)(\/|\.ts$)/.test(file))).toEqual(
      [],
    );
  });
});
