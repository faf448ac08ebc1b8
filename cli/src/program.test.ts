import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from './program.ts';
import { recordedIo } from './testing.ts';

const root = join(import.meta.dirname, '../..');
const run = (...args: string[]) =>
  spawnSync(join(root, 'node_modules/node/bin/node'), [join(root, 'cli/src/main.ts'), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', TUSKAR_STATE_DIR: '/nonexistent' },
  });

describe('the command line', () => {
  it('keeps talk on standard error and ends with 2 where the words are wrong', () => {
    const { status, stdout, stderr } = run('cloud', 'plann');
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain("unknown command 'plann'");
  });

  it('says its version, as a command and as an option', () => {
    const { status, stdout } = run('--version');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^tuskar \d+\.\d+\.\d+ \(Node\.js v24\..*\)\n$/);
    expect(run('version').stdout).toBe(stdout);
  });

  it('says how to sign in where there is no token', () => {
    const { status, stderr } = run('cloud', 'list');
    expect(status).toBe(4);
    expect(stderr).toContain('tuskar login');
  });

  it('says who does not answer', () => {
    const { status, stderr } = spawnSync(
      join(root, 'node_modules/node/bin/node'),
      [join(root, 'cli/src/main.ts'), 'host', 'list'],
      {
        encoding: 'utf8',
        env: {
          PATH: process.env['PATH'],
          TUSKAR_SERVER: 'https://127.0.0.1:1',
          TUSKAR_TOKEN: 'tsk_x',
          HOME: '/nonexistent',
        },
      },
    );
    expect(status).toBe(6);
    expect(stderr).toContain('https://127.0.0.1:1');
  });

  it('describes every command', () => {
    const io = recordedIo();
    const undescribed = (command: Command): string[] => [
      ...(command.description() === '' ? [command.name()] : []),
      ...command.commands.flatMap(undescribed),
    ];
    expect(undescribed(createProgram(io))).toEqual([]);
  });

  it('completes nouns, verbs and options', () => {
    const script = `${run('completion', 'bash').stdout}
COMP_WORDS=(tuskar cloud app); COMP_CWORD=2; _tuskar; echo "\${COMPREPLY[@]}"
COMP_WORDS=(tuskar cloud apply --y); COMP_CWORD=3; _tuskar; echo "\${COMPREPLY[@]}"`;
    expect(execFileSync('bash', { input: script, encoding: 'utf8' }).split('\n')).toEqual([
      'apply',
      '--yes',
      '',
    ]);
  });
});
