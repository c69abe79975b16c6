/** The zeros of the digit blocks that keyboards produce (Arabic, Persian, Devanagari, Bengali, Thai, full-width). */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10]

/** Digits of other scripts become ASCII digits; everything else stays. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    const zero = ZEROS.find((start) => code >= start && code < start + 10)
    return zero === undefined ? character : String(code - zero)
  })
}

/** Zero-width, direction and soft-hyphen marks: invisible, so they never carry meaning in a code or a number. */
export const withoutInvisible = (text: string): string => text.replace(/\p{Cf}|\u034f|\ufe0f/gu, '')

/** What nobody sees in a text, the signs of Arabic and Kaithi that do have a shape left out. */
const UNSEEN =
  /\u{1f3f4}[\u{e0020}-\u{e007e}]{1,16}\u{e007f}|(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{DI}\p{Cf}\u2800]/gu
const JOINING =
  /^[\p{scx=Arab}\p{scx=Syrc}\p{scx=Nkoo}\p{scx=Adlm}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}]$/u
/** Characters with shapes of their own for a variation selector to choose. */
const VARIED = /^[\p{ExtPict}\p{S}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Mymr}\p{sc=Mong}\p{sc=Phag}]$/u

/** Whether a mark that has no width of its own changes what is seen between its neighbours. */
function matters(mark: string, before: string, after: string): boolean {
  if (mark === '\u200c' || mark === '\u200d') {
    if (JOINING.test(before) && JOINING.test(after)) return true
    return (
      mark === '\u200d' && /^(?:\p{ExtPict}|\p{EMod}|\ufe0f)$/u.test(before) && /^\p{ExtPict}$/u.test(after)
    )
  }
  if (/^[\u180b-\u180f]$/u.test(mark)) return /^\p{sc=Mong}$/u.test(before)
  if (!/^\p{VS}$/u.test(mark)) return false
  return VARIED.test(before) || (after === '\u20e3' && /^[\d#*]$/.test(before))
}

/** The text without zero-width, direction and other unseen marks; those that emoji and joining scripts need stay. */
export const withoutStray = (text: string): string =>
  text.replace(UNSEEN, (mark, at: number) =>
    mark.startsWith('\u{1f3f4}') ||
    matters(
      mark,
      lastOf(text.slice(Math.max(0, at - 2), at)),
      firstOf(text.slice(at + mark.length, at + mark.length + 2)),
    )
      ? mark
      : '',
  )
const firstOf = (text: string): string => String.fromCodePoint(text.codePointAt(0) ?? 0)
const lastOf = (text: string): string => [...text].at(-1) ?? ''

/** For codes and numbers: ASCII digits, nothing invisible, each blank an ordinary one, no blanks at the ends. */
export const tidy = (text: string): string =>
  withoutInvisible(asciiDigits(text.normalize('NFC')))
    .replace(/[\p{Zs}\t\r\n]+/gu, ' ')
    .trim()

/** True when the text cannot be stored or sent as it is: NUL or half of a surrogate pair. */
export const isBroken = (text: string): boolean => text.includes('\0') || /\p{Cs}/u.test(text)
