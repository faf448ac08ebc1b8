import type { Bmc } from '../bmc.ts';
import { healthOf } from '../health.ts';
import { partId } from '../ids.ts';
import type { Call, Route } from '../redfish/route.ts';
import { type Fan, fullFanSpeed, type Temperature } from '../sensors.ts';
import type { Severity } from '../state/schema.ts';
import { collection, link, links, paths, resource, root, statusOf } from './build.ts';

const path = `${root}/Chassis/{chassis}`;
const slowestFan = 600;

export function temperatureHealth({ celsius, warning, critical }: Temperature): Severity {
  if (celsius === null || celsius < warning) return 'OK';
  return celsius < critical ? 'Warning' : 'Critical';
}

const stateOf = (reading: number | null) => (reading === null ? 'Disabled' : 'Enabled');

function showTemperature(self: string, temperature: Temperature, index: number) {
  const { name, context, celsius, warning, critical } = temperature;
  return {
    '@odata.id': `${self}#/Temperatures/${index}`,
    MemberId: String(index),
    Name: name,
    SensorNumber: index + 1,
    PhysicalContext: context,
    ReadingCelsius: celsius,
    UpperThresholdNonCritical: warning,
    UpperThresholdCritical: critical,
    MinReadingRangeTemp: -40,
    MaxReadingRangeTemp: 125,
    Status: { State: stateOf(celsius), Health: temperatureHealth(temperature) },
  };
}

function showFanOf(bmc: Bmc, self: string, { name, rpm }: Fan, index: number) {
  return {
    '@odata.id': `${self}#/Fans/${index}`,
    MemberId: String(index),
    Name: name,
    PhysicalContext: 'SystemBoard',
    Reading: rpm,
    ReadingUnits: 'RPM',
    LowerThresholdCritical: slowestFan,
    MinReadingRange: 0,
    MaxReadingRange: fullFanSpeed,
    Status: { State: stateOf(rpm), Health: healthOf(bmc.problems(), 'fan', name) },
  };
}

function showThermal({ bmc }: Call) {
  const self = `${paths.chassis(bmc)}/Thermal`;
  const { temperatures, fans } = bmc.readings();
  return {
    ...resource(self, 'Thermal.v1_7_3', 'Thermal', 'Thermal'),
    Temperatures: temperatures.map((one, index) => showTemperature(self, one, index)),
    Fans: fans.map((fan, index) => showFanOf(bmc, self, fan, index)),
  };
}

const subsystem = ({ bmc }: Pick<Call, 'bmc'>) => `${paths.chassis(bmc)}/ThermalSubsystem`;

function showFan(call: Call): object | undefined {
  const { bmc, params } = call;
  const fan = bmc.readings().fans.find(({ name }) => partId(name) === params['fan']);
  if (fan === undefined) return undefined;
  const { name, rpm } = fan;
  return {
    ...resource(`${subsystem(call)}/Fans/${name}`, 'Fan.v1_5_2', name, name),
    PhysicalContext: 'SystemBoard',
    SpeedPercent: {
      Reading: rpm === null ? null : Math.round((100 * rpm) / fullFanSpeed),
      SpeedRPM: rpm,
      DataSourceUri: `${paths.chassis(bmc)}/Sensors/${partId(name)}`,
    },
    HotPluggable: true,
    Status: statusOf(bmc, 'fan', name),
  };
}

export const thermalRoutes: Route[] = [
  { path: `${path}/Thermal`, GET: showThermal },
  {
    path: `${path}/ThermalSubsystem`,
    GET: (call) => {
      const health = healthOf(
        call.bmc.problems().filter(({ component }) => component === 'fan' || component === 'processor'),
      );
      return {
        ...resource(subsystem(call), 'ThermalSubsystem.v1_3_2', 'ThermalSubsystem', 'Thermal Subsystem'),
        Fans: link(`${subsystem(call)}/Fans`),
        ThermalMetrics: link(`${subsystem(call)}/ThermalMetrics`),
        Status: { State: 'Enabled', Health: health },
      };
    },
  },
  {
    path: `${path}/ThermalSubsystem/Fans`,
    GET: (call) => {
      const self = `${subsystem(call)}/Fans`;
      const ids = call.bmc.readings().fans.map(({ name }) => partId(name));
      return collection(self, 'Fan', 'Fan Collection', links(self, ids), call.query);
    },
  },
  { path: `${path}/ThermalSubsystem/Fans/{fan}`, GET: showFan },
  {
    path: `${path}/ThermalSubsystem/ThermalMetrics`,
    GET: (call) => ({
      ...resource(
        `${subsystem(call)}/ThermalMetrics`,
        'ThermalMetrics.v1_3_2',
        'ThermalMetrics',
        'Thermal Metrics',
      ),
      TemperatureReadingsCelsius: call.bmc.readings().temperatures.map(({ name, context, celsius }) => ({
        DeviceName: name,
        PhysicalContext: context,
        Reading: celsius,
        DataSourceUri: `${paths.chassis(call.bmc)}/Sensors/${partId(name)}`,
      })),
    }),
  },
];
