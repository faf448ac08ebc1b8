import type { Bmc } from '../bmc.ts';
import { healthOf } from '../health.ts';
import { partId } from '../ids.ts';
import type { Call, Route } from '../redfish/route.ts';
import type { Severity } from '../state/schema.ts';
import { collection, links, paths, resource, root } from './build.ts';
import { temperatureHealth } from './thermal.ts';

const path = `${root}/Chassis/{chassis}`;

type Sensor = {
  name: string;
  type: 'Temperature' | 'Rotational' | 'Power' | 'Voltage';
  units: 'Cel' | 'RPM' | 'W' | 'V';
  reading: number | null;
  health: Severity;
  warning?: number;
  critical?: number;
};

function sensorsOf(bmc: Bmc): Sensor[] {
  const { temperatures, fans, supplies, watts } = bmc.readings();
  const problems = bmc.problems();
  return [
    ...temperatures.map((temperature) => ({
      name: temperature.name,
      type: 'Temperature' as const,
      units: 'Cel' as const,
      reading: temperature.celsius,
      health: temperatureHealth(temperature),
      warning: temperature.warning,
      critical: temperature.critical,
    })),
    ...fans.map(({ name, rpm }) => ({
      name,
      type: 'Rotational' as const,
      units: 'RPM' as const,
      reading: rpm,
      health: healthOf(problems, 'fan', name),
    })),
    ...supplies.map(({ name, inputVolts }) => ({
      name: `${name} Voltage`,
      type: 'Voltage' as const,
      units: 'V' as const,
      reading: inputVolts,
      health: healthOf(problems, 'power supply', name),
    })),
    { name: 'System Power', type: 'Power', units: 'W', reading: watts, health: 'OK' },
  ];
}

const here = ({ bmc }: Call) => `${paths.chassis(bmc)}/Sensors`;

function showSensor(call: Call): object | undefined {
  const sensor = sensorsOf(call.bmc).find(({ name }) => partId(name) === call.params['sensor']);
  if (sensor === undefined) return undefined;
  const { name, type, units, reading, health, warning, critical } = sensor;
  return {
    ...resource(`${here(call)}/${partId(name)}`, 'Sensor.v1_10_1', partId(name), name),
    ReadingType: type,
    ReadingUnits: units,
    Reading: reading,
    ...(warning !== undefined &&
      critical !== undefined && {
        Thresholds: { UpperCaution: { Reading: warning }, UpperCritical: { Reading: critical } },
      }),
    Status: { State: reading === null ? 'Disabled' : 'Enabled', Health: health },
  };
}

export const sensorRoutes: Route[] = [
  {
    path: `${path}/Sensors`,
    GET: (call) => {
      const ids = sensorsOf(call.bmc).map(({ name }) => partId(name));
      return collection(here(call), 'Sensor', 'Sensor Collection', links(here(call), ids), call.query);
    },
  },
  { path: `${path}/Sensors/{sensor}`, GET: showSensor },
  {
    path: `${path}/EnvironmentMetrics`,
    GET: ({ bmc }) => {
      const { temperatures, watts } = bmc.readings();
      const self = `${paths.chassis(bmc)}/EnvironmentMetrics`;
      return {
        ...resource(self, 'EnvironmentMetrics.v1_4_0', 'EnvironmentMetrics', 'Environment Metrics'),
        TemperatureCelsius: { Reading: temperatures[0]?.celsius ?? null },
        PowerWatts: { Reading: watts },
      };
    },
  },
];
