import { expect, it } from 'vitest'
import { failedOfPlaywright, failedOfVitest } from './failed-tests.mjs'
import { inRoot } from './paths.mjs'

it('names the tests that failed, and why, of both reports', () => {
  const vitest = {
    testResults: [
      {
        name: inRoot('lib', 'a.test.ts'),
        status: 'failed',
        message: '',
        assertionResults: [
          { status: 'passed', fullName: 'passed', failureMessages: [] },
          {
            status: 'failed',
            fullName: 'a law',
            failureMessages: ['\u001b[31mExpected 1\u001b[39m\n\n  seed 7'],
          },
        ],
      },
      { name: inRoot('lib', 'b.test.ts'), status: 'failed', message: 'no module', assertionResults: [] },
    ],
  }
  expect(failedOfVitest(vitest)).toEqual([
    '  lib/a.test.ts › a law\n    Expected 1\n    seed 7',
    '  lib/b.test.ts › the file itself\n    no module',
  ])
  const playwright = {
    suites: [
      {
        suites: [
          {
            specs: [
              { ok: true, file: 'a.spec.ts', title: 'passed', tests: [] },
              {
                ok: false,
                file: 'a.spec.ts',
                title: 'sends',
                tests: [{ results: [{ error: { message: 'Timeout' } }] }],
              },
            ],
          },
        ],
      },
    ],
  }
  expect(failedOfPlaywright(playwright)).toEqual(['  a.spec.ts › sends\n    Timeout'])
})
