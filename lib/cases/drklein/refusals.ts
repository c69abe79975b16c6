import 'server-only'
import type { Refusals } from '@/lib/cases/http/outcome'

/** Enough for a person to see what was meant; a page of HTML is not kept whole. */
const mostCharacters = 4000

/**
 * Refusals of the Vorgang API (ratenkredit.md §2). Only 401 is documented. 403, 404, 405, 415 and every other 4xx are faults of the
 * set-up that no repetition mends. How a refused body is complained about is not documented, so the answer itself is the complaint; it
 * may quote what was sent and is stored like it.
 */
export const drkleinRefusals: Refusals = {
  causeOf(status) {
    switch (status) {
      case 400:
      case 422:
        return 'data'
      case 401:
        return 'access'
      case 408:
        return 'unknown'
      default:
        return status >= 300 && status < 500 ? 'contract' : 'unknown'
    }
  },
  violationsIn: (body) =>
    body.trim() === '' ? [] : [{ field: '', message: body.trim().slice(0, mostCharacters) }],
}
