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

/** For codes and numbers: ASCII digits, nothing invisible, each blank an ordinary one, no blanks at the ends. */
export const tidy = (text: string): string =>
  withoutInvisible(asciiDigits(text.normalize('NFC')))
    .replace(/[\p{Zs}\t\r\n]+/gu, ' ')
    .trim()

/** True when the text cannot be stored or sent as it is: NUL or half of a surrogate pair. */
export const isBroken = (text: string): boolean => text.includes('\0') || /\p{Cs}/u.test(text)
