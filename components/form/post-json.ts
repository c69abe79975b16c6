/** Posts JSON to a fixed address of ours. null: no answer, or none of ours; the caller says "noch einmal versuchen". */
export async function postJson<T extends { kind: string }>(
  url: string,
  body: object,
  isAnswer: (value: { kind: string }) => value is T,
): Promise<T | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    })
    const value: unknown = await response.json()
    const read =
      typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
        ? { ...value, kind: value.kind }
        : null
    return read && isAnswer(read) ? read : null
  } catch {
    return null
  }
}
