import type { Bmc } from '../bmc.ts';
import { BiosSettingsPatch, parseBody, SecureBootPatch } from '../redfish/body-schema.ts';
import { RedfishError } from '../redfish/error.ts';
import { type Call, done, type Route } from '../redfish/route.ts';
import { link, paths, resource, root } from './build.ts';

const path = `${root}/Systems/{system}`;

/** What the BIOS has, with the values that each takes; the first is its default. */
const attributes: Record<string, readonly string[]> = {
  BootMode: ['Uefi', 'Bios'],
  LogicalProc: ['Enabled', 'Disabled'],
  ProcVirtualization: ['Enabled', 'Disabled'],
  SriovGlobalEnable: ['Disabled', 'Enabled'],
  SysProfile: ['PerfPerWattOptimizedOs', 'PerfOptimized', 'Custom'],
  TpmSecurity: ['On', 'Off'],
};

const currentOf = ({ state }: Bmc) => ({
  ...Object.fromEntries(Object.entries(attributes).map(([name, values]) => [name, values[0] ?? ''])),
  ...state.bios.current,
});

const bios = (bmc: Bmc) => `${paths.system(bmc)}/Bios`;

const showBios = ({ bmc }: Call) => ({
  ...resource(bios(bmc), 'Bios.v1_2_3', 'Bios', 'BIOS Configuration'),
  Description: 'Settings that the system starts with',
  Attributes: currentOf(bmc),
  '@Redfish.Settings': {
    '@odata.type': '#Settings.v1_4_0.Settings',
    SettingsObject: link(`${bios(bmc)}/Settings`),
    SupportedApplyTimes: ['OnReset'],
  },
  Actions: { '#Bios.ResetBios': { target: `${bios(bmc)}/Actions/Bios.ResetBios` } },
});

const showSettings = ({ bmc }: Call) => ({
  ...resource(`${bios(bmc)}/Settings`, 'Bios.v1_2_3', 'Settings', 'BIOS Settings for the Next Start'),
  Attributes: { ...bmc.state.bios.pending },
});

function patchSettings(call: Call) {
  const { bmc, body } = call;
  const { Attributes } = parseBody(BiosSettingsPatch, body, { resource: showSettings(call) });
  for (const [name, value] of Object.entries(Attributes)) {
    const property = `Attributes/${name}`;
    if (!Object.hasOwn(attributes, name)) {
      throw new RedfishError(400, { message: 'PropertyUnknown', args: [property], properties: [property] });
    }
    if (!attributes[name]?.includes(String(value))) {
      const args = [String(value), property];
      throw new RedfishError(400, { message: 'PropertyValueNotInList', args, properties: [property] });
    }
  }
  bmc.state.bios.pending = { ...bmc.state.bios.pending, ...Attributes };
  bmc.save();
  return { status: 200, body: showSettings(call) };
}

const secureBoot = (bmc: Bmc) => `${paths.system(bmc)}/SecureBoot`;

const showSecureBoot = ({ bmc }: Call) => ({
  ...resource(secureBoot(bmc), 'SecureBoot.v1_1_2', 'SecureBoot', 'UEFI Secure Boot'),
  SecureBootEnable: bmc.state.secureBoot,
  SecureBootCurrentBoot: bmc.state.secureBoot ? 'Enabled' : 'Disabled',
  SecureBootMode: bmc.state.secureBoot ? 'UserMode' : 'SetupMode',
});

export const firmwareSettingRoutes: Route[] = [
  { path: `${path}/Bios`, GET: showBios },
  { path: `${path}/Bios/Settings`, GET: showSettings, PATCH: patchSettings },
  {
    path: `${path}/Bios/Actions/Bios.ResetBios`,
    POST: ({ bmc }) => {
      const defaults = Object.entries(attributes).map(([name, [value = '']]) => [name, value]);
      bmc.state.bios.pending = Object.fromEntries(defaults);
      bmc.save();
      return done;
    },
  },
  {
    path: `${path}/SecureBoot`,
    GET: showSecureBoot,
    PATCH: (call) => {
      const patch = parseBody(SecureBootPatch, call.body, { resource: showSecureBoot(call) });
      call.bmc.state.secureBoot = patch.SecureBootEnable ?? call.bmc.state.secureBoot;
      call.bmc.save();
      return { status: 200, body: showSecureBoot(call) };
    },
  },
];
