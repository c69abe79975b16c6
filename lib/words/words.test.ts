import { describe, expect, it } from 'vitest'
import de from './de.json'
import en from './en.json'
import { fill } from './fill'
import { pageWords } from './index'

type Tree = { readonly [name: string]: string | readonly string[] | Tree }

function flat(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, one]) => {
    if (typeof one === 'string') return [[path + name, one] satisfies [string, string]]
    if (Array.isArray(one))
      return one.map((text: string, at): [string, string] => [`${path}${name}.${at}`, text])
    return flat(one as Tree, `${path}${name}.`)
  })
}

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

describe('interface words', () => {
  it('exist in both languages with the same places', () => {
    const german = new Map(flat(de))
    const english = new Map(flat(en))
    expect([...english.keys()]).toEqual([...german.keys()])
    for (const [name, text] of german)
      expect([name, places(english.get(name) ?? '')]).toEqual([name, places(text)])
  })

  it('blame nobody and shout at nobody', () => {
    for (const [name, text] of [...flat(de), ...flat(en)])
      expect([name, /ungültig|falsch|Pflichtfeld|invalid|Ups|Oops|!/.test(text)]).toEqual([name, false])
  })

  it('are filled by name; a missing value stays visible', () => {
    expect(fill('Schritt {at} von {of}', { at: 3 })).toBe('Schritt 3 von {of}')
    expect(pageWords('en')('privacyVersion', { date: '1 November 2026' })).toBe('Version of 1 November 2026')
  })
})
