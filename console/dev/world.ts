import { Event } from '@tuskar/contract/event.ts';
import type { Subject } from '@tuskar/contract/fields.ts';
import { emptyWorld } from './samples/empty.ts';
import { largeWorld } from './samples/large.ts';
import { troubleWorld } from './samples/trouble.ts';
import { tryWorld } from './samples/try.ts';
import type { WorldState } from './world-state.ts';

type Listener = { write: (event: Event) => void; end: () => void };

export type World = WorldState & {
  events: Event[];
  listeners: Set<Listener>;
  emit: (type: string, subject: Subject, data: unknown) => void;
};

const scenarios = { empty: emptyWorld, try: tryWorld, trouble: troubleWorld, large: largeWorld };
export type Scenario = keyof typeof scenarios;

export function scenarioNamed(name: string | undefined): Scenario {
  return name !== undefined && Object.hasOwn(scenarios, name) ? (name as Scenario) : 'try';
}

export function createWorld(scenario: Scenario): World {
  const world: World = {
    ...scenarios[scenario](),
    events: [],
    listeners: new Set(),
    emit: (type, subject, data) => {
      const id = String(world.events.length + 1);
      const event = Event.parse({ id, type, at: new Date().toISOString(), subject, data });
      world.events.push(event);
      for (const listener of world.listeners) listener.write(event);
    },
  };
  return world;
}
