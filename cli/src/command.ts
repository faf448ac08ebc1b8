import type { Client } from '@tuskar/client/client.ts';
import { type Command, Option } from 'commander';
import { connect } from './connection.ts';
import type { Io } from './io.ts';
import { type Format, formats } from './output.ts';

/** What a command's `run` is given, besides its own arguments and options. */
export type Run = { io: Io; client: Client; format: Format };

/** Adds `-o table|json|yaml`. */
export function withFormat(command: Command): Command {
  return command.addOption(
    new Option('-o, --output <format>', 'how to print').choices([...formats]).default('table'),
  );
}

/** Adds `--wait`, with live progress on standard error. */
export function withWait(command: Command): Command {
  return command.option('--wait', 'wait until the operation has ended, showing its progress');
}

/** Runs a command against the server that the environment names: `run` gets its arguments, and its own options last. */
export function against(
  io: Io,
  run: (context: Run, ...args: never[]) => Promise<void>,
): (this: Command, ...given: unknown[]) => Promise<void> {
  return async function action(this: Command, ...given) {
    const { output = 'table', ...options } = this.opts<{ output?: Format }>();
    // Commander gives the arguments, the options, and last the command itself.
    const args = [...given.slice(0, -2), options] as never[];
    await run({ io, client: connect(io), format: output }, ...args);
  };
}
