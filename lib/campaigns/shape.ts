import { z } from 'zod'
import { vorgangSettings } from '@/lib/cases/drklein/settings'
import { kundenangabenSettings } from '@/lib/cases/europace/settings'

/** Shapes of what is stored of a campaign as JSON; read from the database through these schemas only. */
export const textSchema = z.object({ de: z.string(), en: z.string() })
const link = z.url({ protocol: /^https?$/ })

const percent = (min: number, max: number) =>
  z
    .number()
    .min(min)
    .max(max)
    .refine((value) => Number.isInteger(Math.round(value * 1e6) / 1e4), 'at most two digits after the point')

/**
 * Rates (per cent a year) that the page shows: of a mortgage interest and repayment, with which the sliders of the full
 * form start; of a consumer credit the effective rate, in both forms. All or nothing: only with the day they are of and
 * the representative example (§ PAngV 17), which the tenant's lawyer has confirmed.
 */
const confirmed = {
  asOf: z.iso.date(),
  example: z.object({ de: z.string().trim().min(1), en: z.string().trim().min(1) }),
}
const rateExample = z.union([
  z.strictObject({ sollzins: percent(0, 15), tilgung: percent(1, 15), ...confirmed }),
  z.strictObject({ effektivzins: percent(0, 20), ...confirmed }),
])

const consents = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]{1,40}$/),
      text: z.object({ de: z.string().trim().min(1).max(2000), en: z.string().trim().min(1).max(2000) }),
    }),
  )
  .max(6)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'each id once')

/** What the page says in the campaign's name. A sentence whose field is absent is left out. */
export const publicSettings = z.object({
  firm: z.string().min(1),
  town: z.string().optional(),
  registerNumber: z.string().optional(),
  telephone: z.object({ display: z.string(), href: z.string().regex(/^tel:\+?[0-9]+$/) }).optional(),
  hours: textSchema.optional(),
  contactPerson: z.string().optional(),
  answerTime: z.object({ workingHours: z.number().positive() }).optional(),
  rateExample: rateExample.optional(),
  noFee: z.boolean(),
  noAdvertisingCalls: z.boolean(),
  links: z.object({
    impressum: link.optional(),
    vermittlerangaben: link.optional(),
    barrierefreiheit: link.optional(),
  }),
  logo: z
    .object({ src: z.string(), alt: z.string(), width: z.number().positive(), height: z.number().positive() })
    .optional(),
  theme: z.object({
    colour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i)
      .optional(),
    radius: z.number().min(0).max(24).optional(),
    font: z.enum(['system', 'humanist', 'serif']).optional(),
    scheme: z.enum(['light', 'dark', 'system']),
  }),
  mailConfirmation: z.boolean(),
  /**
   * Offers a box at sending: a copy as PDF with the confirmation. Mail is not encrypted and the copy holds every answer, so each
   * person decides, and the privacy statement has to say so.
   */
  mailCopy: z.boolean().optional(),
  /**
   * Offers boxes for extras at sending, in the campaign's own words: one purpose each (advertising by e-mail apart from advertising by
   * telephone), empty, never needed. § The words are the tenant's and say how to withdraw.
   */
  consents: consents.optional(),
  /** Asks by mail, after sending, to confirm the address; the case never waits for it. */
  doubleOptIn: z.boolean().optional(),
})
export type PublicSettings = z.infer<typeof publicSettings>

/** Settings are told apart by the platform they are for; rows that are older than the second platform name none. */
export const targetSettings = z.preprocess(
  (json) =>
    typeof json === 'object' && json !== null && !('target' in json)
      ? { ...json, target: 'kundenangaben' }
      : json,
  z.discriminatedUnion('target', [kundenangabenSettings, vorgangSettings]),
)
export type TargetSettings = z.infer<typeof targetSettings>

export const statementBody = z.object({ de: z.array(z.string()), en: z.array(z.string()) })
export const controllers = z.array(z.object({ name: z.string(), role: textSchema, url: link.optional() }))
export type Statement = {
  versionId: string
  /** Day of the version, ISO. */
  date: string
  title: z.infer<typeof textSchema>
  /** Paragraphs without markup. */
  body: z.infer<typeof statementBody>
  controllers: z.infer<typeof controllers>
}

export type Product = 'baufinanzierung' | 'ratenkredit'
/** The platform whose documents a product's form writes. */
export const targetFor = {
  baufinanzierung: 'kundenangaben',
  ratenkredit: 'vorgang',
} as const satisfies Record<Product, TargetSettings['target']>

/** Everything a page may know and show of a campaign. JSON. */
export type CampaignPage = PublicSettings & {
  slug: string
  product: Product
  /** True unless cases are real: the page then says that no real enquiry is made. */
  test: boolean
  closed: boolean
  privacy: Statement
}
