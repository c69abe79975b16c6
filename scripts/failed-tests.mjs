import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './paths.mjs'

const firstLines = (message = '') =>
  stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 6)
    .map((line) => `    ${line.trim().slice(0, 200)}`)

const told = (file, title, message) => [`  ${file} › ${title}`, ...firstLines(message)].join('\n')

/**
 * The failed tests of a JSON report of Vitest's, each with the beginning of its first reason, for the end of a long output: CI shows
 * no more than that.
 * @returns {string[]}
 */
export const failedOfVitest = ({ testResults = [] }) =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name)
    const failed = assertionResults.filter((test) => test.status === 'failed')
    // A file that does not load has no tests.
    if (failed.length === 0 && status === 'failed') return [told(file, 'the file itself', message)]
    return failed.map(({ fullName, failureMessages }) => told(file, fullName, failureMessages[0]))
  })

/** The same of Playwright's. @returns {string[]} */
export const failedOfPlaywright = ({ suites = [], specs = [] }) => [
  ...specs
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) =>
      told(file, title, tests.flatMap(({ results }) => results).find(({ error }) => error)?.error.message),
    ),
  ...suites.flatMap(failedOfPlaywright),
]
