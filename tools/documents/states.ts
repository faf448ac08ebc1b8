import { blueprintStates } from '@tuskar/contract/blueprint-states.ts';
import { cloudStates } from '@tuskar/contract/cloud-states.ts';
import { machineStates } from '@tuskar/contract/machine-states.ts';
import { operationStates } from '@tuskar/contract/operation-states.ts';
import { madeFrom, table } from './table.ts';

type Rule = { next: string; by: 'person' | 'engine' };
type StateTable = Record<string, Record<string, Rule>>;

/** docs/reference/states.md */
export function statesPage(): string {
  return `# States

${madeFrom('the state tables in contract/src/')}

What is not in a table is not allowed, and the state stays. Server, console and command line read the same tables.

${[
  section('Cloud', cloudStates),
  section('Blueprint', blueprintStates),
  section('Operation', operationStates),
  section('Machine', machineStates),
].join('\n')}`;
}

function section(title: string, states: StateTable): string {
  const rules = Object.entries(states).flatMap(([state, actions]) =>
    Object.entries(actions).map(([action, { next, by }]) => ({ state, action, next, by })),
  );
  const edges = rules.map(({ state, action, next }) => `  ${id(state)} --> ${id(next)}: ${action}`);
  return `## ${title}

\`\`\`mermaid
stateDiagram-v2
  [*] --> ${id(Object.keys(states)[0] ?? '')}
${edges.join('\n')}
\`\`\`

${table(
  ['State', 'Action', 'By', 'Next state'],
  rules.map(({ state, action, by, next }) => [state, action, by, next]),
)}
`;
}

/** Mermaid reads a hyphen as part of an arrow. */
function id(state: string): string {
  return state.replaceAll('-', '_');
}
