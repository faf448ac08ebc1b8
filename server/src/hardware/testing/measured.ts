/** What the hardware manager records of a burn-in of a sound machine, its disks by serial number. */
export function soundMeasurements(disks: string[], { megabytes = 520, scatter = 0 } = {}) {
  return {
    tuskar_burnin_cpu: {
      measured: {
        sockets: [0, 1].map((socket) => ({ socket, opsPerSecond: 41_000 + scatter, seconds: 60 })),
        highestTemperatures: { 'coretemp coretemp.0 Package id 0': 62 + scatter / 1000 },
      },
    },
    tuskar_burnin_memory: {
      measured: {
        patterns: { opsPerSecond: 9000 + scatter, seconds: 60 },
        readMegabytesPerSecond: 140_000 + scatter,
        writeMegabytesPerSecond: 90_000 + scatter,
        errors: { dimms: { 'mc0 A1': { corrected: 0, uncorrected: 0 } } },
      },
    },
    tuskar_burnin_disk: {
      measured: { disks: disks.map((serial) => measuredDisk(serial, megabytes + scatter / 100)) },
    },
  };
}

export function measuredDisk(serial: string, megabytes: number) {
  return {
    serial,
    patterns: [
      {
        pattern: 'read',
        bytesPerSecond: megabytes * 1e6,
        iops: megabytes,
        latencyMicroseconds: {},
        error: null,
      },
      {
        pattern: 'randread',
        bytesPerSecond: megabytes * 4e5,
        iops: megabytes * 100,
        latencyMicroseconds: { p50: 90, p95: 140, p99: 210 },
        error: null,
      },
    ],
  };
}
