import type { Item, Part } from '@tuskar/contract/part.ts';
import type { StepContext } from '../platform/operations/definition.ts';
import type { ConvergeEvent, ConvergeItem } from './converge/schema.ts';

/** Tells an operation's log and progress what happens on a host: each change, and what is waited for. */
export function describeConverge(
  context: StepContext,
  host: string,
  part: Part,
): (event: ConvergeEvent) => void {
  const titles = new Map(part.items.map((item) => [item.id, item.title ?? titleOf(item)]));
  return (event) => {
    if (event.type === 'log') context.log(event.message, { host, level: event.level });
    if (event.type === 'item')
      describeItem(context, host, { item: event, title: titles.get(event.id) ?? event.id });
  };
}

function describeItem(
  context: StepContext,
  host: string,
  { item, title }: { item: ConvergeItem; title: string },
): void {
  const actions = item.actions.join(', ');
  switch (item.state) {
    case 'running':
      return context.progress(title);
    case 'waiting':
      return context.waitingFor(item.message ?? title);
    case 'unchanged':
      return context.waitingFor(null);
    case 'changed':
      context.waitingFor(null);
      return context.log(`${title}: ${actions}${item.message === undefined ? '' : ` (${item.message})`}`, {
        host,
      });
    case 'skipped':
      return context.log(`${title}: skipped, ${item.message ?? 'since another item failed'}`, {
        host,
        level: 'warn',
      });
    case 'failed':
      return context.log(`${title}: ${item.error?.message ?? item.message ?? 'failed'}`, {
        host,
        level: 'error',
      });
  }
}

/** What a person reads where an item has no title of its own. */
export function titleOf(item: Item): string {
  switch (item.kind) {
    case 'file':
    case 'link':
    case 'directory':
      return item.path;
    case 'absent':
      return `no ${item.path}`;
    case 'package':
      return `packages ${item.names.join(', ')}`;
    case 'unit':
      return `${item.unit} ${item.state}`;
    case 'command':
      return item.argv.join(' ');
    case 'wait':
      return `wait: ${item.id}`;
  }
}
