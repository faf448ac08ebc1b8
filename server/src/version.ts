import packageJson from '../../package.json' with { type: 'json' };

/** Tuskar's version. */
export const { version } = packageJson;
