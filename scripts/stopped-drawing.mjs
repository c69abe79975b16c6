import { stripVTControlCharacters } from 'node:util'

/** The last line of an action that waited for a page which no longer draws; a page that refuses says why on the lines below. */
const mark = /waiting for element to be visible, enabled and stable\s*$/

const isStopped = ({ errors }) =>
  errors.length > 0 &&
  errors.every(({ message = '' }) => {
    const [log = ''] = stripVTControlCharacters(message).split(/\n\s*\n\s*at /)
    return /Timeout|timeout/.test(log) && mark.test(log.trimEnd())
  })

/**
 * The browser's tests that passed only when they were begun once more, of Playwright's JSON report: `stopped` where the browser had
 * stopped drawing, `failed` for any other reason, which counts as a failure.
 * @returns {{ stopped: string[], failed: string[] }} titles
 */
export function begunAgain({ suites = [], specs = [] }) {
  const here = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
  const first = ({ tests }) =>
    tests.flatMap(({ results }) => results.filter(({ status }) => status !== 'passed'))
  const all = suites.map(begunAgain)
  const titles = (wanted) =>
    here.filter((spec) => first(spec).every(isStopped) === wanted).map(({ title }) => title)
  return {
    stopped: [...titles(true), ...all.flatMap(({ stopped }) => stopped)],
    failed: [...titles(false), ...all.flatMap(({ failed }) => failed)],
  }
}
