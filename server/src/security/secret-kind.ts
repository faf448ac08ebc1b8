/**
 * password: 32 letters and digits. fernet: 32 random bytes in URL-safe base64. tls-key, tls-certificate,
 * ca-certificate: PEM, of Tuskar's own authority. signing-key: Ed25519, PEM. given: what somebody else chose, such as the
 * password of a BMC.
 */
export type SecretKind =
  | 'password'
  | 'fernet'
  | 'uuid'
  | 'tls-key'
  | 'tls-certificate'
  | 'ca-certificate'
  | 'signing-key'
  | 'given';
