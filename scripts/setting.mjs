/** A whole number from the environment, or `usual`; anything else ends the process with a sentence. */
export function whole(name, usual, least, most) {
  const text = process.env[name]
  if (!text) return usual
  const value = Number(text)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  process.stderr.write(
    `${name} muss eine ganze Zahl von ${least} bis ${most} sein, nicht "${text}". / ${name} must be a whole number from ${least} to ${most}, not "${text}".\n`,
  )
  return process.exit(1)
}
