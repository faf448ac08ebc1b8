import { createClient } from '@tuskar/client/client.ts';
import { observeServerTime } from './server-clock.ts';

/** The API on the page's own origin; the session is a cookie that scripts cannot read. */
export const client = createClient({
  baseUrl: '',
  // The page itself came from there. That the server is away is told by the banner of the event stream.
  patience: { seconds: 10, wasThere: true },
  transport: async (url, init) => {
    const response = await fetch(url, init);
    observeServerTime(response.headers.get('date'));
    return response;
  },
});
