/** True where the bytes behind `%E4%20…` are UTF-8. */
function isUtf8(run: string): boolean {
  try {
    decodeURIComponent(run)
    return true
  } catch {
    return false
  }
}

/** Old mail programs and word processors write links in Latin-1: each byte is the character of that number. */
const latin1 = (run: string) =>
  String.fromCharCode(
    ...run
      .slice(1)
      .split('%')
      .map((hex) => Number.parseInt(hex, 16)),
  )

/**
 * A path or query in UTF-8, where parts of it are not: `Fr%FChling` becomes `Fr%C3%BChling`, a lone `%` becomes `%25`. The framework
 * would read U+FFFD instead of the letter, or answer a path with 500. Pure. null: nothing to mend.
 */
export function mendedLink(text: string): string | null {
  const mended = text.replace(/(?:%[0-9a-f]{2})+|%/gi, (run) => {
    if (run === '%') return '%25'
    return isUtf8(run) ? run : encodeURIComponent(latin1(run))
  })
  return mended === text ? null : mended
}
