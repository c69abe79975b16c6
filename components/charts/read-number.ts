/** A number as people type it, with a comma or a point; null: nothing typed; undefined: no number, or out of range. */
export function readNumber(text: string, min: number, max: number): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (!/^\d{1,3}(?:[.,]\d{0,3})?$/.test(trimmed)) return undefined
  const value = Math.round(Number(trimmed.replace(',', '.')) * 100) / 100
  return value >= min && value <= max ? value : undefined
}
