import { expect, it } from 'vitest'
import { begunAgain } from './stopped-drawing.mjs'

const log = (...lines) =>
  ['locator.click: Timeout 45000ms exceeded.', 'Call log:', ...lines.map((line) => `  - ${line}`)].join('\n')
const resolved = 'locator resolved to <button>…</button>'
const waiting = 'waiting for element to be visible, enabled and stable'
const spec = (title, ...errors) => ({
  title,
  tests: [
    {
      status: 'flaky',
      results: [
        { status: 'failed', errors: errors.map((message) => ({ message })) },
        { status: 'passed', errors: [] },
      ],
    },
  ],
})
const passed = {
  title: 'passed',
  tests: [{ status: 'expected', results: [{ status: 'passed', errors: [] }] }],
}

it('tells a browser that stopped drawing from every other failure, which counts', () => {
  const report = {
    suites: [
      {
        specs: [
          passed,
          spec('stopped', `\u001b[31mError: ${log(resolved, 'attempting click action', waiting)}\u001b[39m`),
        ],
        suites: [
          {
            specs: [
              spec('disabled', log(resolved, waiting, 'element is not enabled', 'retrying click action')),
              spec('wrong text', 'expect(locator).toHaveText(expected) failed'),
              spec('both', log(resolved, waiting), 'expect(locator).toHaveText(expected) failed'),
              spec('no reason'),
            ],
          },
        ],
      },
    ],
  }
  expect(begunAgain(report)).toEqual({
    stopped: ['stopped'],
    failed: ['disabled', 'wrong text', 'both', 'no reason'],
  })
})
