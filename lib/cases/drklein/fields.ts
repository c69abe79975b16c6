import { numbers, partnerKeys } from './names'

/**
 * Every field that the tables of the Vorgang API's document name, as a place of the request's body or of the answer, and who fills it.
 * What lies below the four parts of `vorgang` is the form's own matter.
 */
export const requestFields = {
  'vorgang.leadquelle': 'campaign',
  'vorgang.antragsteller1': 'answers',
  'vorgang.antragsteller2': 'answers',
  'vorgang.haushalt': 'answers',
  'vorgang.finanzbedarf': 'answers',
  'tippgeber.externeMitarbeiternummer': 'campaign',
  'tippgeber.vorname': 'campaign',
  'tippgeber.nachname': 'campaign',
  'tippgeber.anrede': 'campaign',
  'tippgeber.telefon': 'campaign',
  'tippgeber.email': 'campaign',
  kommentare: 'answers',
  [`partner.${partnerKeys.vertriebsschluessel}`]: 'campaign',
  [`partner.${partnerKeys.kundennummer}`]: 'submission',
  'partner.custom': 'campaign',
  'partner.custom.key': 'campaign',
  'partner.custom.value': 'campaign',
} as const

/** `messages` stands in the document's example only. */
export const responseFields = [numbers.drklein, numbers.europace, numbers.crm, 'messages'] as const
