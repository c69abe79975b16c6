import { z } from 'zod'

export type Datenkontext = 'TEST_MODUS' | 'ECHT_GESCHAEFT'

const commission = z.discriminatedUnion('@type', [
  z.object({ '@type': z.literal('BETRAG'), betrag: z.number() }),
  z.object({ '@type': z.literal('PROZENT_DER_DARLEHENSSUMME'), prozent: z.number() }),
  z.object({ '@type': z.literal('PROZENT_DER_PROVISION'), prozent: z.number() }),
])

/** What only the server knows of a campaign for Europace: it becomes `importMetadaten`. Names are the API's. */
export const kundenangabenSettings = z.object({
  target: z.literal('kundenangaben'),
  importquelle: z.string().optional(),
  zusaetzlicherEreignistext: z.string().optional(),
  prioritaet: z.enum(['NIEDRIG', 'NEUTRAL', 'HOCH']).optional(),
  betreuung: z
    .object({ kundenbetreuer: z.string().optional(), bearbeiter: z.string().optional() })
    .optional(),
  /** Gets a case whose advisor the platform cannot set (409); absent: a person decides. Never sent itself. */
  fallbackPartner: z
    .string()
    .regex(/^[A-Za-z0-9]{3,10}$/)
    .optional(),
  /** The platform lets this tenant say that an address is verified. Never sent itself. */
  trustedClient: z.boolean().optional(),
  tippgeber: z
    .object({ tippgeberPartnerId: z.string().min(1), tippgeberprovisionswunsch: commission.optional() })
    .optional(),
})
export type KundenangabenSettings = z.infer<typeof kundenangabenSettings>
