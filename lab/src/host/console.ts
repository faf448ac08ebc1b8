import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const consoleFile = (directory: string): string => join(directory, 'console.log');

/** Keeps the console of the boot before, and returns where this boot's goes. */
export function startConsole(directory: string): string {
  const path = consoleFile(directory);
  if (existsSync(path)) renameSync(path, `${path}.1`);
  return path;
}

/** The last lines of a host's console without colours and empty lines; for error messages. */
export function consoleTail(directory: string, lines = 15): string[] {
  const path = consoleFile(directory);
  if (!existsSync(path)) return [];
  return stripVTControlCharacters(readFileSync(path, 'utf8'))
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-lines);
}
