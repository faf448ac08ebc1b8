import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Image, Images } from './schema.ts';
import type { OpenStackSession } from './session.ts';

const service = 'image';

export type NewImage = {
  name: string;
  containerFormat: 'aki' | 'ari' | 'bare';
  diskFormat: 'aki' | 'ari' | 'qcow2';
  /** By default private: for the own project only. */
  visibility?: 'private' | 'public';
  /** Further properties: kernel_id, os_command_line. */
  properties?: Record<string, string>;
};

/** Glance, as a project uses it. */
export function imageApi(session: OpenStackSession) {
  return {
    list: async () =>
      (await session.ask({ service, method: 'GET', path: '/v2/images?limit=1000' }, Images)).images,
    async create({
      name,
      containerFormat,
      diskFormat,
      visibility = 'private',
      properties = {},
    }: NewImage): Promise<string> {
      const body = {
        name,
        container_format: containerFormat,
        disk_format: diskFormat,
        visibility,
        ...properties,
      };
      return (await session.ask({ service, method: 'POST', path: '/v2/images', body }, Image)).id;
    },
    async upload(id: string, file: string): Promise<void> {
      const { size } = await stat(file);
      await session.tell({
        service,
        method: 'PUT',
        path: `/v2/images/${id}/file`,
        headers: { 'content-length': String(size) },
        content: { type: 'application/octet-stream', stream: () => createReadStream(file) },
        timeoutSeconds: 300,
      });
    },
    remove: (id: string) => session.tell({ service, method: 'DELETE', path: `/v2/images/${id}` }),
  };
}
export type ImageApi = ReturnType<typeof imageApi>;
