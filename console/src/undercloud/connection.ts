import type { UndercloudAuth, UndercloudRequest } from '@tuskar/contract/undercloud.ts';

/** The form as it is typed. */
export type ConnectionValues = {
  kind: UndercloudRequest['kind'];
  cloud: string;
  url: string;
  auth: UndercloudAuth;
  user: string;
  password: string;
  authUrl: string;
  project: string;
  ca: string;
};

export const emptyConnection: ConnectionValues = {
  kind: 'external',
  cloud: '',
  url: '',
  auth: 'http-basic',
  user: '',
  password: '',
  authUrl: '',
  project: '',
  ca: '',
};

/** What is asked of the server: what does not belong to the way in is left out. */
export function connectionOf(values: ConnectionValues): UndercloudRequest {
  const { kind, cloud, url, auth, user, password, authUrl, project, ca } = values;
  if (kind === 'managed') return { kind, cloud };
  return {
    kind,
    url: url.trim(),
    auth,
    ...(auth === 'none' ? {} : { user: user.trim(), password }),
    ...(auth === 'keystone'
      ? { keystone: { authUrl: authUrl.trim(), project: project.trim() === '' ? null : project.trim() } }
      : {}),
    ...(ca.trim() === '' ? {} : { ca }),
  };
}
