import type { Bmc } from '../bmc.ts';
import { healthOf } from '../health.ts';
import type { Call, Route } from '../redfish/route.ts';
import type { PowerSupply } from '../sensors.ts';
import { collection, link, links, paths, resource, root } from './build.ts';

const path = `${root}/Chassis/{chassis}`;
const power = ({ bmc }: Pick<Call, 'bmc'>) => `${paths.chassis(bmc)}/Power`;
const subsystem = ({ bmc }: Pick<Call, 'bmc'>) => `${paths.chassis(bmc)}/PowerSubsystem`;

function statusOf(bmc: Bmc, { name, state }: PowerSupply) {
  const health = healthOf(bmc.problems(), 'power supply', name);
  return { State: state === 'good' ? 'Enabled' : 'UnavailableOffline', Health: health };
}

/** What a supply takes beside what it gives: typical of a good one, 94 of 100. */
const inputWatts = ({ outputWatts }: PowerSupply): number => Math.round(outputWatts / 0.94);

function showSupply(bmc: Bmc, supply: PowerSupply, index: number) {
  const { name, inputVolts, outputWatts, capacityWatts } = supply;
  return {
    '@odata.id': `${power({ bmc })}#/PowerSupplies/${index}`,
    MemberId: String(index),
    Name: name,
    PowerSupplyType: 'AC',
    LineInputVoltageType: 'AC240V',
    LineInputVoltage: inputVolts,
    PowerCapacityWatts: capacityWatts,
    PowerInputWatts: inputWatts(supply),
    PowerOutputWatts: outputWatts,
    LastPowerOutputWatts: outputWatts,
    EfficiencyPercent: 94,
    Manufacturer: bmc.machine.manufacturer,
    Model: `${capacityWatts} W hot-plug`,
    SerialNumber: `${bmc.machine.serial}-${name}`,
    FirmwareVersion: '00.1B.53',
    InputRanges: [
      { InputType: 'AC', MinimumVoltage: 200, MaximumVoltage: 240, OutputWattage: capacityWatts },
    ],
    Status: statusOf(bmc, supply),
  };
}

function showPower({ bmc }: Call) {
  const { supplies, watts } = bmc.readings();
  const self = power({ bmc });
  return {
    ...resource(self, 'Power.v1_7_3', 'Power', 'Power'),
    PowerControl: [
      {
        '@odata.id': `${self}#/PowerControl/0`,
        MemberId: '0',
        Name: 'System Power Control',
        PowerConsumedWatts: watts,
        PowerCapacityWatts: supplies.reduce((sum, { capacityWatts }) => sum + capacityWatts, 0),
      },
    ],
    PowerSupplies: supplies.map((supply, index) => showSupply(bmc, supply, index)),
    Redundancy: [],
  };
}

function showSubsystem({ bmc }: Call) {
  const { supplies } = bmc.readings();
  return {
    ...resource(subsystem({ bmc }), 'PowerSubsystem.v1_1_3', 'PowerSubsystem', 'Power Subsystem'),
    CapacityWatts: supplies.reduce((sum, { capacityWatts }) => sum + capacityWatts, 0),
    PowerSupplies: link(`${subsystem({ bmc })}/PowerSupplies`),
    Status: { State: 'Enabled', Health: healthOf(bmc.problems(), 'power supply') },
  };
}

function findSupply({ bmc, params }: Call): PowerSupply | undefined {
  return bmc.readings().supplies.find(({ name }) => name === params['supply']);
}

function showSupplyResource(call: Call): object | undefined {
  const { bmc } = call;
  const supply = findSupply(call);
  if (supply === undefined) return undefined;
  const { name, capacityWatts, state } = supply;
  const self = `${subsystem({ bmc })}/PowerSupplies/${name}`;
  return {
    ...resource(self, 'PowerSupply.v1_6_0', name, name),
    PowerSupplyType: 'AC',
    LineInputStatus: state === 'no input' ? 'LossOfInput' : 'Normal',
    PowerCapacityWatts: capacityWatts,
    Model: `${capacityWatts} W hot-plug`,
    SerialNumber: `${bmc.machine.serial}-${name}`,
    HotPluggable: true,
    Metrics: link(`${self}/Metrics`),
    Status: statusOf(bmc, supply),
  };
}

function showMetrics(call: Call): object | undefined {
  const supply = findSupply(call);
  if (supply === undefined) return undefined;
  const self = `${subsystem(call)}/PowerSupplies/${supply.name}/Metrics`;
  return {
    ...resource(self, 'PowerSupplyMetrics.v1_1_2', 'Metrics', `Metrics of ${supply.name}`),
    InputVoltage: { Reading: supply.inputVolts },
    InputPowerWatts: { Reading: inputWatts(supply) },
    OutputPowerWatts: { Reading: supply.outputWatts },
  };
}

export const powerRoutes: Route[] = [
  { path: `${path}/Power`, GET: showPower },
  { path: `${path}/PowerSubsystem`, GET: showSubsystem },
  {
    path: `${path}/PowerSubsystem/PowerSupplies`,
    GET: (call) => {
      const self = `${subsystem(call)}/PowerSupplies`;
      const ids = call.bmc.readings().supplies.map(({ name }) => name);
      return collection(self, 'PowerSupply', 'Power Supply Collection', links(self, ids), call.query);
    },
  },
  { path: `${path}/PowerSubsystem/PowerSupplies/{supply}`, GET: showSupplyResource },
  { path: `${path}/PowerSubsystem/PowerSupplies/{supply}/Metrics`, GET: showMetrics },
];
