import type { Bmc } from '../bmc.ts';
import { healthOf } from '../health.ts';
import { resetTypes } from '../power.ts';
import { parseBody, SystemPatch, SystemReset } from '../redfish/body-schema.ts';
import { RedfishError } from '../redfish/error.ts';
import { type Call, done, type Route } from '../redfish/route.ts';
import { BootTarget } from '../../machines/schema.ts';
import { collection, link, links, oem, paths, resource, rollup, root } from './build.ts';
import { ledPatch, shownLed } from './led.ts';

const bootTargets = ({ machine }: Bmc): BootTarget[] =>
  BootTarget.options.filter((target) => target !== 'UefiHttp' || machine.bmc.httpBoot !== false);

function showBoot(bmc: Bmc) {
  const { state } = bmc;
  const { target, enabled: override, mode } = state.boot;
  return {
    BootSourceOverrideEnabled: override,
    BootSourceOverrideTarget: target,
    'BootSourceOverrideTarget@Redfish.AllowableValues': bootTargets(bmc),
    BootSourceOverrideMode: mode,
    'BootSourceOverrideMode@Redfish.AllowableValues': ['UEFI', 'Legacy'],
    HttpBootUri: null,
  };
}

function summaries(bmc: Bmc) {
  const { processors, dimms } = bmc.found;
  const [first] = processors;
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const health = (component: 'dimm' | 'processor') => {
    const worst = healthOf(bmc.problems(), component);
    return { State: 'Enabled', Health: worst, HealthRollup: worst };
  };
  return {
    ProcessorSummary: {
      Count: processors.length,
      Model: first?.model,
      CoreCount: sum(processors.map(({ cores }) => cores)),
      LogicalProcessorCount: sum(processors.map(({ threads }) => threads)),
      Status: health('processor'),
    },
    MemorySummary: {
      TotalSystemMemoryGiB: sum(dimms.map(({ mebibytes }) => mebibytes)) / 1024,
      Status: health('dimm'),
    },
  };
}

/** How far its system has started, and of a simulated one what it acts as if it ran; not where the body cannot know. */
function bootProgress({ body }: Bmc) {
  const state = body.progress?.();
  if (state === undefined) return {};
  const isRunning = state === 'OSRunning' && body.system !== undefined;
  return {
    BootProgress: {
      LastState: state,
      ...(isRunning && { Oem: { Tuskar: { Running: body.system?.() } } }),
    },
  };
}

function showSystem({ bmc }: Call) {
  const { name, manufacturer, model, serial, uuid, firmware, nics, bmc: controller } = bmc.machine;
  const path = paths.system(bmc);
  const below = (part: string) => link(`${path}/${part}`);
  return {
    ...resource(path, 'ComputerSystem.v1_22_1', bmc.ids.system, 'System'),
    SystemType: 'Physical',
    HostName: name,
    AssetTag: bmc.state.assetTag,
    Manufacturer: manufacturer,
    Model: model,
    SerialNumber: serial,
    SKU: serial,
    PartNumber: model,
    UUID: uuid,
    BiosVersion: firmware[0]?.version ?? '',
    PowerState: bmc.power.shown(),
    PowerRestorePolicy: 'LastState',
    Status: { State: bmc.isOn ? 'Enabled' : 'Disabled', ...rollup(bmc) },
    ...bootProgress(bmc),
    ...shownLed(bmc),
    Boot: showBoot(bmc),
    ...summaries(bmc),
    Processors: below('Processors'),
    Memory: below('Memory'),
    Storage: below('Storage'),
    SimpleStorage: below('SimpleStorage'),
    EthernetInterfaces: below('EthernetInterfaces'),
    ...(nics.length > 0 && { NetworkInterfaces: below('NetworkInterfaces') }),
    SecureBoot: below('SecureBoot'),
    Bios: below('Bios'),
    ...(bmc.ids.log.owner === 'system' && { LogServices: below('LogServices') }),
    PCIeDevices: bmc.found.accelerators.map(({ slot }) => link(`${paths.chassis(bmc)}/PCIeDevices/${slot}`)),
    ...(controller.virtualMedia !== false && { VirtualMediaConfig: { ServiceEnabled: true } }),
    Actions: {
      '#ComputerSystem.Reset': {
        target: `${path}/Actions/ComputerSystem.Reset`,
        'ResetType@Redfish.AllowableValues': [...resetTypes],
      },
    },
    Links: { Chassis: [link(paths.chassis(bmc))], ManagedBy: [link(paths.manager(bmc))] },
    Oem: oem(bmc),
  };
}

function patchSystem(call: Call) {
  const { bmc, body } = call;
  const patch = parseBody(SystemPatch, body, { resource: showSystem(call) });
  const { Boot, AssetTag } = patch;
  if (Boot) bmc.state.boot = bootAfter(bmc, Boot);
  if (AssetTag !== undefined) bmc.state.assetTag = AssetTag;
  ledPatch(bmc, patch);
  bmc.save();
  return { status: 200, body: showSystem(call) };
}

/** A target without a word on how long is for once, as the schema's description has it. */
function bootAfter(bmc: Bmc, asked: NonNullable<SystemPatch['Boot']>): Bmc['state']['boot'] {
  const { state } = bmc;
  const { BootSourceOverrideMode: mode = state.boot.mode } = asked;
  const target = asked.BootSourceOverrideTarget ?? state.boot.target;
  if (!bootTargets(bmc).includes(target)) {
    const property = 'Boot/BootSourceOverrideTarget';
    throw new RedfishError(400, {
      message: 'PropertyValueNotInList',
      args: [target, property],
      properties: [property],
    });
  }
  const implied = asked.BootSourceOverrideTarget === undefined ? state.boot.enabled : 'Once';
  const enabledNow = asked.BootSourceOverrideEnabled ?? implied;
  if (target === 'None' || enabledNow === 'Disabled') return { target: 'None', enabled: 'Disabled', mode };
  return { target, enabled: enabledNow, mode };
}

export const systemRoutes: Route[] = [
  {
    path: `${root}/Systems`,
    GET: ({ bmc, query }) =>
      collection(
        `${root}/Systems`,
        'ComputerSystem',
        'Computer System Collection',
        links(`${root}/Systems`, [bmc.ids.system]),
        query,
      ),
  },
  { path: `${root}/Systems/{system}`, GET: showSystem, PATCH: patchSystem },
  {
    path: `${root}/Systems/{system}/Actions/ComputerSystem.Reset`,
    POST: ({ bmc, body }) => {
      const { ResetType } = parseBody(SystemReset, body, { action: '#ComputerSystem.Reset' });
      bmc.power.reset(ResetType);
      return done;
    },
  },
];
