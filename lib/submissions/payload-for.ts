import 'server-only'
import {
  type Attribution,
  type Campaign,
  importMetadatenFor,
  sendsTelefonTermin,
  vorgangEnvelopeFor,
} from '@/lib/campaigns'
import { vorgangBody } from '@/lib/cases/drklein/body'
import { vorgangPayload } from '@/lib/cases/drklein/payload'
import { problemsOf } from '@/lib/cases/drklein/problems'
import { refusalsIn } from '@/lib/cases/europace/beyond-schema'
import { kundenangabenPayload } from '@/lib/cases/europace/payload'
import { asTaken } from '@/lib/cases/europace/taken'
import { isJsonObject } from '@/lib/cases/json'
import type { Payload } from '@/lib/cases/payload'
import { toDocument } from '@/lib/forms/engine'
import type { Answers, Env, Form } from '@/lib/forms/engine/types'
import type { PrivacyShown } from '@/lib/privacy'
import { remarksOf, telefonTerminOf } from './remarks'

export type Making = {
  form: Form
  answers: Answers
  env: Env
  attribution: Attribution
  externalId: string
  privacy: PrivacyShown
  /** Addresses that a mailed link has proven; told only to a platform that trusts this tenant to say so. */
  proven: readonly string[]
  /** Who gets the case instead of the campaign's advisor, where the platform knows such a one. */
  partner?: string
}
export type Made = {
  payload: Payload
  /** The addresses that the payload calls verified. */
  verified: readonly string[]
  /** What the platform would refuse or drop in silence, by what we know of it: `<place>: <rule>`, never values. Empty: it fits. */
  violations: readonly string[]
}

/**
 * What goes to the campaign's platform for a form's answers. Pure. Throws only where a form has no document, which is a fault of
 * the form.
 */
export function payloadFor(to: Campaign['to'], making: Making): Made {
  const { form, answers, env, attribution, externalId, privacy } = making
  const document = toDocument(form, answers, env)
  if (!isJsonObject(document)) throw new Error('The document of a form is an object')
  switch (to.target) {
    case 'kundenangaben': {
      const metadaten = importMetadatenFor(to, attribution, externalId)
      const importMetadaten = withPartner(metadaten, making.partner)
      const verified = to.settings.trustedClient ? making.proven : []
      const payload = kundenangabenPayload({
        importMetadaten,
        document: asTaken(document),
        privacy,
        verified,
      })
      return { payload, verified, violations: refusalsIn(payload.kundenangaben) }
    }
    case 'vorgang': {
      const telefonTermin = telefonTerminOf(answers)
      const envelope = vorgangEnvelopeFor(to, attribution, externalId, telefonTermin)
      const call = sendsTelefonTermin(to) ? undefined : telefonTermin
      const kommentare = remarksOf(form, answers, env, { privacy, telefonTermin: call })
      const body = vorgangBody({ document, kommentare, ...envelope })
      const payload = vorgangPayload({ environment: to.environment, externalId, body, privacy })
      return { payload, verified: [], violations: problemsOf(body) }
    }
  }
}

/** The editor belongs to the partner who could not be set, so it goes with him. */
export const withPartner = <T extends { betreuung?: { kundenbetreuer: string } }>(
  metadaten: T,
  partner: string | undefined,
): T => (partner === undefined ? metadaten : { ...metadaten, betreuung: { kundenbetreuer: partner } })
