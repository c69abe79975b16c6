import { z } from 'zod'

/** The stage at Dr. Klein. Only `PRODUCTION` is ever sent; without it the same host makes development cases. */
export type DrkleinEnvironment = 'PRODUCTION' | 'development'

const short = z.string().trim().min(1).max(100)
/** Boolean, integer, date (`YYYY-MM-DD`, or `YYYY-MM-DD hh:mm:ss` in Germany's time) or text; JSON writes dates as text. */
const customValue = z.union([z.boolean(), z.int(), z.string().min(1).max(500)])
/**
 * One entry of `partner.custom`, agreed with Dr. Klein key by key: a value of the campaign's own, or one that the link or the person
 * brings. An entry whose source is empty is not sent.
 */
const customEntry = z.union([
  z.strictObject({ key: short, value: customValue }),
  z.strictObject({ key: short, from: z.enum(['kampagne', 'keyword', 'trackingId', 'telefonTermin']) }),
])

/** What only the server knows of a campaign for Dr. Klein Ratenkredit: everything of the envelope but the person's own. */
export const vorgangSettings = z.strictObject({
  target: z.literal('vorgang'),
  /** Agreed with Europace and Dr. Klein; absent: the environment's. */
  leadquelle: short.optional(),
  /** A real referrer: Dr. Klein makes a partner of it. Absent: nobody referred. Never the applicant. */
  tippgeber: z
    .strictObject({
      externeMitarbeiternummer: short.optional(),
      vorname: short,
      nachname: short,
      anrede: z.enum(['HERR', 'FRAU']),
      telefon: short.optional(),
      email: z.email().optional(),
    })
    .optional(),
  vertriebsschluessel: short.optional(),
  custom: z
    .array(customEntry)
    .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, 'each key once')
    .optional(),
})
export type VorgangSettings = z.infer<typeof vorgangSettings>
