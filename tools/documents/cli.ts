import { exitCodes } from '../../cli/src/exit-codes.ts';
import type { Io } from '../../cli/src/io.ts';
import { createProgram } from '../../cli/src/program.ts';
import { madeFrom, table } from './table.ts';

type Command = ReturnType<typeof createProgram>;

/** docs/reference/cli.md */
export function cliPage(): string {
  const exits = Object.values(exitCodes).map(({ code, means }) => [String(code), means]);
  return `# The command line

${madeFrom('cli/src/')}

Data goes to standard output, everything else to standard error.

## Exit codes

${table(['Code', 'Means'], exits)}

## Commands

${leavesOf(createProgram(silentIo))
  .map(({ path, command }) => commandText(path, command))
  .join('\n')}`;
}

/** Commands that do something, not those that only hold others. */
function leavesOf(command: Command, path: string[] = []): { path: string[]; command: Command }[] {
  const own = [...path, command.name()];
  if (command.commands.length === 0) return [{ path: own, command }];
  return command.commands.flatMap((child) => leavesOf(child, own));
}

function commandText(path: string[], command: Command): string {
  const options = command.options.map(({ flags, description, defaultValue }) => [
    `\`${flags}\``,
    description,
    defaultValue === undefined ? '' : `\`${String(defaultValue)}\``,
  ]);
  return `### ${path.join(' ')}

\`${path.join(' ')} ${command.usage()}\`

${sentence(command.description())}
${options.length === 0 ? '' : `\n${table(['Option', 'Does', 'Default'], options)}\n`}`;
}

function sentence(text: string): string {
  return text === '' ? '' : `${text[0]?.toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}

/** The commands are only described here, never run. */
const silentIo: Io = {
  out: () => undefined,
  talk: () => undefined,
  live: false,
  interactive: false,
  readInput: async () => '',
  ask: async () => '',
  askSecret: async () => '',
  env: {},
  columns: 80,
  cwd: '/',
};
