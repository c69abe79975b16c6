import { campaignPage } from '@/lib/campaigns'
import { makeStartToken } from '@/lib/campaigns/start-token'
import type { Change, Receipt } from '@/lib/drafts/protocol'
import { save } from '@/lib/drafts/service'
import type { Persona } from '@/lib/forms/baufinanzierung/personas'
import type { Lang, Raw } from '@/lib/forms/engine/types'
import type { StepView } from '@/lib/forms/engine/view'
import { submit } from './submit'

/** Whose request it is: a page of our own. */
export const sender = { origin: 'http://localhost:3000', ip: '192.0.2.7' }

/** What the controls of a page would send: each key with what the control held when it was shown. */
const changesOf = (typed: Persona['pages'][number]['typed'], view: StepView | null): Change[] =>
  Object.entries(typed).map(([key, to]) => {
    const raw = view?.fields.find((field) => field.key === key)?.raw
    return { key, from: raw === undefined || raw === '' ? null : raw, to }
  })

/** Types a persona's pages through the service, as the browser does; answers what opens the draft. */
export async function typed(persona: Persona, attribution: { [name: string]: string } = {}) {
  const { lang } = persona
  const privacyVersion = (await campaignPage('musterberatung'))?.privacy.versionId ?? ''
  const token = makeStartToken({
    campaign: 'musterberatung',
    length: 'short',
    lang,
    privacyVersion,
    attribution,
  })
  let secret: string | undefined
  let view: StepView | null = null
  for (const { page, typed } of persona.pages) {
    if (view && view.page !== page) throw new Error(`${persona.id}: ${view.page} instead of ${page}`)
    const result = await save(
      { token, secret, page, intent: 'next', lang, changes: changesOf(typed, view) },
      sender,
    )
    if (result.kind !== 'saved') throw new Error(`${persona.id}, ${page}: ${JSON.stringify(result)}`)
    secret = result.draft.secret
    view = result.view?.kind === 'step' ? result.view : null
  }
  return { token, secret: secret ?? '', revision: 0, lang, privacyVersion }
}

/** The same, sent. */
export async function sent(persona: Persona, attribution: { [name: string]: string } = {}): Promise<Receipt> {
  const result = await submit(await typed(persona, attribution), sender)
  if (result.kind !== 'sent') throw new Error(JSON.stringify(result))
  return result.receipt
}

export type AtOnce = { lang: Lang; typed: { readonly [key: string]: Raw } }

/** Types everything into the short form of a campaign with one save, as its last page would; ready to be sent. */
export async function typedAtOnce(
  campaign: string,
  { lang, typed }: AtOnce,
  attribution: { [name: string]: string } = {},
) {
  const privacyVersion = (await campaignPage(campaign))?.privacy.versionId ?? ''
  const token = makeStartToken({ campaign, length: 'short', lang, privacyVersion, attribution })
  const changes = Object.entries(typed).map(([key, to]) => ({ key, from: null, to }))
  const result = await save({ token, page: 'kontakt', intent: 'next', lang, changes }, sender)
  if (result.kind !== 'saved') throw new Error(JSON.stringify(result))
  return { token, secret: result.draft.secret, revision: 1, lang, privacyVersion }
}

/** The same, sent. `more` is what a client adds of its own. */
export async function sentAtOnce(
  campaign: string,
  person: AtOnce,
  attribution: { [name: string]: string } = {},
  more: object = {},
): Promise<Receipt> {
  const result = await submit({ ...(await typedAtOnce(campaign, person, attribution)), ...more }, sender)
  if (result.kind !== 'sent') throw new Error(JSON.stringify(result))
  return result.receipt
}
