/** What a public key is called where it is kept, as the command line calls it. */
export const keyFile = (keyId: string): string => `tuskar-${keyId}.pem`;
