import 'server-only'
import { z } from 'zod'
import { jsonIn } from '@/lib/cases/http/answer'
import type { Refusals } from '@/lib/cases/http/outcome'
import type { Violation } from '@/lib/cases/target'

const violation = z
  .looseObject({ field: z.string().catch(''), message: z.string().catch('') })
  .transform(({ field, message }): Violation => ({ field, message }))
/** The API's description types `violations` as one object, its text as a list: both are read, anything else is none. */
const problemBody = z.looseObject({
  violations: z.union([z.array(violation), violation.transform((one) => [one])]).catch([]),
})

/** Europace's refusals (trust §2.4). */
export const europaceRefusals: Refusals = {
  causeOf(status) {
    switch (status) {
      case 400:
      case 422:
        return 'data'
      case 401:
      case 403:
        return 'access'
      case 409:
        return 'advisor'
      case 408:
        return 'unknown'
      default:
        return status >= 300 && status < 500 ? 'contract' : 'unknown'
    }
  },
  violationsIn(body) {
    const read = problemBody.safeParse(jsonIn(body))
    return read.success ? read.data.violations : []
  },
}
