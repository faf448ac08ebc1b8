import { isTuskarError } from '@tuskar/contract/error.ts';
import type { NodePanel, NodeRecords } from '../bare-metal.ts';
import { nodePath } from './node-path.ts';
import {
  Console,
  Firmware,
  History,
  Indicators,
  IndicatorState,
  Inventory,
  Results,
  Validation,
} from './schema.ts';
import type { IronicSession } from './session.ts';

export function ironicRecords(session: IronicSession): NodeRecords {
  return {
    inventory: async (id) => {
      try {
        const call = { method: 'GET', path: nodePath(id, '/inventory'), place: 'work' } as const;
        const found = await session.ask(call, Inventory);
        return { inventory: found.inventory, pluginData: found.plugin_data };
      } catch (error) {
        // Also where the node is gone: whoever needs to know asks for the node.
        if (isTuskarError(error, 'node-not-found')) return null;
        throw error;
      }
    },
    history: async (id) => {
      const path = nodePath(id, '/history?detail=true');
      const { history } = await session.ask({ method: 'GET', path }, History);
      return history
        .map((entry) => ({
          id: entry.uuid,
          at: entry.created_at,
          severity: entry.severity,
          type: entry.event_type,
          event: entry.event,
          conductor: entry.conductor,
        }))
        .sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));
    },
    firmware: async (id) => {
      const { firmware } = await session.ask({ method: 'GET', path: nodePath(id, '/firmware') }, Firmware);
      return firmware.map(({ component, initial_version, current_version }) => ({
        component,
        initial: initial_version,
        current: current_version,
      }));
    },
    // Ironic itself keeps nothing of a step that went well. The undercloud that Tuskar converges does, beside its API.
    results: async (id) => {
      const path = `/ramdisk-results/${encodeURIComponent(id)}.json`;
      try {
        return await session.ask({ method: 'GET', path, place: 'work' }, Results);
      } catch (error) {
        if (isTuskarError(error, 'node-not-found')) return null;
        throw error;
      }
    },
  };
}

export function ironicPanel(session: IronicSession): NodePanel {
  const path = (id: string, more = '') => nodePath(id, `/management/indicators${more}`);
  return {
    indicators: async (id) => (await session.ask({ method: 'GET', path: path(id) }, Indicators)).indicators,
    indicator: async (id, { name }) => {
      const one = path(id, `/${encodeURIComponent(name)}`);
      return (await session.ask({ method: 'GET', path: one }, IndicatorState)).state?.toLowerCase() ?? null;
    },
    setIndicator: (id, { name, state }) =>
      session.tell({ method: 'PUT', path: path(id, `/${encodeURIComponent(name)}`), body: { state } }),
    console: async (id) => {
      const asked = { method: 'GET', path: nodePath(id, '/states/console') } as const;
      const { console_enabled: enabled, console_info: info } = await session.ask(asked, Console);
      // Ironic says the same of one that nobody has enabled and of one that nobody can.
      if (!enabled) {
        const valid = await session.ask({ method: 'GET', path: nodePath(id, '/validate') }, Validation);
        if (valid['console']?.result === false) return null;
      }
      return { enabled, type: info?.type ?? null, url: info?.url ?? null };
    },
  };
}
