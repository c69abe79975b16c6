/**
 * Names of the Vorgang API of Dr. Klein Ratenkredit, letter for letter: where its document contradicts itself or a spelling invites a
 * mistake (ratenkredit.md §5), the one that is sent stands here and nowhere else.
 */
export const scope = 'drkleinrk-api/vorgang:import'

/** Makes real cases. Without the parameter, or with any other value, the same address makes development cases. */
export const production = { parameter: 'environment', value: 'PRODUCTION' } as const

/** Its table says `vertriebsschlüssel` and `kundenummer`, its example as here; a setting may choose the other, never both are sent. */
export const partnerKeys = {
  vertriebsschluessel: 'vertriebsschluessel',
  kundennummer: 'kundennummer',
} as const

/** Which object belongs to which kind of work. The API ignores all others, and everything where this one is missing. */
export const workObjects = {
  ANGESTELLTER: 'angestellter',
  ARBEITER: 'arbeiter',
  BEAMTER: 'beamter',
  FREIBERUFLER: 'freiberufler',
  SELBSTSTAENDIGER: 'selbststaendiger',
  RENTNER: 'rentner',
  ARBEITSLOSER: 'arbeitsloser',
  HAUSFRAU: 'hausfrau',
} as const

/** Years of the self-employed; each has three figures. Note the double s of the tax. */
export const years = ['LaufendesJahr', 'LetztesJahr', 'Vor2Jahren', 'Vor3Jahren'] as const
export const yearFigures = ['bruttoEinkommen', 'einkommenssteuer', 'abschreibungen'] as const

export const owners = ['ANTRAGSTELLER_1', 'ANTRAGSTELLER_2', 'BEIDE'] as const

/** The three numbers of the answer. The second is the one that people at the credit platform know. */
export const numbers = {
  drklein: 'drkleinrkVorgangsnummer',
  europace: 'europaceVorgangsnummer',
  crm: 'crmKennung',
} as const
