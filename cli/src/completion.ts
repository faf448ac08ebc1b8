import type { Command } from 'commander';
import type { Io } from './io.ts';

/** `source <(tuskar completion bash)`. */
export function addCompletionCommand(program: Command, io: Io): void {
  program
    .command('completion')
    .argument('<shell>', 'bash or zsh')
    .description('print the completion script of a shell')
    .action((shell: string) =>
      io.out(
        shell === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${bash(program)}` : bash(program),
      ),
    );
}

/** Words that may follow each command, found when the script is made: no start of Node for each press of the key. */
function bash(program: Command): string {
  const cases = commandPaths(program, []).map(
    ({ path, words }) => `    '${path.join(' ')}') words='${words.join(' ')}' ;;`,
  );
  return `_tuskar() {
  local path='' word words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in -*) ;; *) path="\${path:+$path }$word" ;; esac
  done
  case $path in
${cases.join('\n')}
    *) case \${path%% *} in *) words='--help' ;; esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _tuskar tuskar`;
}

function commandPaths(command: Command, path: string[]): { path: string[]; words: string[] }[] {
  const children = command.commands.map((child) => child.name());
  const options = command.options.map((option) => option.long).filter((long) => long !== undefined);
  const own = { path, words: [...children, ...options, '--help'] };
  return [own, ...command.commands.flatMap((child) => commandPaths(child, [...path, child.name()]))];
}
