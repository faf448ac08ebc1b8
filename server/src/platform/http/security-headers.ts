import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/**
 * The console, the documentation and the API are all of this origin: nothing is loaded from, sent to, or framed by
 * another. Inline style attributes are PatternFly's; inline styles and scripts are nobody's.
 */
export async function addSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'", 'data:'],
        'style-src-attr': ["'unsafe-inline'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // It would bind the name `localhost` to TLS for everything else that somebody serves there.
    strictTransportSecurity: false,
  });
}
