/** Public ports of nova's APIs. */
export const apiPort = 8774;
export const metadataPort = 8775;
export const consolePort = 6080;
