/** Speaks the protocol of the form's fixed URLs. Each answer: `what` became of it (kind, status or error), and how long it took. */
export function asker(app) {
  const post = async (path, body) => {
    const from = performance.now()
    try {
      const answer = await fetch(app + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: app },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(30_000),
      })
      const text = await answer.text()
      const ms = performance.now() - from
      if (answer.status >= 400) return { what: String(answer.status), ms }
      const result = JSON.parse(text)
      return { what: result.kind, ms, result }
    } catch (error) {
      return { what: error?.cause?.code ?? error?.name ?? 'error', ms: performance.now() - from }
    }
  }
  return {
    post,
    save: (body) =>
      post('/api/antrag/save', { page: 'vorhaben', intent: 'autosave', lang: 'de', changes: [], ...body }),
    async token(query = '') {
      const html = await (await fetch(`${app}/antrag/musterberatung${query}`)).text()
      return /name="token" value="([^"]+)"/.exec(html)?.[1] ?? ''
    },
  }
}

/** Counts one more of a name. */
export function note(what, name, count = 1) {
  what[name] = (what[name] ?? 0) + count
}
