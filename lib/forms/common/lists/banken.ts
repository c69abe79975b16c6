import type { Option } from '@/lib/forms/engine/types'
import codes from './banks.gen.json'

/** Parts of the provider's codes that are abbreviations or names of their own. */
const WORDS: { readonly [part: string]: string } = {
  SPK: 'Sparkasse',
  SSK: 'Stadtsparkasse',
  SSPK: 'Stadtsparkasse',
  KSK: 'Kreissparkasse',
  VOBA: 'Volksbank',
  VB: 'Volksbank',
  RAIBA: 'Raiffeisenbank',
  RB: 'Raiffeisenbank',
  COBA: 'Commerzbank',
  BSK: 'Bausparkasse',
  SPARDA: 'Sparda-Bank',
  DTBANK: 'Deutsche Bank',
  UND: 'und',
  IM: 'im',
  AM: 'am',
  FUER: 'für',
  VON: 'von',
  DIBA: 'DiBa',
  DR: 'Dr.',
  ST: 'St.',
  EIGEN: 'Eigen',
  LAND: 'Land',
  MAIN: 'Main',
  ALTE: 'Alte',
  RING: 'Ring',
  LIFE: 'Life',
  BAD: 'Bad',
  ULM: 'Ulm',
  KIEL: 'Kiel',
  INDIVIDUELL: 'Individuell',
  FULDAER: 'Fuldaer',
  SOEST: 'Soest',
  ITZEHOE: 'Itzehoe',
  OEYNHAUSEN: 'Oeynhausen',
  UECKERRANDOW: 'Uecker-Randow',
  UELZEN: 'Uelzen',
}

function word(part: string): string {
  const known = WORDS[part]
  if (known) return known
  if (part.length <= 3) return part
  const lower = part.toLowerCase()
  const spelt = lower
    .replace(/(^|[^aeq])ue/g, '$1ü')
    .replace(/oe/g, 'ö')
    .replace(/ae/g, 'ä')
  return spelt.charAt(0).toUpperCase() + spelt.slice(1)
}

/** A text as it is compared: "spk Köln" and "Sparkasse  Koeln" differ, "ING" and "ing" do not. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replace(/[\s.\-/&]+/g, ' ')
    .trim()

const byCode = new Map<string, string>()
const byName = new Map<string, string>()
for (const code of codes) {
  const name = code.split('_').map(word).join(' ')
  // Two codes that would read alike keep their own spelling.
  const free = byName.has(folded(name)) ? code : name
  byCode.set(code, free)
  byName.set(folded(free), code)
}

/** The provider's code for a bank's name as a person may write it. */
export const bankCode = (name: string): string | undefined => byName.get(folded(name))
export const bankName = (code: string): string | undefined => byCode.get(code)

/** Names to offer while one types; the provider's codes for tests are no banks. */
export const banken: readonly Option[] = codes
  .filter((code) => !/TEST|MUSTER/.test(code))
  .map((code) => {
    const name = byCode.get(code) ?? code
    return { value: name, label: { de: name, en: name } }
  })
